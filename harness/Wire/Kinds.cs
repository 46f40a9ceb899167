using System.Text.Json.Serialization.Metadata;

namespace PaxosConformance.Wire;

/// <summary>The kinds of message, by their <c>type</c>.</summary>
internal static class Kinds
{
    public static IReadOnlyDictionary<string, JsonTypeInfo> ByType { get; } = new Dictionary<string, JsonTypeInfo>(StringComparer.Ordinal)
    {
        ["init"] = WireJson.Default.InitBody,
        ["init_ok"] = WireJson.Default.InitOkBody,
        ["echo"] = WireJson.Default.EchoBody,
        ["echo_ok"] = WireJson.Default.EchoOkBody,
        ["reset"] = WireJson.Default.ResetBody,
        ["reset_ok"] = WireJson.Default.ResetOkBody,
        ["tick"] = WireJson.Default.TickBody,
        ["tick_ok"] = WireJson.Default.TickOkBody,
        ["error"] = WireJson.Default.ErrorBody,
        ["propose"] = WireJson.Default.ProposeBody,
        ["propose_ok"] = WireJson.Default.ProposeOkBody,
        ["learned"] = WireJson.Default.LearnedBody,
        ["learned_ok"] = WireJson.Default.LearnedOkBody,
        ["prepare"] = WireJson.Default.PrepareBody,
        ["promise"] = WireJson.Default.PromiseBody,
        ["nack"] = WireJson.Default.NackBody,
        ["accept"] = WireJson.Default.AcceptBody,
        ["accepted"] = WireJson.Default.AcceptedBody,
        ["decide"] = WireJson.Default.DecideBody,
    };
}
