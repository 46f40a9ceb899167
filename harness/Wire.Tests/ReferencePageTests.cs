using System.Reflection;
using System.Text.Json.Nodes;
using PaxosConformance.Wire.Reference;

namespace PaxosConformance.Wire.Tests;

public sealed class ReferencePageTests
{
    private static readonly string File = Path.GetFullPath(
        typeof(ReferencePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Reference").Value!);

    [Test]
    public void The_published_reference_is_the_one_of_the_schema() => Assert.That(
        System.IO.File.ReadAllText(File) == ReferencePage.Text,
        "protocol.md is not what the schema gives: 'dotnet run --project harness/Wire.Reference -- harness/Wire/protocol.md' writes it");

    [TestCaseSource(typeof(Kinds), nameof(Kinds.Types))]
    public void It_tells_every_field_of_every_message(string type)
    {
        var from = ReferencePage.Text.IndexOf($"### {type}\n", StringComparison.Ordinal);
        Assert.That(from, Is.Positive);
        var section = ReferencePage.Text[from..].Split("\n#")[0];
        var fields = JsonNode.Parse(WireSchema.Text)!["$defs"]![type]!["properties"]!.AsObject().Select(field => field.Key).Except(["type", "msg_id", "in_reply_to", "slot"]);
        foreach (var field in fields) Assert.That(section, Does.Contain($"| `{field}` |"));
    }

    [Test]
    public void Its_command_wants_a_file() => Assert.That(typeof(ReferencePage).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]), Is.EqualTo(64));
}
