using System.CommandLine;
using PaxosConformance.Rules;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Cli;

/// <summary>The options by which scenarios are chosen.</summary>
internal sealed class Selection
{
    private const string What = "scenarios, rules, families or classes, with * and ?: SC-PRE-02, 'P-ACC-*', SC-DEC, safety. May be given several times.";

    private readonly Option<string[]> only = new("--only") { Description = $"Take only these {What}", HelpName = "PATTERN" };
    private readonly Option<string[]> skip = new("--skip") { Description = $"Leave out these {What}", HelpName = "PATTERN" };

    public IEnumerable<Option> Options => [only, skip];

    /// <summary>The chosen scenarios.</summary>
    /// <exception cref="UsageException">A pattern matches nothing, or nothing is left.</exception>
    public IReadOnlyList<Scenario> Choose(ParseResult parsed)
    {
        var (wanted, unwanted) = (Patterns(parsed, only), Patterns(parsed, skip));
        var chosen = Scenario.All
            .Where(scenario => wanted.Count == 0 || wanted.Any(scenario.Matches))
            .Where(scenario => !unwanted.Any(scenario.Matches))
            .ToList();
        return chosen.Count > 0 ? chosen : throw new UsageException("--only and --skip together leave no scenario: 'paxos-conformance list' names them all");
    }

    private static List<Pattern> Patterns(ParseResult parsed, Option<string[]> option)
    {
        var patterns = (parsed.GetValue(option) ?? []).Select(Read).ToList();
        if (patterns.Find(pattern => !Scenario.All.Any(scenario => scenario.Matches(pattern))) is { } idle)
            throw new UsageException($"{option.Name} {idle} matches no scenario: 'paxos-conformance list' names them all");
        return patterns;

        Pattern Read(string text)
        {
            try
            {
                return new Pattern(text);
            }
            catch (ArgumentException e)
            {
                throw new UsageException($"{option.Name} '{text}': {e.Message}");
            }
        }
    }
}
