using System.CommandLine;
using PaxosConformance.Mutants;
using PaxosConformance.Reports;
using PaxosConformance.Rules;

namespace PaxosConformance.Cli;

/// <summary><c>matrix</c>: tells whether the suite and the analyzers find every mutant of the reference node, and let every legal variant pass.</summary>
internal static class MatrixCommand
{
    public static Command Make()
    {
        var only = new Option<string[]>("--only") { Description = "Take only these mutants and variants, with * and ?: Z01, 'X*'. May be given several times.", HelpName = "PATTERN" };
        var tier = new Option<string[]>("--tier") { Description = "Take only mutants of this tier, and no variants. May be given several times.", HelpName = "TIER" };
        tier.AcceptOnlyFromAmong([.. Enum.GetValues<Tier>().Select(one => one.ToText())]);
        var full = new Option<bool>("--full") { Description = "Play every scenario against each mutant, and not only those that are expected to kill it." };
        var jobs = PlayOptions.Number("--jobs", "How many mutants are played against at a time.", Environment.ProcessorCount, 1, 64);
        var report = new Option<string[]>("--report") { Description = "Write the result to a file, as KIND=FILE; the kind is json.", HelpName = "KIND=FILE" };
        var markdown = new Option<string>("--markdown") { Description = "Write the page of the matrix to a file.", HelpName = "FILE" };
        var command = new Command("matrix", "Judges the suite: plays it against mutants of the reference node, each of which a check must name, and against legal variants, "
            + "none of which it may fail.") { only, tier, full, jobs, report, markdown };
        command.SetAction(async (parsed, cancel) =>
        {
            var matrix = new Matrix
            {
                Creatures = Choose(parsed.GetValue(only) ?? [], [.. (parsed.GetValue(tier) ?? []).Select(text => Enum.Parse<Tier>(text, ignoreCase: true))]),
                Full = parsed.GetValue(full),
                Jobs = parsed.GetValue(jobs),
            };
            var files = MatrixFile.From(matrix, parsed.GetValue(report) ?? [], parsed.GetValue(markdown));
            return await Execute(matrix, files, cancel);
        });
        return command;
    }

    private static async Task<int> Execute(Matrix matrix, IReadOnlyList<MatrixFile> files, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        var console = new MatrixConsole(Console.Out);
        try
        {
            var fates = await matrix.Run(console.Line, cancel);
            console.End(fates, TimeProvider.System.GetElapsedTime(started));
            foreach (var file in files) file.Write(fates);
            return fates.All(fate => fate.IsGood) ? 0 : ExitCode.Violation;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    private static List<Creature> Choose(string[] only, Tier[] tiers)
    {
        var patterns = only.Select(Read).ToList();
        IEnumerable<Creature> all = [.. Zoo.Mutants, .. Zoo.Variants];
        if (patterns.Find(pattern => !all.Any(creature => pattern.Matches(creature.Id))) is { } idle)
            throw new UsageException($"--only {idle} matches no mutant and no variant: {Ranges(Zoo.Mutants)} are mutants, {Ranges(Zoo.Variants)} variants");
        var chosen = all.Where(creature => patterns.Count == 0 || patterns.Exists(pattern => pattern.Matches(creature.Id)))
            .Where(creature => tiers.Length == 0 || creature is Mutant mutant && tiers.Contains(mutant.Tier))
            .ToList();
        return chosen.Count > 0 ? chosen : throw new UsageException("--only and --tier together leave nothing");
    }

    private static string Ranges(IEnumerable<Creature> creatures) =>
        string.Join(" and ", creatures.GroupBy(creature => creature.Id[0]).Select(kind => $"{kind.First().Id} to {kind.Last().Id}"));

    private static Pattern Read(string text)
    {
        try
        {
            return new Pattern(text);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--only '{text}': {e.Message}");
        }
    }
}
