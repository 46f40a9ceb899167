using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using PaxosConformance.Tests;
using PaxosConformance.Wire;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace PaxosConformance.Cli.Tests;

/// <summary>The published schema of the subject file is the one of the type that reads it.</summary>
public class SubjectSchemaTests
{
    private static readonly JsonSerializerOptions Printing = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void The_published_schema_is_the_one_of_the_type()
    {
        var published = Path.Combine(Repository.Root, "conformance", "Cli", "subject.schema.json");
        var made = Schema().ToJsonString(Printing) + "\n";
        if (File.Exists(published) && File.ReadAllText(published) == made) return;
        var received = Path.ChangeExtension(published, ".received.json");
        File.WriteAllText(received, made);
        Assert.Fail($"the schema has changed: if {received} is right, move it to {published}");
    }

    private static JsonObject Schema()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        var schema = (JsonObject)SubjectFileJson.Default.SubjectFile.GetJsonSchemaAsNode(options);
        schema["type"] = "object";
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "The subject of a run of paxos-conformance");
        schema["oneOf"] = new JsonArray(
            new JsonObject { ["required"] = new JsonArray("command") },
            new JsonObject { ["required"] = new JsonArray("addresses") },
            new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray("image") }, new JsonObject { ["required"] = new JsonArray("build") }) });
        return schema;
    }

    // What a converter reads, the exporter cannot know.
    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var property = context.PropertyInfo;
        var known = property?.CustomConverter switch
        {
            NodesConverter => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 7 },
            PortConverter => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 65_535 },
            MillisecondsConverter => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 600_000 },
            WordConverter words => new JsonObject { ["enum"] = new JsonArray([.. words.Words.Select(JsonNode (word) => word)]) },
            CapabilitiesConverter => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["enum"] = new JsonArray([.. Capability.All.Select(JsonNode (capability) => capability)]) },
            },
            _ => schema as JsonObject,
        };
        if (known is null) return schema;
        if (property?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute described])
            known.Insert(0, "description", described.Description);
        return known;
    }
}
