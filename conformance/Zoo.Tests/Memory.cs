using System.Collections.Concurrent;
using Paxos;

namespace PaxosConformance.Zoo.Tests;

/// <summary>What a textbook node must not forget.</summary>
internal sealed record Memory
{
    /// <summary>The highest ballot that the node promised, or none.</summary>
    public Ballot Promised { get; init; }

    /// <summary>The proposal that it accepted last.</summary>
    public Proposal? Accepted { get; init; }

    /// <summary>The decision, where it knows it.</summary>
    public Value? Decided { get; init; }

    /// <summary>The highest counter that it used in a ballot of its own.</summary>
    public long Used { get; init; }
}

/// <summary>Stable storage: what is written here outlives the node. Thread-safe.</summary>
internal sealed class Memories
{
    private readonly ConcurrentDictionary<string, Memory> written = new(StringComparer.Ordinal);

    public Memory Read(string directory) => written.GetValueOrDefault(directory) ?? new Memory();

    public void Write(string directory, Memory memory) => written[directory] = memory;

    public void Wipe(string directory) => written.TryRemove(directory, out _);
}
