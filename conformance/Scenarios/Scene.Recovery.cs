using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <content>Nodes that come back from the dead, and those that do not.</content>
public sealed partial class Scene
{
    // A file or a lock that the dead process held may be let go of a moment late.
    private const int Starts = 3;

    /// <summary>Starts a node that is dead again, on the data that are left.</summary>
    /// <exception cref="ViolationException">It had nothing half done, nobody has touched its data, and still it ends itself, or refuses to serve, at each start.</exception>
    public Task Restart(LiveNode node) => Restart(node, () => Recover(node));

    private async Task Restart(LiveNode node, Func<Task> start)
    {
        await Died(node);
        await start();
        Router.AttachAgain(node.Id, node.Subject.Process);
        ComesUp(node);
        await Time.Take(node);
    }

    private Task StartAgain(LiveNode node) => pool.StartAgain(node.Subject, Init(node.Id, null), cancel);

    private async Task Recover(LiveNode node)
    {
        for (var start = 1; ; start++)
        {
            try
            {
                await StartAgain(node);
                return;
            }
            catch (Exception e) when (HasGivenUp(e) && !IsDirect && Forgotten(node) is { } vote)
            {
                if (start == Starts) throw new ViolationException(NotRecovered(node, vote, e.Message));
                await Task.Delay(Patience.Retry, settings.Time, cancel);
            }
        }
    }

    // The configuration is the one that it took before.
    private static bool HasGivenUp(Exception e) => e is StartFailedException { EndedItself: true } or ConfigurationRefusedException { Error.Code: not ErrorCode.Unavailable };

    // Whoever may have been writing when it died may find a torn write, and has the right to stop there (P-DUR-12). So a node is held to its votes only
    // if it had answered everything that makes it write: it has heard nothing but requests for votes, and answered each.
    private TraceEvent? Forgotten(LiveNode node)
    {
        var events = Trace.Events.Where(e => e.Node == node.Id).ToList();
        var life = events[events.FindLastIndex(e => e.Kind == EventKind.Started)..];
        if (life.Exists(e => e.Kind == EventKind.Damaged)) return null;
        var said = life.Where(e => e.Kind == EventKind.Sent).ToList();
        return life.Where(e => e.Kind == EventKind.Delivered).All(IsDone) ? said.FindLast(e => e.Message!.Body is PromiseBody or AcceptedBody) : null;

        bool IsDone(TraceEvent heard) => heard.Message!.Body switch
        {
            PrepareBody { Ballot: var asked } => IsAnswered(heard, body => body is PromiseBody { Ballot: var ballot } && ballot == asked || body is NackBody { Ballot: var refused } && refused == asked),
            AcceptBody { Ballot: var asked } => IsAnswered(heard, body => body is AcceptedBody { Ballot: var ballot } && ballot == asked || body is NackBody { Ballot: var refused } && refused == asked),
            EchoBody or LearnedBody or TickBody => true,
            _ => false,
        };

        bool IsAnswered(TraceEvent heard, Func<Body, bool> isAnswer) => said.Exists(e => e.Clock > heard.Clock && e.Message!.Dest == heard.Message!.Src && isAnswer(e.Message.Body));
    }

    private Violation NotRecovered(LiveNode node, TraceEvent vote, string how)
    {
        var death = Trace.Events.Last(e => e.Node == node.Id && e.Kind is EventKind.Killed or EventKind.PowerLost);
        var rule = death.Kind == EventKind.PowerLost ? "P-DUR-03" : vote.Message!.Body is PromiseBody ? "P-DUR-01" : "P-DUR-02";
        return new Violation(
            rule,
            [$"{node.Id} starts again on the data that it left, and knows what it vouched for"],
            $"{node.Id} {string.Join("; ", how.Split('\n').Take(4))}; and so {Starts} times, on data that nobody had touched",
            [vote.Clock, death.Clock]);
    }
}
