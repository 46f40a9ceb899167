using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Tests.RandomPrograms;

/// <summary>The analyzer against an interpreter that goes all ways: no false alarm, no miss.</summary>
public partial class RandomProgramTests
{
    private const int HandlersPerRun = 100;

    private static readonly string[] compared = ["PAX1001", "PAX1002", "PAX1003", "PAX1004"];

    [Test]
    public async Task The_analyzer_says_what_the_interpreter_says([Range(1, 30)] int seed)
    {
        var generator = new Generator(new Random(seed));
        var handlers = Enumerable.Range(0, HandlersPerRun).Select(_ => generator.Handler()).ToList();
        var texts = handlers.Select((handler, i) => handler.ToSource($"Handler{i}")).ToList();
        var source = Verify.Usings + """
            abstract class Acceptor
            {
                [Durable] protected int promised, slot;
                [Changes] protected abstract void Raise();
                [Persists] protected abstract void Save();
                [Persists] protected abstract Task SaveAsync();
                [Replies] protected abstract void Reply(int b);
                [Replies(Negative = true)] protected abstract void Refuse(int b);
                protected abstract void Note(string what);
                protected abstract bool Ask();

            """ + string.Join("\n", texts) + "}\n";

        var found = await Compiling.Analyze(Compiling.Project([("Random.cs", source)]));
        for (var i = 0; i < handlers.Count; i++)
        {
            var start = source.IndexOf($"async Task Handler{i}(", StringComparison.Ordinal);
            var mine = found.Where(diagnostic => compared.Contains(diagnostic.Id)
                && diagnostic.Location.SourceSpan.Start >= start && diagnostic.Location.SourceSpan.Start < start + texts[i].Length);
            var expected = string.Join(", ", Interpreter.Verdicts(handlers[i]));
            var actual = string.Join(", ", mine.SelectMany(diagnostic => Name(diagnostic, source)).Distinct().Order(StringComparer.Ordinal));
            Assert.That(actual, Is.EqualTo(expected), $"seed {seed}, handler {i}:\n{texts[i]}");
        }
    }

    [Test]
    public void The_interpreter_meets_every_verdict()
    {
        var generator = new Generator(new Random(1));
        var met = Enumerable.Range(0, 300).SelectMany(_ => Interpreter.Verdicts(generator.Handler())).Select(verdict => verdict[..7]).Distinct();
        Assert.That(met.Order(StringComparer.Ordinal), Is.EqualTo(compared));
    }

    /// <summary>The sites of the replies a diagnostic is about, or of the persist that is not awaited.</summary>
    private static IEnumerable<string> Name(Diagnostic diagnostic, string source)
    {
        if (diagnostic.Id != "PAX1004" || Site(diagnostic.Location) is not null) return [$"{diagnostic.Id} {Site(diagnostic.Location)}"];
        return diagnostic.AdditionalLocations.Select(Site).OfType<string>().Where(site => site[0] == 'R').Select(site => $"{diagnostic.Id} {site}");

        string? Site(Location place)
        {
            var text = source.Substring(place.SourceSpan.Start, place.SourceSpan.Length);
            return SiteComment().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
        }
    }

    [GeneratedRegex(@"/\*([RS]\d+)\*/")]
    private static partial Regex SiteComment();
}
