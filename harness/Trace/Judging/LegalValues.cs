using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>
/// Which values a proposer may put to the vote, over all sets of delivered promises that contain a phase-1 quorum (F9). What its own
/// acceptor promised is not seen: it is taken for whatever fits what that acceptor has shown.
/// </summary>
internal sealed class LegalValues(World world)
{
    /// <summary>Judges the value of a round that has a quorum of promises; true if it is legal.</summary>
    public bool Judge(JudgedNode node, long clock, Round round)
    {
        var value = round.Value;
        var ballot = round.Record.Ballot;
        var claim = OwnClaim(node, ballot);
        var free = world.Quorums.IsPhase1(Upto(node, round, default, claim));
        if (free && world.Values.IsKnown(value)) return true;
        if (IsBound(node, round, claim, value)) return true;

        // The decision is legal wherever it comes from: no other value can be chosen any more.
        if (node.Register == value || node.ToldDecisions.ContainsKey(value) || Decisions.CouldKnow(world, node, value)) return true;

        if (free)
        {
            world.Findings.Add("P-PRO-03", node.Id, $"accept {ballot} {world.Values[value]}, which nobody ever submitted", [clock],
                $"accept {ballot} with a value that a client submitted");
            return false;
        }

        var highest = Highest(round);

        // Whose report is missed: the own one, if the value were legal without it.
        var isOwn = !claim.Pair.IsNone && (world.Quorums.IsPhase1(Upto(node, round, default, default)) || IsBound(node, round, default, value));
        var isForgotten = isOwn && claim.Life < node.Life;
        var rule = !isForgotten ? "P-PRO-02" : node.PowerLostSince(claim.Life) ? "P-DUR-03" : "P-DUR-02";
        world.Findings.Add(rule, node.Id, $"accept {ballot} {world.Values[value]}, though {world.Show(isOwn ? claim.Pair : highest.Report)} was reported",
            isOwn ? [claim.Asked, claim.Shown, isForgotten ? node.LifeBegan : 0, clock] : [highest.Time, clock],
            [.. Legal(node, round, claim).Select(legal => $"accept {ballot} {world.Values[legal]}"), "silence", "a new ballot"]);
        return false;
    }

    private IEnumerable<int> Legal(JudgedNode node, Round round, Claim claim) =>
        round.Promises.Select(told => told.Report).Append(claim.Pair).Where(report => !report.IsNone)
            .Select(report => report.Value).Where(value => value != Values.None).Distinct()
            .Where(value => IsReported(node, round, claim, value));

    private bool IsBound(JudgedNode node, Round round, Claim claim, int value) =>
        IsReported(node, round, claim, value) || IsOwnUnsent(node, round, claim, value);

    private bool IsReported(JudgedNode node, Round round, Claim claim, int value)
    {
        foreach (var told in round.Promises)
        {
            if (told.Life != node.Life || told.Report.IsNone || told.Report.Value != value || !world.IsAcceptor(told.From)) continue;
            if (world.Quorums.IsPhase1(Upto(node, round, told.Report.Ballot, claim) | Names.Bit(told.From))) return true;
        }

        if (!world.IsAcceptor(node.Number)) return false;

        // What the own acceptor may have accepted below this ballot, with or without an answer on the wire.
        foreach (var record in world.Values.Ballots(value))
        {
            if (record.Ballot >= round.Record.Ballot || record.Ballot < claim.Pair.Ballot) continue;
            var mayHave = record.FindSeat(node.Number)?.FindOffer(value) is not null || record.Owner == node.Number;
            if (mayHave && world.Quorums.IsPhase1(Upto(node, round, record.Ballot, claim) | node.Bit)) return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the own acceptor may have taken the value in an earlier round whose accept never left: the process died between the two.
    /// </summary>
    private bool IsOwnUnsent(JudgedNode node, Round round, Claim claim, int value)
    {
        if (!world.IsAcceptor(node.Number)) return false;
        foreach (var earlier in node.Rounds)
        {
            if (earlier == round || earlier.Proposed != 0 || earlier.PreparedLife == node.Life) continue;
            var ballot = earlier.Record.Ballot;
            if (ballot >= round.Record.Ballot || ballot < claim.Pair.Ballot || !world.Quorums.IsPhase1(earlier.Promisers(0) | node.Bit)) continue;
            var isLegalThere = world.Values.IsKnown(value) || earlier.Promises.Exists(told => told.Report.Value == value && !told.Report.IsNone);
            if (isLegalThere && world.Quorums.IsPhase1(Upto(node, round, ballot, claim) | node.Bit)) return true;
        }

        return false;
    }

    /// <summary>Those whose promise may have reported nothing above <paramref name="highest"/>.</summary>
    private ulong Upto(JudgedNode node, Round round, Ballot highest, Claim claim)
    {
        var set = world.IsAcceptor(node.Number) && claim.Pair.Ballot <= highest ? node.Bit : 0;
        foreach (var told in round.Promises)
        {
            if (told.Life == node.Life && told.Report.Ballot <= highest) set |= Names.Bit(told.From);
        }

        return set;
    }

    /// <summary>What the own acceptor has shown to have accepted below the ballot.</summary>
    private static Claim OwnClaim(JudgedNode node, Ballot ballot)
    {
        for (var i = node.Voted.Count - 1; i >= 0; i--)
        {
            if (node.Voted[i].Ballot < ballot) return node.Voted[i].Claim;
        }

        return default;
    }

    private static Told Highest(Round round)
    {
        var highest = default(Told);
        foreach (var told in round.Promises)
        {
            if (highest.Time == 0 || told.Report.Ballot > highest.Report.Ballot) highest = told;
        }

        return highest;
    }
}
