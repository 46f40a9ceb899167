using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PaxosConformance.Rules.Tests;

/// <summary>The published schema is that of the types the ledger is read into, with their documentation and identifier forms.</summary>
public partial class SchemaTests
{
    private static readonly JsonSerializerOptions readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, string> summaries = XDocument
        .Load(Path.ChangeExtension(typeof(Ledger).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, member => Words(member.Element("summary")));

    [Test]
    public void The_published_schema_is_that_of_the_types()
    {
        var published = Above.Find("conformance/Rules/rules.schema.json")
            ?? throw new FileNotFoundException("conformance/Rules/rules.schema.json is not in the checkout: restore it, even if empty");
        var received = Path.ChangeExtension(published, ".received.json");
        var expected = Schema().ToJsonString(readable) + "\n";

        if (File.ReadAllText(published) == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, expected);
        Assert.Fail("rules.schema.json is not the schema of the types that the ledger is read into. " +
                    "If the types are right, replace it by rules.schema.received.json beside it.");
    }

    [Test]
    public void The_ledger_names_its_schema() => Assert.That((string?)LedgerFiles.Json()["$schema"], Is.EqualTo("rules.schema.json"));

    private static JsonObject Schema()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var types = LedgerContext.Default.LedgerFile.GetJsonSchemaAsNode(options).AsObject();
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "Rule ledger" };
        foreach (var (keyword, value) in types) schema[keyword] = value?.DeepClone();
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema) return node;

        var member = context.PropertyInfo?.AttributeProvider as MemberInfo;
        if (member?.GetCustomAttribute<RegularExpressionAttribute>() is { } form)
            (schema["items"]?.AsObject() ?? schema)["pattern"] = form.Pattern;

        var name = member is not null ? $"P:{member.DeclaringType!.FullName}.{member.Name}" : $"T:{context.TypeInfo.Type.FullName}";
        if (summaries.TryGetValue(name, out var summary)) schema.Insert(0, "description", summary);
        return schema;
    }

    private static string Words(XElement? summary) => Blanks().Replace(summary?.Value ?? "", " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
