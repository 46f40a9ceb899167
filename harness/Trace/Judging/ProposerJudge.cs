using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>Judges what a node proposes: its ballots, when it puts a value to the vote, and which value.</summary>
internal sealed partial class ProposerJudge(World world)
{
    private readonly LegalValues legalValues = new(world);

    /// <summary>Takes a prepare that the node sent.</summary>
    public void OnPrepare(JudgedNode node, long clock, BallotRecord record)
    {
        if (!IsOwn(node, clock, record, "prepare")) return;
        var ballot = record.Ballot;
        var round = record.Round ??= new Round(record);
        if (round.Prepared != 0)
        {
            // The same request again is no new attempt. But after a restart, once a value was put to the vote in it, it is one.
            if (round.PreparedLife == node.Life || round.Proposed == 0 || round.ProposedLife == node.Life) return;
            Reused(node, clock, ballot, round.Proposed);
            round.PreparedLife = node.Life;
            return;
        }

        round.Prepared = clock;
        round.PreparedLife = node.Life;
        node.Rounds.Add(round);
        if (ballot <= node.LastPrepared)
        {
            if (node.LastPreparedLife < node.Life)
            {
                Reused(node, clock, ballot, node.LastPreparedAt);
            }
            else
            {
                world.Findings.Add("P-BAL-03", node.Id, $"prepare {ballot} after prepare {node.LastPrepared}", [node.LastPreparedAt, clock],
                    $"prepare with a ballot above {node.LastPrepared}", $"prepare {node.LastPrepared} again");
            }

            return;
        }

        (node.LastPrepared, node.LastPreparedAt, node.LastPreparedLife) = (ballot, clock, node.Life);
    }

    /// <summary>Takes an accept that the node sent.</summary>
    public void OnAccept(JudgedNode node, long clock, BallotRecord record, int value)
    {
        if (!IsOwn(node, clock, record, "accept")) return;
        var round = record.Round ??= new Round(record);
        if (round.Value == value) return;
        if (round.Value != Values.None)
        {
            OtherValue(node, clock, round, value);
            return;
        }

        round.Value = value;
        round.Proposed = clock;
        round.ProposedLife = node.Life;
        node.Proposals.Add(round);
        if (round.Announced != Values.None && round.Announced != value)
        {
            OtherValue(node, clock, round, value);
            return;
        }

        // A node that is a quorum of its own prepares without a message.
        if (round.Prepared == 0 && !world.Quorums.IsPhase1(node.Bit))
        {
            world.Findings.Add("P-PRO-14", node.Id, $"accept {record.Ballot} {world.Values[value]}, in a ballot that was not prepared", [clock],
                "accept in a ballot that was prepared before", "silence");
        }
        else if (HasQuorum(node, clock, round) && legalValues.Judge(node, clock, round))
        {
            Stability(node, clock, record, value);
        }

        // What follows from a value has the same cause as the value.
        world.Values.Know(value);
    }

    private bool IsOwn(JudgedNode node, long clock, BallotRecord record, string what)
    {
        if (record.Owner == node.Number) return true;
        world.Findings.Add("P-BAL-01", node.Id, $"{what} {record.Ballot} by {node.Id}", [clock], $"{what} with a ballot of {node.Id}'s own");
        return false;
    }

    private void Reused(JudgedNode node, long clock, Ballot ballot, long before) =>
        world.Findings.Add("P-BAL-04", node.Id, $"prepare {ballot} after a restart, though {node.LastPrepared} was used before it",
            [before, node.LifeBegan, clock], $"prepare with a ballot above {node.LastPrepared}");

    private void OtherValue(JudgedNode node, long clock, Round round, int value)
    {
        var ballot = round.Record.Ballot;
        var first = round.Value == value ? round.Announced : round.Value;
        var late = default(Told);
        foreach (var told in round.Promises)
        {
            if (told.Delivered > round.Proposed && !told.Report.IsNone && told.Report.Value == value) late = told;
        }

        var afterRestart = round.ProposedLife < node.Life;
        var rule = afterRestart ? "P-BAL-04" : late.Time != 0 ? "P-PRO-04" : "P-BAL-09";
        world.Findings.Add(rule, node.Id, $"accept {ballot} {world.Values[value]} after accept {ballot} {world.Values[first]}",
            [round.Proposed, afterRestart ? node.LifeBegan : late.Time, clock], $"accept {ballot} {world.Values[first]} again", "a new ballot");
    }

    private void Stability(JudgedNode node, long clock, BallotRecord record, int value)
    {
        if (world.IsOutOfModel) return;
        foreach (var chosen in world.Chosen)
        {
            if (chosen.Record.Ballot < record.Ballot && chosen.Record.Value != value) Unstable(node, clock, record, value, chosen.Record, chosen.Time);
        }

        // Who showed a decision stands by the vote that it counted as its own.
        foreach (var shown in world.Decisions)
        {
            if (shown.Value == value || shown.Node != node.Number) continue;
            foreach (var chosen in world.Values.Ballots(shown.Value))
            {
                if (chosen.Ballot < record.Ballot && world.Quorums.IsPhase2(chosen.SureVotes | node.Bit)) Unstable(node, clock, record, value, chosen, shown.Time);
            }
        }
    }

    private void Unstable(JudgedNode node, long clock, BallotRecord record, int value, BallotRecord chosen, long since) =>
        world.Findings.Add("P-SAF-04", node.Id, $"accept {record.Ballot} {world.Values[value]}, though {world.Values[chosen.Value]} was chosen in {chosen.Ballot}",
            [since, clock], $"accept {record.Ballot} {world.Values[chosen.Value]}", "silence");
}
