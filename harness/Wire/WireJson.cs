using System.Text.Json.Serialization;

namespace PaxosConformance.Wire;

/// <summary>How the bodies stand in JSON; generated at compile time, so that a node starts fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(BallotConverter)])]
[JsonSerializable(typeof(PrepareBody))]
[JsonSerializable(typeof(PromiseBody))]
[JsonSerializable(typeof(NackBody))]
[JsonSerializable(typeof(AcceptBody))]
[JsonSerializable(typeof(AcceptedBody))]
[JsonSerializable(typeof(DecideBody))]
[JsonSerializable(typeof(ProposeBody))]
[JsonSerializable(typeof(ProposeOkBody))]
[JsonSerializable(typeof(LearnedBody))]
[JsonSerializable(typeof(LearnedOkBody))]
[JsonSerializable(typeof(InitBody))]
[JsonSerializable(typeof(InitOkBody))]
[JsonSerializable(typeof(EchoBody))]
[JsonSerializable(typeof(EchoOkBody))]
[JsonSerializable(typeof(ResetBody))]
[JsonSerializable(typeof(ResetOkBody))]
[JsonSerializable(typeof(TickBody))]
[JsonSerializable(typeof(TickOkBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<string>>))]
internal sealed partial class WireJson : JsonSerializerContext;
