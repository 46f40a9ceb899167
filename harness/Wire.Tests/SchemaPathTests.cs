using System.Text;
using System.Text.Json.Nodes;

namespace PaxosConformance.Wire.Tests;

/// <summary>What is wrong with a line is told with the place in the schema, and the place is there.</summary>
public sealed class SchemaPathTests
{
    [TestCase("""{"dest":"n1","body":{"type":"reset"}}""", "#/properties/src")]
    [TestCase("""{"src":"n1","dest":"n2"}""", "#/properties/body")]
    [TestCase("""{"src":"n1","dest":"n2","body":{"type":"promised"}}""", "#/properties/body")]
    [TestCase("""{"src":"n1","dest":"n2","body":{"type":"promise"}}""", "#/$defs/promise")]
    [TestCase("""{"src":"n1","dest":"n2","body":{"type":"promise","ballot":"5.n2"}}""", "#/$defs/promise/properties/ballot")]
    [TestCase("""{"src":"n1","dest":"n2","body":{"type":"init","node_id":"n1","node_ids":["n1",2]}}""", "#/$defs/init/properties/node_ids")]
    [TestCase("""{"src":"n1","dest":"n2","body":{"type":"propose","value":"x","value_base64":"eA=="}}""", "#/$defs/propose")]
    public void A_fault_leads_to_the_schema(string line, string path)
    {
        var fault = Assert.Throws<MalformedException>(() => Codec.Parse(Encoding.UTF8.GetBytes(line)))!;
        Assert.That(fault.SchemaPath, Is.EqualTo(path));
        Assert.That(fault.Told, Is.EqualTo($"{fault.Message} (wire.schema.json{path})"));
        var found = path[2..].Split('/').Aggregate(JsonNode.Parse(WireSchema.Text), (schema, step) => schema?[step]);
        Assert.That(found, Is.Not.Null);
    }

    [TestCase("hello")]
    [TestCase("[1]")]
    public void Where_there_is_no_message_there_is_no_place(string line)
    {
        var fault = Assert.Throws<MalformedException>(() => Codec.Parse(Encoding.UTF8.GetBytes(line)))!;
        Assert.That((fault.SchemaPath, fault.Told), Is.EqualTo(("#", fault.Message)));
    }
}
