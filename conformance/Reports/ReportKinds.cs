namespace PaxosConformance.Reports;

/// <summary>The formats that a run can be told in.</summary>
public static class ReportKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IReportWriter> All { get; } =
    [
        new JsonReport(),
        new JunitReport(),
        new SarifReport(),
        new MarkdownReport(),
        new HtmlReport(),
        new GithubReport(),
        new BadgeReport(),
    ];

    /// <summary>The format of this name; null if there is none.</summary>
    public static IReportWriter? Find(string kind) => All.FirstOrDefault(writer => writer.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));
}
