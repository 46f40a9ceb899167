using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <content>The acceptor.</content>
internal abstract partial class TextbookNode
{
    /// <summary>The order of ballots.</summary>
    protected virtual int Compare(Ballot a, Ballot b) => a.CompareTo(b);

    protected virtual bool MayPromise(Ballot ballot) => Compare(ballot, Memory.Promised) >= 0;

    protected virtual bool MayAccept(Ballot ballot) => Compare(ballot, Memory.Promised) >= 0;

    /// <summary>What an acceptor that promises this ballot knows afterwards.</summary>
    protected virtual Memory Promising(Ballot ballot) => Memory with { Promised = ballot };

    /// <summary>What an acceptor that accepts this proposal knows afterwards.</summary>
    protected virtual Memory Accepting(Proposal proposal) => Memory with { Promised = proposal.Ballot, Accepted = proposal };

    /// <summary>What a promise for this ballot reports.</summary>
    protected virtual Proposal? Report(Ballot ballot) => Memory.Accepted;

    protected virtual void OnPrepare(string from, PrepareBody prepare)
    {
        if (MayPromise(prepare.Ballot)) Promise(from, prepare.Ballot);
        else Refuse(from, prepare, prepare.Ballot);
    }

    protected virtual void Promise(string to, Ballot ballot)
    {
        Remember(Promising(ballot));
        Send(to, new PromiseBody { Ballot = ballot, Accepted = Report(ballot) });
    }

    protected virtual void OnAccept(string from, AcceptBody accept)
    {
        if (MayAccept(accept.Ballot)) Accept(from, new Proposal(accept.Ballot, accept.Value!));
        else Refuse(from, accept, accept.Ballot);
    }

    protected virtual void Accept(string to, Proposal proposal)
    {
        Remember(Accepting(proposal));
        TellVote(to, proposal);
    }

    protected virtual void TellVote(string to, Proposal proposal) => Send(to, new AcceptedBody { Ballot = proposal.Ballot });

    /// <summary>Says no, and what is in the way, if it is a higher ballot.</summary>
    protected virtual void Refuse(string to, Body request, Ballot ballot) =>
        Send(to, new NackBody { Ballot = ballot, Promised = Memory.Promised > ballot ? Memory.Promised : null });
}
