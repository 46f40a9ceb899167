using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Paxos;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace PaxosConformance.Wire.Tests;

/// <summary>The JSON Schema of the protocol, made from the types.</summary>
internal static class WireSchema
{
    private static readonly JsonSchemaExporterOptions Export = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    /// <summary>The text of the published file.</summary>
    public static string Text => Root().ToJsonString(Printing) + "\n";

    private static JsonSerializerOptions Printing { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonSerializerOptions Reading { get; } = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        Converters = { new Opaque<Ballot>(), new Opaque<Proposal>(), new Opaque<PhaseQuorums>() },
    };

    private static JsonObject Root() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "PaxosConformance wire protocol, version 1",
        ["description"] = "One line of the protocol: who says what to whom. Fields that are not named here are ignored.",
        ["type"] = "object",
        ["required"] = new JsonArray("src", "dest", "body"),
        ["properties"] = new JsonObject
        {
            ["src"] = Described(Ref("id"), "The sender: a node, or a client of the harness."),
            ["dest"] = Described(Ref("id"), "The receiver."),
            ["body"] = new JsonObject { ["oneOf"] = new JsonArray([.. Kinds.Types.Select(JsonNode (type) => Ref(type))]) },
        },
        ["$defs"] = Definitions(),
    };

    private static JsonObject Definitions()
    {
        var all = new JsonObject
        {
            ["id"] = new JsonObject
            {
                ["description"] = "The id of a node or client; ids are ordered by their bytes.",
                ["type"] = "string",
                ["pattern"] = NodeId.Pattern,
            },
            ["ballot"] = Object("A ballot; compared by n, then by id.", ["n", "id"], new JsonObject
            {
                ["n"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = Ballot.MaxN },
                ["id"] = Described(Ref("id"), "The proposer that owns the ballot."),
            }),
            ["proposal"] = Proposal(),
            ["quorums"] = new JsonObject
            {
                ["description"] = "The quorums of one phase: how many acceptors, or which sets of them.",
                ["oneOf"] = new JsonArray(
                    new JsonObject { ["type"] = "integer" },
                    new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "array", ["items"] = Ref("id") } }),
            },
        };
        foreach (var type in Kinds.Types) all[type] = Message(type);
        return all;
    }

    private static JsonObject Proposal()
    {
        var value = (JsonObject)Reading.GetJsonSchemaAsNode(typeof(ProposeBody), Export)["properties"]!;
        var proposal = Object("A ballot and the value put to the vote in it.", ["ballot"], new JsonObject
        {
            ["ballot"] = Ref("ballot"),
            ["value"] = value["value"]!.DeepClone(),
            ["value_base64"] = value["value_base64"]!.DeepClone(),
        });
        proposal["oneOf"] = OneValue();
        return proposal;
    }

    private static JsonObject Message(string type)
    {
        var kind = Examples.Bodies.First(body => body.Type == type).GetType();
        var schema = (JsonObject)Reading.GetJsonSchemaAsNode(kind, Export);
        schema["type"] = "object";
        var fields = (JsonObject)schema["properties"]!;
        fields["type"] = new JsonObject { ["const"] = type };
        var required = (schema["required"] as JsonArray)?.Select(name => (string)name!).Where(name => name != "type") ?? [];
        schema["required"] = new JsonArray([.. required.Prepend("type").Select(JsonNode (name) => name)]);
        var body = (Body)Activator.CreateInstance(kind)!;
        if (body is ValueBody { Fault: not null }) schema["oneOf"] = OneValue();
        if (body is ValueBody { Fault: null }) schema["not"] = BothForms();
        if (body is TickBody) fields["ms"]!["minimum"] = 0;
        return schema;
    }

    // Exactly one of the two forms; a null counts as absent.
    private static JsonArray OneValue() => new(Given("value"), Given("value_base64"));

    private static JsonObject BothForms() => new() { ["allOf"] = new JsonArray(Given("value"), Given("value_base64")) };

    private static JsonObject Given(string field) => new()
    {
        ["required"] = new JsonArray(field),
        ["properties"] = new JsonObject { [field] = new JsonObject { ["type"] = "string" } },
    };

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var property = context.PropertyInfo;
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var named = type == typeof(Ballot) ? "ballot"
            : type == typeof(Proposal) ? "proposal"
            : type == typeof(PhaseQuorums) ? "quorums"
            : type == typeof(string) && IsId(property, context) ? "id"
            : null;
        if (named is not null)
        {
            var nullable = property is { IsRequired: false } && context.Path[^2] == "properties";
            schema = nullable ? new JsonObject { ["anyOf"] = new JsonArray(Ref(named), new JsonObject { ["type"] = "null" }) } : Ref(named);
        }

        var description = property?.AttributeProvider ?? context.TypeInfo.Type;
        var text = description.GetCustomAttributes(typeof(DescriptionAttribute), true).OfType<DescriptionAttribute>().FirstOrDefault();
        return text is null || schema is not JsonObject known ? schema : Described(known, text.Description);
    }

    private static bool IsId(JsonPropertyInfo? property, JsonSchemaExporterContext context)
    {
        var path = context.Path;
        return property?.Name == "node_id" || (path.Contains("items") && (path.Contains("node_ids") || path.Contains("acceptors")));
    }

    private static JsonObject Object(string description, string[] required, JsonObject properties) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["required"] = new JsonArray([.. required.Select(JsonNode (name) => name)]),
        ["properties"] = properties,
    };

    private static JsonObject Ref(string name) => new() { ["$ref"] = "#/$defs/" + name };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema.Remove("description");
        schema.Insert(0, "description", description);
        return schema;
    }

    /// <summary>A type that has its own definition in the schema.</summary>
    private sealed class Opaque<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
