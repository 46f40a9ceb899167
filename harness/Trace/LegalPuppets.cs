using PaxosConformance.Tracing.Puppets;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <summary>
/// Judges the puppets (H-1): finds what they said that no correct node could have said. Much of what puppets do is not on the wire;
/// they are right as long as some behaviour of theirs explains all that is. Not thread-safe: to be called under the lock of a trace.
/// </summary>
/// <remarks>Its cost grows with the number of ballots that were named: made for scenarios, which name few.</remarks>
public sealed class LegalPuppets
{
    private readonly OracleSetting setting;
    private readonly Testimony testimony;
    private readonly VoteCheck votes;
    private readonly SafetyCheck safety;
    private readonly List<Violation> violations = [];
    private readonly HashSet<(string, string)> found = [];

    /// <summary>For one scenario; the nodes that are real are no puppets.</summary>
    public LegalPuppets(OracleSetting setting)
    {
        this.setting = setting;
        testimony = new Testimony(setting.Quorums);
        votes = new VoteCheck(testimony);
        safety = new SafetyCheck(testimony);
        foreach (var id in setting.Real) testimony.Real.Add(id);
    }

    /// <summary>What puppets said that no correct node could have said; the rule is the one that a node would break by saying it.</summary>
    public IReadOnlyList<Violation> Violations => violations;

    /// <summary>Takes the next event of the trace.</summary>
    public void Observe(TraceEvent e)
    {
        if (e.Kind == EventKind.Started) testimony.Real.Add(e.Node);
        if (e.Message is not { Body: IPeerBody and Body { Slot: null } body } message) return;
        if (e.Kind == EventKind.Delivered) testimony.Delivered(e.Clock, message.Src, message.Dest, body);
        if (e.Kind != EventKind.Sent) return;

        if (!setting.Quorums.Contains(message.Src)) return;
        var isPuppet = !testimony.Real.Contains(message.Src);
        if (isPuppet) JudgeWords(e.Clock, message.Src, message.Dest, body);
        testimony.Sent(e.Clock, message.Src, message.Dest, body);
        if (isPuppet && body is not PrepareBody) JudgeWhole(e.Clock);
    }

    /// <summary>What is wrong with a message whatever else happened, or next to one other.</summary>
    private void JudgeWords(long clock, string puppet, string to, Body body)
    {
        var ballot = body switch
        {
            PrepareBody b => b.Ballot,
            AcceptBody b => b.Ballot,
            _ => default,
        };
        if (!ballot.IsNone && ballot.Id != puppet) Add("P-BAL-01", puppet, body, [clock], $"a ballot of {puppet}'s own");
        foreach (var (named, value) in Testimony.PairsIn(body))
        {
            if (testimony.ValueOf(named) is { } other && other.Value != value)
                Add("P-BAL-09", puppet, body, [other.Clock, clock], $"{other.Value} with ballot {named}");
        }

        if (body is DecideBody decide && testimony.Decided is { } decided && decided.Value != decide.Value)
            Add("P-SAF-01", puppet, body, [decided.Clock, clock], $"decide {decided.Value}");
        if (votes.Fault(clock, puppet, to, body) is { } fault) Add(fault.Rule, puppet, body, [.. fault.Proof, clock], fault.Expected);
    }

    /// <summary>Whether one behaviour of the puppets still explains all proposals and decisions.</summary>
    private void JudgeWhole(long clock)
    {
        foreach (var (ballot, said) in testimony.Proposals)
        {
            if (!safety.IsSafe(ballot, said.Value))
                Add("P-PRO-02", ballot.Id!, $"accept {ballot} {said.Value}: no quorum can have promised {ballot} and let this value through", [said.Clock, clock], "a value that some quorum lets through");
        }

        if (testimony.Decided is { } decided && !(decided.Ballot is { } named ? safety.CanBeChosen(named, decided.Value) : safety.CanBeChosen(decided.Value)))
            Add("P-SAF-05", decided.Puppet, $"decide {decided.Value}: no quorum can have accepted it in any ballot", [decided.Clock, clock], "silence, or the decide of a value that can be chosen");
    }

    private void Add(string rule, string puppet, Body body, long[] proof, string expected) => Add(rule, puppet, TraceText.Show(body), proof, expected);

    private void Add(string rule, string puppet, string actual, IEnumerable<long> proof, string expected)
    {
        if (found.Add((rule, puppet))) violations.Add(new Violation(rule, [expected], $"the puppet {puppet} said: {actual}", [.. proof.Distinct().Order()]));
    }
}
