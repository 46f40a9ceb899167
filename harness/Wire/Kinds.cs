using System.Text.Json.Serialization.Metadata;

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

    /// <summary>How the body of a type stands in JSON; null if there is no such type. Made when first asked for, so that a node starts fast.</summary>
    public static JsonTypeInfo? Of(string type) => type switch
    {
        "init" => WireJson.Default.InitBody,
        "init_ok" => WireJson.Default.InitOkBody,
        "echo" => WireJson.Default.EchoBody,
        "echo_ok" => WireJson.Default.EchoOkBody,
        "reset" => WireJson.Default.ResetBody,
        "reset_ok" => WireJson.Default.ResetOkBody,
        "tick" => WireJson.Default.TickBody,
        "tick_ok" => WireJson.Default.TickOkBody,
        "error" => WireJson.Default.ErrorBody,
        "propose" => WireJson.Default.ProposeBody,
        "propose_ok" => WireJson.Default.ProposeOkBody,
        "learned" => WireJson.Default.LearnedBody,
        "learned_ok" => WireJson.Default.LearnedOkBody,
        "prepare" => WireJson.Default.PrepareBody,
        "promise" => WireJson.Default.PromiseBody,
        "nack" => WireJson.Default.NackBody,
        "accept" => WireJson.Default.AcceptBody,
        "accepted" => WireJson.Default.AcceptedBody,
        "decide" => WireJson.Default.DecideBody,
        _ => null,
    };
}
