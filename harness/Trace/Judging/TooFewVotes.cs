using Paxos;

namespace PaxosConformance.Tracing.Judging;

/// <summary>A value was shown as decided and is not chosen: finds the mistake that would make it look so.</summary>
internal sealed class TooFewVotes(World world)
{
    public void Explain(JudgedNode node, long clock, int value, string word, Round? mine)
    {
        var own = world.IsAcceptor(node.Number) ? node.Bit : 0;
        if (mine is not null)
        {
            var rule = OfRound(node, mine, own, out var proof);
            Add(rule, proof.Append(mine.Proposed));
            return;
        }

        // P-LRN-01: votes of several ballots, or too few of one.
        var votes = new List<Ballot>();
        foreach (var record in world.Values.Ballots(value))
        {
            if ((record.Votes & world.Quorums.Everybody & ~own) != 0) votes.Add(record.Ballot);
        }

        Add(votes.Count > 0 ? "P-LRN-01" : "P-SAF-05", LatestVotes(node, votes));

        void Add(string rule, IEnumerable<long> proof) => world.Findings.Add(rule, node.Id,
            $"{word} {world.Values[value]}, which is not chosen: {(mine is null ? "no ballot has a" : $"{mine.Record.Ballot} has no")} phase-2 quorum of votes for it",
            proof.Append(clock), "silence until a phase-2 quorum of distinct acceptors accepted the value in one ballot, or until a decide with it was delivered");
    }

    private string OfRound(JudgedNode node, Round round, ulong own, out IEnumerable<long> proof)
    {
        var quorums = world.Quorums;
        var denial = own == 0 ? null : Decisions.Denial(node, round.Record, round.Value);
        proof = round.Votes.Select(told => told.Time);
        if (denial is not null && quorums.IsPhase2(round.Record.Votes | own))
        {
            proof = proof.Append(denial.PrepareSent).Append(denial.Promised);
            return "P-PRO-12";
        }

        if (denial is not null) own = 0;
        var votes = round.Record.Votes | own;
        var others = node.LatestVotes.Except(round.Record.Ballot).Where(vote => vote.Ballot.Id == node.Id).ToList();
        var strangers = round.Votes.Where(told => !world.IsAcceptor(told.From)).ToList();
        var suspects = new Suspects();
        suspects.Add("P-PRO-09", quorums.IsPhase2(others.Aggregate(votes, (set, other) => set | Names.Bit(other.Told.From))),
            others.Select(other => other.Told.Delivered).DefaultIfEmpty().Max());
        suspects.Add("P-PRO-06", round.VoteMessages + quorums.Count(own) - strangers.Count >= quorums.Size2, round.VoteRepeated);
        suspects.Add("P-PRO-07", quorums.Count(votes) + strangers.Count >= quorums.Size2, strangers.Select(told => told.Delivered).DefaultIfEmpty().Max());
        suspects.Add("P-PRO-18", quorums.IsPhase2(votes | round.Refusers), round.Refused);
        if (suspects.Rule == "P-PRO-09") proof = proof.Concat(others.Select(other => other.Told.Time));
        if (suspects.Rule is { } rule) return rule;
        if (quorums.IsHalf(votes, quorums.Size2)) return "P-QRM-02";
        return IsChosenOverBallots(round.Value, votes) ? "P-LRN-01" : "P-PRO-08";
    }

    private bool IsChosenOverBallots(int value, ulong votes)
    {
        // A node may claim a decision before it has put anything to the vote.
        if (value == Values.None) return false;
        foreach (var record in world.Values.Ballots(value)) votes |= record.Votes;
        return world.Quorums.IsPhase2(votes);
    }

    private static IEnumerable<long> LatestVotes(JudgedNode node, List<Ballot> ballots) =>
        node.LatestVotes.Except(default).Where(vote => ballots.Contains(vote.Ballot)).Select(vote => vote.Told.Time);
}
