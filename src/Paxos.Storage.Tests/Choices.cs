namespace Paxos.Storage.Tests;

/// <summary>Runs through all the ways in which a series of choices can be made, one way after the other.</summary>
internal sealed class Choices
{
    private readonly List<(int Taken, int Of)> way = [];
    private int made;

    public int Choose(int possibilities)
    {
        if (made == way.Count) way.Add((0, possibilities));
        return way[made++].Taken;
    }

    /// <summary>Turns to the next way; false if there is none left.</summary>
    public bool Next()
    {
        made = 0;
        while (way.Count > 0)
        {
            var (taken, of) = way[^1];
            way.RemoveAt(way.Count - 1);
            if (taken + 1 == of) continue;
            way.Add((taken + 1, of));
            return true;
        }

        return false;
    }

    public override string ToString() => string.Join(" ", way.Select(choice => $"{choice.Taken}/{choice.Of}"));
}
