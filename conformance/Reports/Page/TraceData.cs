using System.Text.Json;
using PaxosConformance.Reports.Diagrams;

namespace PaxosConformance.Reports;

/// <summary>
/// A diagram as JSON for the page's script: short, for there may be tens of thousands of steps. Each step is an array that begins with its kind, its time, the
/// number of its text and whether it proves something; <c>trace.js</c> reads it.
/// </summary>
internal static class TraceData
{
    public static void Write(Diagram diagram, Utf8JsonWriter json)
    {
        Dictionary<string, int> texts = new(StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteStartArray("lines");
        foreach (var line in diagram.Lifelines) Row(json, line.Name, Word(line.Role));
        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in diagram.Steps)
        {
            if (!texts.TryGetValue(step.Text, out var text)) texts[step.Text] = text = texts.Count;
            Write(step, text, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("texts");
        foreach (var text in texts.Keys) json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteStartArray("outages");
        foreach (var outage in diagram.Outages) Row(json, outage.Lifeline, outage.From, outage.To, Flag(outage.IsPause));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Step step, int text, Utf8JsonWriter json)
    {
        switch (step)
        {
            case MessageStep it:
                Row(json, "m", it.Clock, text, Flag(it.Proves), it.From, it.To, Word(it.Tone), Word(it.Passage));
                break;
            case ArrivalStep it:
                Row(json, "a", it.Clock, text, Flag(it.Proves), it.From, it.To, Word(it.Tone), it.SentIn, it.SentAt, it.IsLost ? "lost" : it.IsCopy ? "again" : "late");
                break;
            case MarkStep it:
                Row(json, "k", it.Clock, text, Flag(it.Proves), it.At, Word(it.Kind), SvgLayout.Sign(it.Kind));
                break;
            case NoteStep it:
                Row(json, "n", it.Clock, text, Flag(it.Proves), Word(it.Kind));
                break;
        }
    }

    private static int Flag(bool value) => value ? 1 : 0;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Row(Utf8JsonWriter json, params ReadOnlySpan<object> cells)
    {
        json.WriteStartArray();
        foreach (var cell in cells)
        {
            if (cell is string text) json.WriteStringValue(text);
            else json.WriteNumberValue(Convert.ToInt64(cell, System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
    }
}
