using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Puppets;

/// <summary>Whether the votes of a puppet are those of one acceptor. Accepts that other puppets sent it are not seen.</summary>
internal sealed class VoteCheck(Testimony testimony)
{
    public VoteFault? Fault(long clock, string puppet, string to, Body body) => body switch
    {
        PromiseBody b => OfPromise(clock, puppet, to, b),
        AcceptedBody b => OfAccepted(clock, puppet, to, b),
        _ => null,
    };

    private VoteFault? OfPromise(long clock, string puppet, string to, PromiseBody body)
    {
        var asked = 0L;
        if (testimony.Real.Contains(to) && !testimony.Asked.TryGetValue((puppet, body.Ballot, null), out asked))
            return testimony.MayRefuse(puppet, to, body.Ballot) ? null : new VoteFault("P-ACC-16", [], $"a promise for a ballot that {to} asked for");
        if (body.Ballot.Id != to && testimony.MayRefuse(puppet, to, body.Ballot)) return null;

        var isHearsay = body.Accepted is { } told && testimony.CalledDecided.Contains(told.Value);
        if (!isHearsay && body.Accepted is { } pair)
        {
            if (pair.Ballot > body.Ballot) return new VoteFault("P-ACC-08", [], $"a report of {body.Ballot} or below");
            if (testimony.Real.Contains(pair.Ballot.Id!) && !testimony.Asked.ContainsKey((puppet, pair.Ballot, pair.Value)))
                return new VoteFault("P-ACC-03", [], "a pair that reached the acceptor");
        }

        return Pairwise(puppet, new Vote(body.Ballot, IsPromise: true, body.Accepted, isHearsay, clock), asked);
    }

    private VoteFault? OfAccepted(long clock, string puppet, string to, AcceptedBody body)
    {
        if (body.Ballot.Id != to && testimony.MayRefuse(puppet, to, body.Ballot)) return null;
        var asked = 0L;
        if (testimony.Real.Contains(body.Ballot.Id!))
        {
            if (testimony.ValueOf(body.Ballot) is not { } said || !testimony.Asked.TryGetValue((puppet, body.Ballot, said.Value), out asked))
                return new VoteFault("P-ACC-16", [], "the acceptance of what was put to the vote");
        }

        return Pairwise(puppet, new Vote(body.Ballot, IsPromise: false, null, IsHearsay: false, clock), asked);
    }

    private VoteFault? Pairwise(string puppet, Vote vote, long asked)
    {
        var votes = testimony.Votes[puppet];

        // What was said before in the same words says nothing new.
        if (votes.Exists(before => before.Ballot == vote.Ballot && before.IsPromise == vote.IsPromise && before.Report == vote.Report)) return null;
        foreach (var before in votes)
        {
            if (Rule(before, vote, asked) is { } rule) return new VoteFault(rule, [before.Clock], "a vote that goes together with the earlier one, a refusal, or silence");
        }

        return null;
    }

    private static string? Rule(Vote before, Vote vote, long asked)
    {
        if (vote.Ballot < before.Ballot)
        {
            var missed = before is { IsPromise: true, IsHearsay: false } && !vote.IsHearsay && before.Shown < vote.Shown;
            return before.Clock < asked || missed ? vote.IsPromise ? "P-ACC-01" : "P-ACC-05" : null;
        }

        if (!vote.IsPromise || vote.IsHearsay || before.IsHearsay) return null;
        if (vote.Ballot == before.Ballot) return before.IsPromise && before.Shown < before.Ballot && vote.Shown < before.Shown ? "P-ACC-13" : null;
        return vote.Shown < before.Shown ? vote.Report is null ? "P-ACC-02" : "P-ACC-09" : null;
    }
}

/// <summary>What is wrong with a vote.</summary>
internal sealed record VoteFault(string Rule, long[] Proof, string Expected);
