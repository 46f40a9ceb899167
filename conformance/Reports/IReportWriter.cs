namespace PaxosConformance.Reports;

/// <summary>Tells a run in one format. A new one is a file beside this one and a line in <see cref="ReportKinds.All"/>.</summary>
public interface IReportWriter
{
    /// <summary>The word that chooses it: <c>--report KIND=PATH</c>.</summary>
    string Kind { get; }

    /// <summary>What it is for, in a few words.</summary>
    string Purpose { get; }

    /// <summary>Writes the report. What comes from the subject may be anything: it is for the writer to escape it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="output">Stays open.</param>
    void Write(RunReport report, Stream output);
}
