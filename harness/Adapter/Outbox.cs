using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <summary>What an adapter sends: it leaves in this order when <see cref="IAdapter.Handle"/> has returned. Not thread-safe.</summary>
public sealed class Outbox
{
    private readonly List<Envelope> messages = [];

    /// <summary>What has been sent and has not left yet.</summary>
    public IReadOnlyList<Envelope> Messages => messages;

    /// <summary>Why the node ends, or null while it goes on; see <see cref="End"/>.</summary>
    public Ending? Ending { get; private set; }

    /// <summary>Sends a message.</summary>
    public void Send(Envelope message) => messages.Add(message);

    /// <summary>Answers a request.</summary>
    public void Answer(Envelope request, Body answer) =>
        Send(new Envelope(request.Dest, request.Src, answer with { InReplyTo = request.Body.MsgId }));

    /// <summary>Answers a request with an error.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="text">What is wrong and what to do about it.</param>
    public void Error(Envelope request, int code, string text) => Answer(request, new ErrorBody { Code = code, Text = text });

    /// <summary>Ends the node once everything sent so far has left.</summary>
    /// <param name="exitCode">The exit code of the process.</param>
    /// <param name="reason">Why, for stderr.</param>
    public void End(int exitCode, string reason) => Ending ??= new Ending(exitCode, reason);

    /// <summary>Forgets the messages, which have left.</summary>
    public void Clear() => messages.Clear();
}

/// <summary>How a node ends by its own will.</summary>
/// <param name="ExitCode">The exit code of the process.</param>
/// <param name="Reason">Why, for stderr.</param>
public sealed record Ending(int ExitCode, string Reason);
