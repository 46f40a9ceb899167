using PaxosConformance.Annotations;

namespace Paxos.Storage;

/// <summary>The names of a simulated disk: what a process sees, what is durable, and the changes between the two.</summary>
internal sealed class SimulatedDirectory
{
    private readonly List<Action<Dictionary<string, SimulatedContent>>> unsynced = [];
    private Dictionary<string, SimulatedContent> seen = new(StringComparer.Ordinal);
    private Dictionary<string, SimulatedContent> durable = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => seen.Keys;

    public SimulatedContent? Find(string name) => seen.GetValueOrDefault(name);

    public SimulatedContent Create(string name)
    {
        var content = new SimulatedContent();
        Change(names => names[name] = content);
        return content;
    }

    public void Rename(string from, string to)
    {
        var content = Find(from) ?? throw new FileNotFoundException($"there is no file {from}", from);
        Change(names =>
        {
            names.Remove(from);
            names[to] = content;
        });
    }

    public void Put(string name, SimulatedContent content)
    {
        Change(names => names[name] = content);
        Sync();
    }

    [Persists, Waived("PAX3001", "a simulation: this memory stands for the platter")]
    public void Sync()
    {
        durable = new(seen, StringComparer.Ordinal);
        unsynced.Clear();
    }

    /// <summary>Each change of names that was not synced is kept or lost, whatever becomes of the others; so it is within each file.</summary>
    public void LosePower(Func<int, int> choose)
    {
        foreach (var change in unsynced)
        {
            if (choose(2) == 1) change(durable);
        }

        seen = new(durable, StringComparer.Ordinal);
        unsynced.Clear();
        foreach (var content in durable.Values) content.LosePower(choose);
    }

    private void Change(Action<Dictionary<string, SimulatedContent>> change)
    {
        change(seen);
        unsynced.Add(change);
    }
}
