using PaxosConformance.Tracing.Judging;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing;

/// <summary>
/// Judges what real nodes do, event by event, as it comes. It knows only what was on the network and admits everything that a correct
/// node can do there. One instance of Paxos: messages with a slot pass it by. Not thread-safe: to be called under the lock of a trace.
/// </summary>
public sealed partial class Oracle
{
    private readonly World world;
    private readonly AcceptorJudge acceptors;
    private readonly ProposerJudge proposers;
    private readonly DecisionJudge decisions;
    private readonly StrangerJudge strangers;
    private readonly List<JudgedNode?> judged = [];
    private readonly Origins origins = new();

    /// <summary>An oracle for one scenario.</summary>
    public Oracle(OracleSetting setting)
    {
        world = new World(setting.Quorums) { SeesMessages = setting.SeesMessages };
        acceptors = new AcceptorJudge(world);
        proposers = new ProposerJudge(world);
        decisions = new DecisionJudge(world);
        strangers = new StrangerJudge(world, setting.Nodes);
        foreach (var id in setting.Real) Judge(id);
    }

    /// <summary>The violations so far: each cause once, in the order in which they came to light.</summary>
    public IReadOnlyList<Violation> Violations => world.Findings.All;

    /// <summary>Takes the next event of the trace.</summary>
    public void Observe(TraceEvent e)
    {
        if (!world.SeesMessages && e.Message?.Body is IPeerBody) return;
        switch (e.Kind)
        {
            case EventKind.Sent:
                origins.Sent(e);
                if (IsOfThisInstance(e, e.Message!)) Sent(e, e.Message!);
                break;
            case EventKind.Delivered:
                if (Judged(world.Names.Of(e.Node)) is { } receiver) strangers.OnDelivered(receiver, e.Clock, e.Message!);
                if (e.Message!.Body.Slot is null) Delivered(e, e.Message);
                break;
            case EventKind.Held:
                origins.Held(e);
                break;
            case EventKind.Started or EventKind.Restarted:
                Started(e);
                break;
            case EventKind.Exited or EventKind.Killed or EventKind.PowerLost:
                Judged(world.Names.Of(e.Node))?.Died(e.Clock, e.Kind == EventKind.PowerLost);
                break;
            case EventKind.Damaged:
                // Nobody can be held to what was taken from him: the scenario judges what he makes of it.
                world.IsOutOfModel = true;
                if (Judged(world.Names.Of(e.Node)) is { } damaged) judged[damaged.Number] = null;
                break;
            case EventKind.Wiped:
                Wiped(e.Node);
                break;
        }
    }

    private bool IsOfThisInstance(TraceEvent e, Wire.Envelope message) =>
        Judged(world.Names.Of(message.Src)) is { } sender ? strangers.OnSent(sender, e.Clock, message.Body) : message.Body.Slot is null;

    private JudgedNode? Judged(int number) => number < judged.Count ? judged[number] : null;

    private void Judge(string id)
    {
        var number = world.Names.Of(id);
        while (judged.Count <= number) judged.Add(null);
        judged[number] = new JudgedNode(number, id);
    }

    private void Started(TraceEvent e)
    {
        var node = Judged(world.Names.Of(e.Node));
        if (node is null && e.Kind == EventKind.Started) Judge(e.Node);
        else if (node is not null && (e.Kind == EventKind.Restarted || node.HasDied)) node.Restarted(e.Clock);
    }

    private void Wiped(string id)
    {
        var number = world.Names.Of(id);
        if (Judged(number) is not { } node) return;
        world.IsOutOfModel |= !world.SeesMessages || node.Voted.Count > 0;
        world.Forget(number);
        Judge(id);
    }
}
