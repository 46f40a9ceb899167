namespace PaxosConformance.Tracing.Judging;

/// <content>Whether enough acceptors promised before a value was put to the vote.</content>
internal sealed partial class ProposerJudge
{
    private bool HasQuorum(JudgedNode node, long clock, Round round)
    {
        var own = world.IsAcceptor(node.Number) ? node.Bit : 0;
        var promisers = round.Promisers(node.Life) | own;
        if (world.Quorums.IsPhase1(promisers)) return true;

        var rule = Reason(node, round, promisers, own);
        world.Findings.Add(rule, node.Id,
            $"accept {round.Record.Ballot} {world.Values[round.Value]} with {Show(promisers)} of {world.Quorums.Acceptors} acceptors promising, {node.Id} itself counted",
            round.Promises.Select(told => told.Time).Append(rule == "P-PRO-20" ? node.LifeBegan : 0).Append(round.Prepared).Append(clock),
            $"accept once promises for {round.Record.Ballot} of a phase-1 quorum of distinct acceptors were delivered", $"prepare {round.Record.Ballot} again",
            "a new ballot", "silence");
        return false;
    }

    private string Reason(JudgedNode node, Round round, ulong promisers, ulong own)
    {
        var quorums = world.Quorums;
        if (quorums.IsPhase1(round.Promisers(0) | own)) return "P-PRO-20";

        var others = node.LatestPromises.Except(round.Record.Ballot).ToList();
        var strangers = round.Promises.Where(told => !world.IsAcceptor(told.From)).ToList();
        var suspects = new Suspects();
        suspects.Add("P-PRO-05", quorums.IsPhase1(others.Aggregate(promisers, (set, other) => set | Names.Bit(other.Told.From))),
            others.Select(other => other.Told.Delivered).DefaultIfEmpty().Max());
        suspects.Add("P-PRO-06", round.PromiseMessages + quorums.Count(own) - strangers.Count >= quorums.Size1, round.PromiseRepeated);
        suspects.Add("P-PRO-07", quorums.Count(promisers) + strangers.Count >= quorums.Size1, strangers.Select(told => told.Delivered).DefaultIfEmpty().Max());
        suspects.Add("P-PRO-18", quorums.IsPhase1(promisers | round.Refusers), round.Refused);
        if (suspects.Rule is { } rule) return rule;

        // P-FLX-05: the quorums of the two phases mixed up.
        if (quorums.IsPhase2(promisers)) return "P-FLX-05";
        return quorums.IsHalf(promisers, quorums.Size1) ? "P-QRM-02" : "P-PRO-01";
    }

    private string Show(ulong votes) => world.Quorums.Count(votes).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
