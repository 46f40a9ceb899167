using System.Text;
using System.Text.Json.Nodes;

namespace PaxosConformance.Rules.Tests;

/// <summary>The ledger of the suite as JSON, to look at or to break.</summary>
internal static class LedgerFiles
{
    internal static JsonObject Json()
    {
        using var json = typeof(Ledger).Assembly.GetManifestResourceStream("rules.json")!;
        return JsonNode.Parse(json)!.AsObject();
    }

    /// <summary>Loads the ledger after a change to its JSON.</summary>
    internal static Ledger LoadChanged(Action<JsonObject> change)
    {
        var json = Json();
        change(json);
        return Load(json.ToJsonString());
    }

    internal static Ledger Load(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Ledger.Load(stream);
    }

    internal static JsonObject Rule(this JsonObject json, string id) =>
        json["rules"]!.AsArray().Select(rule => rule!.AsObject()).Single(rule => (string?)rule["id"] == id);
}
