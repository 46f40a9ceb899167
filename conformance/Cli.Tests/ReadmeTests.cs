using System.Text.RegularExpressions;
using PaxosConformance.Reports;
using PaxosConformance.Tests;

namespace PaxosConformance.Cli.Tests;

/// <summary>The page for CI and the command line name the same options, and the page of reports the same kinds.</summary>
public partial class ReadmeTests : CommandTest
{
    private static readonly string Cli = File.ReadAllText(Path.Combine(Repository.Root, "conformance/Cli/README.md"));
    private static readonly string Reports = File.ReadAllText(Path.Combine(Repository.Root, "conformance/Reports/README.md"));

    [Test]
    public void Every_kind_of_report_has_its_line() =>
        Assert.That(KindLine().Matches(Reports).Select(match => match.Groups[1].Value), Is.SupersetOf(ReportKinds.All.Select(writer => writer.Kind)));

    [Test]
    public async Task Every_option_that_the_pages_name_exists()
    {
        var help = (await Terminal.Run("run", "--help")).Out;
        var named = Option().Matches(Cli + Reports).Select(match => match.Value).Distinct().Except(["--data", "--project", "--global", "--add-source"]);
        Assert.That(named.Where(option => !Regex.IsMatch(help, $@"^\s+{option}\b", RegexOptions.Multiline)), Is.Empty);
    }

    [Test]
    public async Task Every_option_of_the_gate_is_told()
    {
        var help = (await Terminal.Run("run", "--help")).Out;
        var gate = new GateOptions().All.Concat(new ReportOptions().All).Select(option => option.Name).ToList();
        Assert.That(gate.Where(option => !help.Contains(option, StringComparison.Ordinal) || !Cli.Contains($"`{option}", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex KindLine();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex Option();
}
