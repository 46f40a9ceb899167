using System.Reflection;
using System.Runtime.InteropServices;

namespace PaxosConformance.Reports;

/// <summary>How a run was made: what a reader, or a replay on another machine, needs to know of it.</summary>
public sealed record Provenance
{
    /// <summary>The version of the suite that runs now.</summary>
    public static string SuiteVersion { get; } = typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The version of the suite.</summary>
    public string Suite { get; init; } = SuiteVersion;

    /// <summary>The runtime that it ran on.</summary>
    public string Runtime { get; init; } = RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system that it ran on.</summary>
    public string System { get; init; } = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})";

    /// <summary>When it began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The words of the command line, without the name of the program: read again, they say how scenarios were played.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Which part of the scenarios was chosen; null: all of them.</summary>
    public Shard? Shard { get; init; }
}

/// <summary>One of several parts that a run is divided into: <c>2/3</c>.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record Shard(int Number, int Of)
{
    /// <summary>Reads <c>2/3</c>; null if it is no such text.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var of] && int.TryParse(number, out var i) && int.TryParse(of, out var n) && 1 <= i && i <= n ? new Shard(i, n) : null;

    /// <summary>This part of a list: every n-th, so that long and short ones are spread over the parts.</summary>
    public IReadOnlyList<T> Choose<T>(IReadOnlyList<T> all) => all.Where((_, place) => place % Of == Number - 1).ToList();

    /// <inheritdoc/>
    public override string ToString() => $"{Number}/{Of}";
}
