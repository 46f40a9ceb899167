using System.Text.Json;

namespace PaxosConformance.Rules;

/// <summary>Turns JSON into a checked ledger, or into problems that name the entry and the field.</summary>
internal static class LedgerReader
{
    internal static LedgerFile Read(Stream json)
    {
        using var bytes = new MemoryStream();
        json.CopyTo(bytes);
        var text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);

        LedgerFile file;
        try
        {
            file = JsonSerializer.Deserialize(text, LedgerContext.Default.LedgerFile)
                ?? throw new LedgerException(["$: the file holds only null: write an object in the form of rules.schema.json"]);
        }
        catch (JsonException malformed)
        {
            throw new LedgerException([$"{Place(malformed.Path, bytes)}: {malformed.Message}"], malformed);
        }

        var problems = LedgerCheck.Problems(file).ToArray();
        return problems.Length == 0 ? file : throw new LedgerException(problems);
    }

    /// <summary>The entry at a JSON path, by the identifier it gives itself: a position alone is hard to find in a long file.</summary>
    private static string Place(string? path, MemoryStream json)
    {
        if (path?.Split('.', '[', ']') is not ["$", var table, var position, ..] || !int.TryParse(position, out var index))
            return path ?? "$";

        try
        {
            using var document = JsonDocument.Parse(json.GetBuffer().AsMemory(0, (int)json.Length));
            var entry = document.RootElement.GetProperty(table)[index];
            return entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) ? $"{id} ({path})" : path;
        }
        catch (JsonException)
        {
            // Not JSON at all: the path is all there is.
            return path;
        }
    }
}
