using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Reports;

/// <summary>Baselines in files. README.md beside this file describes them.</summary>
public static class BaselineFile
{
    private const int Version = 1;

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="FormatException">Something in it is wrong; says where, and what to do.</exception>
    public static Baseline Read(string path, ReadOnlySpan<byte> text)
    {
        try
        {
            var file = JsonSerializer.Deserialize(text, BaselineContext.Default.BaselineModel) ?? throw new FormatException($"{path}: the file holds null: an object is expected");
            if (file.Version != Version) throw new FormatException($"{path}: it is of version {file.Version}, and this suite reads version {Version}: write it anew with --write-baseline");
            var known = file.Known.Select((line, place) => Line(path, line, place + 1)).ToList();
            if (known.GroupBy(line => (line.Scenario, line.Rule, line.Fingerprint)).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
                throw new FormatException($"{path}: {twice.Scenario} {twice.Rule}{(twice.Fingerprint is null ? "" : $" {twice.Fingerprint}")} is known twice: remove one of the lines");
            return new Baseline(path, known);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}, line {e.LineNumber + 1}: {Explain(e)}");
        }
    }

    /// <summary>Writes a baseline: one known failure a line, so that a change is a change of one line.</summary>
    public static void Write(Baseline baseline, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("{");
        text.WriteLine($"  \"version\": {Version},");
        text.WriteLine(baseline.Known.Count == 0 ? "  \"known\": []" : "  \"known\": [");
        for (var i = 0; i < baseline.Known.Count; i++)
            text.WriteLine($"    {JsonSerializer.Serialize(Model(baseline.Known[i]), BaselineContext.Plain.KnownModel)}{(i + 1 < baseline.Known.Count ? "," : "")}");
        if (baseline.Known.Count > 0) text.WriteLine("  ]");
        text.WriteLine("}");
    }

    private static KnownFailure Line(string path, KnownModel line, int place)
    {
        FormatException Wrong(string how) => new($"{path}: line {place} of 'known' ({line.Scenario} {line.Rule}): {how}");
        if (Scenario.All.All(scenario => scenario.Id != line.Scenario)) throw Wrong($"there is no scenario {line.Scenario}: remove the line, or see 'paxos-conformance list'");
        if (!Ledger.Default.TryGetRule(line.Rule, out var rule) || rule.Id != line.Rule) throw Wrong($"there is no rule {line.Rule}: remove the line, or see 'paxos-conformance rules'");
        if (rule.Class == RuleClass.Advisory) throw Wrong($"{line.Rule} is advice, which fails nobody: remove the line");
        if (line.Fingerprint is { } print && (print.Length != Fingerprint.Length || !print.All(char.IsAsciiHexDigitLower)))
            throw Wrong($"'{print}' is no fingerprint: {Fingerprint.Length} digits from 0 to f are expected, or no fingerprint for any failure of the rule");
        DateOnly expires = default;
        if (line.Expires is { } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out expires))
            throw Wrong($"'expires' is '{day}': a day such as 2027-01-31 is expected");
        return new KnownFailure(line.Scenario, line.Rule, line.Fingerprint) { Actual = line.Actual, Owner = line.Owner, Issue = line.Issue, Expires = line.Expires is null ? null : expires };
    }

    private static KnownModel Model(KnownFailure known) => new(known.Scenario, known.Rule)
    {
        Fingerprint = known.Fingerprint,
        Actual = known.Actual,
        Owner = known.Owner,
        Issue = known.Issue,
        Expires = known.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Explain(JsonException e)
    {
        const string unmapped = "The JSON property '";
        return e.Message.StartsWith(unmapped, StringComparison.Ordinal)
            ? $"'{e.Message[unmapped.Length..].Split('\'')[0]}' is no field of a baseline: version and known, and for each line scenario, rule, fingerprint, actual, owner, issue, expires"
            : $"this is no baseline: {e.Message.Split(" Path: $")[0].Split(" LineNumber:")[0]}";
    }
}

internal sealed record BaselineModel(int Version, IReadOnlyList<KnownModel> Known);

internal sealed record KnownModel(string Scenario, string Rule)
{
    public string? Fingerprint { get; init; }

    public string? Actual { get; init; }

    public string? Owner { get; init; }

    public string? Issue { get; init; }

    public string? Expires { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(BaselineModel))]
internal sealed partial class BaselineContext : JsonSerializerContext
{
    static BaselineContext() => Plain = new BaselineContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static BaselineContext Plain { get; }
}
