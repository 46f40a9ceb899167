using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <content>The proposer.</content>
internal abstract partial class TextbookNode
{
    /// <summary>The round that runs; null between rounds.</summary>
    protected Round? Round { get; set; }

    /// <summary>The highest counter that a refusal told of.</summary>
    protected long Heard { get; set; }

    /// <summary>How often a request is sent again before the next ballot is tried.</summary>
    protected virtual int Resends => 2;

    /// <summary>The lowest counter that is above all that the node has met (P-BAL-03, P-BAL-05).</summary>
    protected virtual long NextCounter => Math.Max(Memory.Promised.N, Math.Max(Memory.Used, Heard)) + 1;

    protected virtual Ballot BallotOf(long counter) => new(counter, Me);

    /// <summary>Whom a round asks.</summary>
    protected virtual IEnumerable<string> Addressees => Quorums.Acceptors;

    protected virtual bool HasVote(string id) => Quorums.Contains(id);

    protected virtual bool IsPhase1(IReadOnlyList<string> promisers) => Quorums.IsPhase1(promisers.ToHashSet());

    protected virtual bool IsPhase2(IReadOnlyList<string> voters) => Quorums.IsPhase2(voters.ToHashSet());

    /// <summary>The value to be put to the vote: that of the highest reported ballot, or what a client wishes (P-PRO-02, P-PRO-03).</summary>
    protected virtual Value? Choose(Round round) => round.Reports.MaxBy(report => report.Ballot)?.Value ?? Wish;

    protected virtual void Start()
    {
        if (NextCounter > Ballot.MaxN)
        {
            FailClients(ErrorCode.Timeout, "no ballot is left");
            return;
        }

        Round = new Round(BallotOf(NextCounter));
        Remember(Memory with { Used = Round.Ballot.N });
        Ask(Round, new PrepareBody { Ballot = Round.Ballot });
    }

    protected virtual void OnPromise(string from, PromiseBody promise)
    {
        if (Round is not { } round || !HasVote(from) || IsRefusal(from, promise.Ballot) || !IsPromiseFor(round, promise.Ballot)) return;
        round.Promises.Add((from, promise.Accepted));
        if (round.Value is null && IsPhase1(round.Promisers)) PutToTheVote(round);
    }

    protected virtual bool IsPromiseFor(Round round, Ballot ballot) => ballot == round.Ballot;

    protected virtual bool IsVoteFor(Round round, Ballot ballot) => ballot == round.Ballot;

    protected virtual void PutToTheVote(Round round)
    {
        if (Choose(round) is not { } value) return;
        (round.Value, round.Resends) = (value, 0);
        Ask(round, new AcceptBody { Ballot = round.Ballot, Value = value });
    }

    protected virtual void OnAccepted(string from, AcceptedBody accepted)
    {
        if (Round is not { Value: not null } round || !HasVote(from) || IsRefusal(from, accepted.Ballot) || !IsVoteFor(round, accepted.Ballot)) return;
        round.Votes.Add(from);
        if (IsPhase2(round.Votes)) OnChosen(round);
    }

    protected virtual void OnNack(string from, NackBody nack)
    {
        if (Round is not { } round || nack.Ballot != round.Ballot || nack.Promised is not { } promised || promised <= round.Ballot) return;
        Heard = Math.Max(Heard, promised.N);
        OnRefused(round);
    }

    /// <summary>What the proposer does once a refusal has told it of a higher ballot.</summary>
    protected virtual void OnRefused(Round round)
    {
        Round = null;
        Alarm = Now + Backoff;
    }

    /// <summary>Nothing more came of the last request in time.</summary>
    protected virtual void OnAlarm()
    {
        if (Round is { } round && round.Resends++ < Resends) Repeat(round);
        else Start();
    }

    /// <summary>P-BAL-09: asks again with the same words.</summary>
    protected virtual void Repeat(Round round) =>
        Ask(round, round.Value is null ? new PrepareBody { Ballot = round.Ballot } : new AcceptBody { Ballot = round.Ballot, Value = round.Value });

    protected void Ask(Round round, Body request)
    {
        foreach (var acceptor in Addressees.Except(round.Answered).ToList()) Send(acceptor, request);
        Alarm = Now + Patience;
    }

    // Reply normalisation: what is shaped like a vote and carries a higher ballot is a refusal.
    private bool IsRefusal(string from, Ballot told)
    {
        if (told <= Round!.Ballot) return false;
        OnNack(from, new NackBody { Ballot = Round.Ballot, Promised = told });
        return true;
    }
}
