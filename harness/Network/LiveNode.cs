using PaxosConformance.Hosts;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>A real node in the network of a scenario, and how the harness waits for it.</summary>
public sealed class LiveNode(SubjectNode subject, Router router, Trace trace, Patience patience, TimeProvider time, CancellationToken cancel)
{
    private const string Harness = "harness";
    private long requests;

    /// <summary>Its id.</summary>
    public string Id => subject.Id;

    /// <summary>The process behind it.</summary>
    public SubjectNode Subject => subject;

    /// <summary>Whether the node has a capability.</summary>
    public bool Can(string capability) => subject.Can(capability);

    /// <summary>
    /// The first event after <paramref name="after"/> that matches, or null once it is clear that none comes: after a barrier where the node
    /// keeps order, after the quiet window otherwise.
    /// </summary>
    /// <exception cref="NothingToJudgeException">The node has ended, or answers nothing at all, or answered with garbage.</exception>
    /// <param name="after">The time after which the event counts.</param>
    /// <param name="matches">What is waited for.</param>
    /// <param name="needed">Whether the scenario depends on it: it is worth more patience than a silence that would be right.</param>
    public async Task<TraceEvent?> Reaction(long after, Func<TraceEvent, bool> matches, bool needed = false)
    {
        var found = Can(Capability.Ordered) ? await UntilBarrier(after, matches) : await Until(after, matches, needed ? patience.Reply : patience.Quiet);
        if (found is null && Garbage(after) is { } garbage) throw garbage;
        return found;
    }

    /// <summary>
    /// The first event after <paramref name="after"/> that matches, or null if none comes within <paramref name="limit"/>, or none can come
    /// since the harness has taken the node down.
    /// </summary>
    /// <exception cref="NothingToJudgeException">The node has ended by itself.</exception>
    public async Task<TraceEvent?> Until(long after, Func<TraceEvent, bool> matches, TimeSpan limit)
    {
        var found = trace.Find(after, matches) ?? EndBefore(after) ?? await trace.First(after, e => matches(e) || IsEnd(e), limit, time, cancel);
        if (found is null || matches(found)) return found;
        return found.Kind == EventKind.Exited ? throw Gone(found) : null;
    }

    /// <summary>Asks the node something as a client and waits for the answer.</summary>
    /// <returns>The answer, or null if there is none in time.</returns>
    public async Task<Body?> Ask(Func<long, Body> request, string client = Harness)
    {
        var (sent, number) = Send(request, client);
        var answer = await Until(sent.Clock, e => IsAnswer(e, client, number), patience.Hang);
        return answer?.Message!.Body;
    }

    /// <summary>Sends a request as a client, without waiting.</summary>
    /// <param name="request">Makes the request with the number it is given.</param>
    /// <param name="client">Who asks.</param>
    public (TraceEvent Sent, long Number) Send(Func<long, Body> request, string client = Harness)
    {
        var number = Interlocked.Increment(ref requests);
        return (router.Send(new Envelope(client, Id, request(number))), number);
    }

    /// <summary>Sends what is no message of the protocol.</summary>
    /// <param name="line">The line, without its newline.</param>
    /// <param name="what">What it is, for the trace.</param>
    public void SendGarbage(byte[] line, string what)
    {
        trace.Add(EventKind.Note, Id, text: $"{Id} is sent {what}");
        subject.Process.SendLine(line);
    }

    /// <summary>Whether an event is this node's answer to a request.</summary>
    public bool IsAnswer(TraceEvent e, string client, long number) => e.IsSentBy(Id, client) && e.Message!.Body.InReplyTo == number;

    /// <summary>Whether the harness had taken the node down or paused it at a time, or has since: it may be back by now, but knows of no request from then.</summary>
    public bool WasDown(long since) => (EndBefore(since) ?? trace.Find(since, IsEnd)) is { Kind: not EventKind.Exited };

    /// <summary>Whether the node has ended by itself, and was not started again.</summary>
    public bool HasEnded => EndBefore(trace.Now) is { Kind: EventKind.Exited };

    /// <summary>Makes sure that the node still answers: the silence of a node that hangs is not a protocol's silence.</summary>
    /// <exception cref="NothingToJudgeException">It has ended, or does not even answer echo.</exception>
    public async Task MustAnswerEcho() => await UntilBarrier(trace.Now, _ => false);

    private async Task<TraceEvent?> UntilBarrier(long after, Func<TraceEvent, bool> matches)
    {
        var (_, number) = Send(n => new EchoBody { MsgId = n });
        var found = await Until(after, e => matches(e) || IsAnswer(e, Harness, number), patience.Hang);
        if (found is not null) return matches(found) ? found : null;
        if (WasDown(after)) return null;
        throw Garbage(after) ?? new NothingToJudgeException($"{Id} answers nothing, not even echo, within {patience.Hang.TotalSeconds:0.#} s{WithStderr()}");
    }

    // Who died by himself is silent, and that must not pass for a refusal.
    private TraceEvent? EndBefore(long clock) =>
        trace.FindLast(clock, e => IsEnd(e) || (e.Node == Id && e.Kind is EventKind.Started or EventKind.Restarted or EventKind.Resumed)) is { } last && IsEnd(last) ? last : null;

    private bool IsEnd(TraceEvent e) => e.Node == Id && e.Kind is EventKind.Exited or EventKind.Killed or EventKind.PowerLost or EventKind.Paused;

    private NothingToJudgeException Gone(TraceEvent end) => new($"{Id} {end.Text}{WithStderr()}");

    private NothingToJudgeException? Garbage(long after)
    {
        var garbage = trace.Find(after, e => e.Kind == EventKind.Malformed && e.Node == Id);
        return garbage is null ? null : new($"{Id} answered with what is no message of the protocol: {garbage.Text}{WithStderr()}");
    }

    private string WithStderr() => subject.Process.Stderr is { Length: > 0 } stderr ? $"\nits stderr ends with:\n{stderr}" : "";
}

/// <summary>The subject gave nothing that could be judged.</summary>
public sealed class NothingToJudgeException(string message) : Exception(message);
