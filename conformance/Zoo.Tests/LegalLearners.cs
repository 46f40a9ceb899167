using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>V01: nothing special about it.</summary>
[Legal]
internal sealed class Textbook : TextbookNode;

/// <summary>V11, F14: every vote is told to every learner, and the decision to nobody.</summary>
[Legal(Passes = ["SC-DEC-04", "SC-DEC-05"])]
internal class LearnsFromVotes : TextbookNode
{
    private readonly Dictionary<Ballot, (List<string> Voters, Value? Value)> tally = [];

    protected override void TellVote(string to, Proposal proposal)
    {
        foreach (var node in Nodes) Send(node, new AcceptedBody { Ballot = proposal.Ballot, Value = proposal.Value });
    }

    protected override void OnAccepted(string from, AcceptedBody accepted)
    {
        Count(from, accepted);
        base.OnAccepted(from, accepted);
    }

    protected override void Announce(Round round)
    {
    }

    protected virtual bool Suffice(IReadOnlyList<string> voters) => IsPhase2(voters);

    protected virtual Ballot KeyOf(AcceptedBody accepted) => accepted.Ballot;

    protected override void Forget()
    {
        base.Forget();
        tally.Clear();
    }

    private void Count(string from, AcceptedBody accepted)
    {
        if (!HasVote(from)) return;
        var (voters, value) = tally.GetValueOrDefault(KeyOf(accepted), ([], null));
        voters.Add(from);
        tally[KeyOf(accepted)] = (voters, value ?? accepted.Value);
        if (Suffice(voters) && tally[KeyOf(accepted)].Value is { } chosen) Learn(chosen);
    }
}

/// <summary>V10, F8.</summary>
[Legal]
internal sealed class NeverStoresTheDecision : TextbookNode
{
    protected override Memory Written(Memory memory) => memory with { Decided = null };
}

/// <summary>F6: it believes a decision when it hears it for the second time.</summary>
[Legal]
internal sealed class LearnsAtTheSecondTelling : TextbookNode
{
    private bool told;

    protected override void OnDecide(DecideBody decide)
    {
        if (told) base.OnDecide(decide);
        told = true;
    }

    protected override void Announce(Round round)
    {
        base.Announce(round);
        base.Announce(round);
    }

    protected override void Forget()
    {
        base.Forget();
        told = false;
    }
}

/// <summary>F15: a proposal after the decision gets a round, in which the decision is chosen again.</summary>
[Legal]
internal sealed class RunsARoundAfterTheDecision : TextbookNode
{
    protected override Value? Choose(Round round) => Memory.Decided ?? base.Choose(round);

    protected override void OnPropose(Envelope propose)
    {
        var decided = Memory.Decided;
        if (decided is not null) Remember(Memory with { Decided = null });
        base.OnPropose(propose);
        if (decided is not null) Remember(Memory with { Decided = decided });
    }
}
