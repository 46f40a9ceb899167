using System.Reflection;
using System.Text.Json.Nodes;

namespace PaxosConformance.Wire.Tests;

public sealed class WireSchemaTests
{
    private static readonly string File = Metadata("SchemaFile");

    [Test]
    public void The_published_schema_is_the_one_of_the_types()
    {
        var published = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : "";
        if (published == WireSchema.Text) return;

        var received = Path.ChangeExtension(File, ".received.json");
        System.IO.File.WriteAllText(received, WireSchema.Text);
        Assert.Fail($"{File} is not the schema of the types. What they give is in {received}: compare the two, and if the change is meant, "
            + "put the second in the place of the first.");
    }

    [Test]
    public void Every_reference_in_the_schema_leads_to_a_definition()
    {
        var schema = JsonNode.Parse(WireSchema.Text)!;
        var defined = schema["$defs"]!.AsObject().Select(definition => "#/$defs/" + definition.Key).ToHashSet();

        Assert.That(References(schema).Distinct(), Is.Not.Empty.And.SubsetOf(defined));
    }

    [TestCaseSource(typeof(Kinds), nameof(Kinds.Types))]
    public void The_codec_writes_every_field_of_the_schema_and_no_other(string type)
    {
        string[] ofEveryBody = ["msg_id", "in_reply_to", "slot"];
        var written = Examples.Bodies.Where(body => body.Type == type)
            .SelectMany(body => JsonNode.Parse(Codec.Show(new Envelope("n1", "n2", body)))!["body"]!.AsObject())
            .Select(field => field.Key)
            .Distinct();

        var properties = JsonNode.Parse(WireSchema.Text)!["$defs"]![type]!["properties"]!.AsObject().Select(property => property.Key);

        Assert.That(written.Except(ofEveryBody), Is.EquivalentTo(properties.Except(ofEveryBody)));
    }

    [Test]
    public void The_readme_shows_every_message_in_a_form_that_the_codec_reads()
    {
        var shown = System.IO.File.ReadAllLines(Metadata("Readme"))
            .Where(line => line.StartsWith("{\"src\"", StringComparison.Ordinal))
            .Select(line => Codec.Parse(System.Text.Encoding.UTF8.GetBytes(line)).Body.Type);

        Assert.That(shown.Distinct(), Is.EquivalentTo(Kinds.Types));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(field => field.Key == "$ref" ? [(string)field.Value!] : References(field.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };

    private static string Metadata(string key) => Path.GetFullPath(
        typeof(WireSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!);
}
