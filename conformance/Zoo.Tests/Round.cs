using Paxos;

namespace PaxosConformance.Zoo.Tests;

/// <summary>One ballot of a textbook proposer. Answers are kept in the order in which they came, and each as often as it came.</summary>
internal sealed class Round(Ballot ballot)
{
    public Ballot Ballot => ballot;

    public List<(string From, Proposal? Reported)> Promises { get; } = [];

    public List<string> Votes { get; } = [];

    /// <summary>What was put to the vote; null while promises are collected.</summary>
    public Value? Value { get; set; }

    /// <summary>How often the request that waits for answers was sent again.</summary>
    public int Resends { get; set; }

    public IEnumerable<Proposal> Reports => Promises.Select(promise => promise.Reported).OfType<Proposal>();

    public IReadOnlyList<string> Promisers => Promises.Select(promise => promise.From).ToList();

    /// <summary>Who has answered the request that waits for answers.</summary>
    public IReadOnlyList<string> Answered => Value is null ? Promisers : Votes;
}
