using PaxosConformance.Reports;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>Tells results in the order of the suite, though they come in any; on a terminal with a line that says how far the run is.</summary>
internal sealed class Progress(IReadOnlyList<Scenario> scenarios, ConsoleReport console)
{
    private readonly Dictionary<Scenario, ScenarioResult> waiting = [];
    private readonly bool live = !Console.IsOutputRedirected && !Console.IsErrorRedirected;
    private int told;
    private int done;

    /// <summary>Takes the next result.</summary>
    public void Done(ScenarioResult result)
    {
        done++;
        waiting[result.Scenario] = result;
        if (live) Console.Error.Write("\r\e[K");
        for (; told < scenarios.Count && waiting.Remove(scenarios[told], out var next); told++) console.Line(next);
        if (live && done < scenarios.Count) Console.Error.Write($"{done} of {scenarios.Count}");
    }

    /// <summary>Tells what still waits for others, which will not come any more.</summary>
    public void End()
    {
        if (live) Console.Error.Write("\r\e[K");
        foreach (var result in scenarios.Where(waiting.ContainsKey).Select(scenario => waiting[scenario])) console.Line(result);
        waiting.Clear();
    }
}
