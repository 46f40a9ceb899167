using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace PaxosConformance.Wire.Reference;

/// <summary>The reference of the wire protocol, made from its schema.</summary>
internal static class ReferencePage
{
    private static readonly string[] OfEveryMessage = ["msg_id", "in_reply_to", "slot"];

    /// <summary>The page, in Markdown.</summary>
    public static string Text
    {
        get
        {
            var schema = Schema();
            var definitions = (JsonObject)schema["$defs"]!;
            var messages = ((JsonArray)schema["properties"]!["body"]!["oneOf"]!).Select(kind => ((string)kind!["$ref"]!).Split('/')[^1]).ToList();
            var page = new StringBuilder();
            page.Append("# The wire protocol: reference\n\n");
            page.Append("Made from [`wire.schema.json`](wire.schema.json) by `dotnet run --project harness/Wire.Reference -- harness/Wire/protocol.md`; a test keeps it in step. ");
            page.Append("The [tour](README.md) tells how the messages go together.\n\n");
            page.Append($"{schema["description"]} A field that is null counts as absent.\n\n");
            Table(page, Field.Of(schema).Where(field => field.Name != "body").Append(new Field("body", "one of the messages below", true, "What is said.")));
            page.Append("In every body:\n\n");
            Table(page, Field.Of((JsonObject)definitions[messages[0]]!).Where(field => OfEveryMessage.Contains(field.Name)));
            page.Append("## Messages\n\n");
            page.Append(string.Join(" · ", messages.Select(name => $"[{name}](#{name})"))).Append("\n\n");
            foreach (var name in messages) Section(page, name, (JsonObject)definitions[name]!, isMessage: true);
            page.Append("## Values\n\n");
            foreach (var (name, definition) in definitions.Where(definition => !messages.Contains(definition.Key))) Section(page, name, (JsonObject)definition!, isMessage: false);
            return page.ToString().TrimEnd('\n') + "\n";
        }
    }

    private static void Section(StringBuilder page, string name, JsonObject definition, bool isMessage)
    {
        page.Append($"### {name}\n\n{definition["description"]}\n\n");
        if (isMessage) Table(page, Field.Of(definition).Where(field => field.Name != "type" && !OfEveryMessage.Contains(field.Name)));
        else if (definition["properties"] is not null) Table(page, Field.Of(definition));
        else if (definition["pattern"] is { } pattern) page.Append($"A string that matches `{pattern}`.\n\n");
        else page.Append($"Here: {Field.KindOf(definition)}.\n\n");
    }

    private static void Table(StringBuilder page, IEnumerable<Field> fields)
    {
        var rows = fields.ToList();
        if (rows.Count == 0)
        {
            page.Append("No fields of its own.\n\n");
            return;
        }

        page.Append("| field | value | | meaning |\n|---|---|---|---|\n");
        foreach (var field in rows) page.Append($"| `{field.Name}` | {field.Kind} | {(field.IsRequired ? "required" : "")} | {field.Text.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        page.Append('\n');
    }

    private static JsonObject Schema()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("wire.schema.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }
}
