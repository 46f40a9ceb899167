using System.CommandLine;
using PaxosConformance.Reports;

namespace PaxosConformance.Cli;

/// <summary>The options that say which reports are written.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string[]> reports = new("--report")
    {
        Description = "Write a report to a file, as KIND=FILE; - is standard output. "
            + string.Join("; ", ReportKinds.All.Select(writer => $"{writer.Kind}: {writer.Purpose}")) + ". May be given several times.",
        HelpName = "KIND=FILE",
    };

    private readonly Option<string[]> merged = new("--sarif-merge")
    {
        Description = "Put the results of another tool into the SARIF report too, such as those of the analyzers (ErrorLog=FILE,version=2.1). May be given several times.",
        HelpName = "FILE",
    };

    public IEnumerable<Option> All => [reports, merged];

    /// <summary>Reads what the user said.</summary>
    /// <exception cref="UsageException">A kind is unknown, a file cannot be written, or what is to be merged is no SARIF.</exception>
    public ReportFiles Read(ParseResult parsed)
    {
        var files = ReportFile.ReadAll(parsed.GetValue(reports) ?? []);
        var others = parsed.GetValue(merged) ?? [];
        if (others.Length > 0 && !files.Any(file => file.Writer is SarifReport)) throw new UsageException("--sarif-merge needs --report sarif=FILE: that is where it puts the results");
        return new ReportFiles(files, others.SelectMany(path => InputFile.Read("--sarif-merge", path, text => SarifReport.RunsIn(path, text))).ToList());
    }
}
