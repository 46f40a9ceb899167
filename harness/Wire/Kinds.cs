namespace PaxosConformance.Wire;

/// <summary>The kinds of message, by their <c>type</c>.</summary>
internal static class Kinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "init", "init_ok", "echo", "echo_ok", "reset", "reset_ok", "tick", "tick_ok", "error",
        "propose", "propose_ok", "learned", "learned_ok", "prepare", "promise", "nack", "accept", "accepted",
        "decide",
    ];

    /// <summary>Reads the fields of a kind of body; null if there is no such type.</summary>
    public static Body? Read(string type, Fields fields) => type switch
    {
        "init" => InitBody.Read(fields),
        "init_ok" => InitOkBody.Read(fields),
        "echo" => EchoBody.Read(fields),
        "echo_ok" => EchoOkBody.Read(fields),
        "reset" => new ResetBody(),
        "reset_ok" => new ResetOkBody(),
        "tick" => TickBody.Read(fields),
        "tick_ok" => new TickOkBody(),
        "error" => ErrorBody.Read(fields),
        "propose" => ProposeBody.Read(fields),
        "propose_ok" => ProposeOkBody.Read(fields),
        "learned" => new LearnedBody(),
        "learned_ok" => LearnedOkBody.Read(fields),
        "prepare" => PrepareBody.Read(fields),
        "promise" => PromiseBody.Read(fields),
        "nack" => NackBody.Read(fields),
        "accept" => AcceptBody.Read(fields),
        "accepted" => AcceptedBody.Read(fields),
        "decide" => DecideBody.Read(fields),
        _ => null,
    };
}
