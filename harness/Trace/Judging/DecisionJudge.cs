namespace PaxosConformance.Tracing.Judging;

/// <summary>Judges what nodes show as decided: to peers, to clients, to whoever asks.</summary>
internal sealed class DecisionJudge(World world)
{
    private readonly TooFewVotes tooFewVotes = new(world);

    /// <summary>Takes a decision that the node showed.</summary>
    /// <param name="node">Who showed it.</param>
    /// <param name="clock">When.</param>
    /// <param name="value">The value.</param>
    /// <param name="by">The message that showed it.</param>
    /// <param name="record">The ballot that was named with it, or null.</param>
    public void OnShown(JudgedNode node, long clock, int value, Showing by, BallotRecord? record)
    {
        if (record?.Round is { } round && record.Owner == node.Number && round.Value != Values.None && round.Value != value)
        {
            OtherThanAccepted(node, clock, value, by, round);
            return;
        }

        if (node.Register == value || node.Unfounded == value) return;
        if (node.Register != Values.None)
        {
            Changed(node, clock, value, by);
            return;
        }

        if (!world.Values.IsKnown(value))
        {
            world.Values.Know(value);
            node.Unfounded = value;
            world.Findings.Add("P-SAF-02", node.Id, $"{Word(by)} {world.Values[value]}, which nobody ever submitted", [clock],
                "a value that a client submitted", "silence");
            return;
        }

        if (world.SeesMessages && !node.ToldDecisions.ContainsKey(value) && !Decisions.CouldKnow(world, node, value))
        {
            node.Unfounded = value;
            Unfounded(node, clock, value, by, record);
            return;
        }

        node.Register = value;
        node.RegisterTime = clock;
        Agree(node, clock, value);
    }

    private void Changed(JudgedNode node, long clock, int value, Showing by)
    {
        node.Unfounded = value;
        node.ToldDecisions.TryGetValue(value, out var told);

        // What the client wished is not what was decided: the register itself need not have changed.
        var rule = !world.SeesMessages ? "P-SAF-03" : by == Showing.Success && told == 0 ? "P-PRO-15" : told != 0 ? "P-LRN-02" : "P-SAF-03";
        world.Findings.Add(rule, node.Id, $"{Word(by)} {world.Values[value]}, after {world.Values[node.Register]} was shown as decided",
            [node.RegisterTime, rule == "P-LRN-02" ? told : 0, clock], $"{Word(by)} {world.Values[node.Register]}", "silence");
    }

    private void OtherThanAccepted(JudgedNode node, long clock, int value, Showing by, Round round)
    {
        node.Unfounded = value;
        world.Findings.Add(by == Showing.Success ? "P-PRO-15" : "P-PRO-10", node.Id,
            $"{Word(by)} {world.Values[value]}, though {world.Values[round.Value]} was put to the vote in {round.Record.Ballot}", [round.Proposed, clock],
            $"{Word(by)} {world.Values[round.Value]}, once it is chosen", "silence");
    }

    private void Unfounded(JudgedNode node, long clock, int value, Showing by, BallotRecord? named)
    {
        var mine = named?.Round is { } of && named.Owner == node.Number ? of : null;
        for (var i = node.Proposals.Count - 1; i >= 0 && mine is null; i--)
        {
            if (node.Proposals[i].Value == value) mine = node.Proposals[i];
        }

        // Its round decided another value: what it tells is its own wish.
        if (mine is null && by != Showing.Query && node.Proposals is [.., var latest])
        {
            OtherThanAccepted(node, clock, value, by, latest);
            return;
        }

        if (mine is null && by == Showing.Success && node.ToldDecisions.Count + world.Chosen.Count > 0)
        {
            var (other, since) = node.ToldDecisions.Count > 0
                ? node.ToldDecisions.MinBy(told => told.Value)
                : new(world.Chosen[0].Record.Value, world.Chosen[0].Time);
            world.Findings.Add("P-PRO-15", node.Id, $"{Word(by)} {world.Values[value]}, though {world.Values[other]} was decided", [since, clock],
                $"{Word(by)} {world.Values[other]}", "an error", "silence");
            return;
        }

        tooFewVotes.Explain(node, clock, value, Word(by), mine);
    }

    /// <summary>P-SAF-01. What puppets told wrongly is not held against the nodes that believed it.</summary>
    private void Agree(JudgedNode node, long clock, int value)
    {
        var isFirst = true;
        foreach (var other in world.Decisions)
        {
            if (other.Value == value)
            {
                isFirst = false;
                continue;
            }

            // F22: what a wiped acceptor forgot is out of the model, and so is what follows from it.
            if (world.IsOutOfModel || IsHearsay(value) || IsHearsay(other.Value)) continue;
            world.Findings.Add("P-SAF-01", "", $"{node.Id} shows {world.Values[value]} as decided, {world.Names[other.Node]} shows {world.Values[other.Value]}",
                [other.Time, clock], "one value, shown by all", "silence");
        }

        if (isFirst) world.Decisions.Add(new Shown(value, node.Number, clock));
    }

    private bool IsHearsay(int value)
    {
        if (world.Values.ToldByPuppet(value) == 0) return false;
        foreach (var record in world.Values.Ballots(value))
        {
            if (world.Quorums.IsPhase2(record.Votes)) return false;
        }

        return true;
    }

    private static string Word(Showing by) => by switch
    {
        Showing.Success => "propose_ok",
        Showing.Query => "learned_ok",
        _ => "decide",
    };
}

/// <summary>How a decision is shown.</summary>
internal enum Showing
{
    /// <summary>To a peer.</summary>
    Decide,

    /// <summary>To a client that proposed.</summary>
    Success,

    /// <summary>To a client that asked.</summary>
    Query,
}
