using System.Globalization;

namespace PaxosConformance.Scenarios;

/// <summary>
/// What a run leaves to chance: which variations a scenario is told with. The same for the same seed and scenario, so that a replay does the same.
/// </summary>
/// <remarks>A variation comes to one scenario in five, by its number: five seeds in a row bring each to every scenario.</remarks>
public sealed record Chance
{
    private const int Turns = 5;
    private readonly int number;

    internal Chance(Scenario scenario, int seed)
    {
        number = int.Parse(scenario.Id.AsSpan(scenario.Id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture) + seed;
        StopsGracefully = number % Turns == 3;
    }

    /// <summary>Whether a node that is to die is asked to end, by SIGTERM, instead of killed (P-DUR-15).</summary>
    public bool StopsGracefully { get; init; }

    /// <summary>Whether strangers speak to the node in the end, and nodes of another instance (P-NET-06).</summary>
    public bool StrangersSpeak => number % Turns == 2;

    /// <summary>How many of some nodes are down from the start (P-LIV-02): none, one, or as many as a majority can do without.</summary>
    public int Down(int nodes)
    {
        var most = (nodes - 1) / 2;
        return number % Turns != 1 ? 0 : number / Turns % 2 == 0 ? Math.Min(1, most) : most;
    }
}
