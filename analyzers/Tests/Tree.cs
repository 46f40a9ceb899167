namespace PaxosConformance.Analyzers.Tests;

/// <summary>The source tree the tests run in.</summary>
internal static class Tree
{
    /// <summary>The directory <c>analyzers</c>.</summary>
    public static string Analyzers { get; } = Path.Combine(Root(), "analyzers");

    /// <summary>The directory of the solution.</summary>
    public static string Solution => Path.GetDirectoryName(Analyzers)!;

    private static string Root()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
            if (File.Exists(Path.Combine(directory, "PaxosConformance.sln"))) return directory;
        throw new InvalidOperationException($"no PaxosConformance.sln in or above {AppContext.BaseDirectory}: run the tests from the source tree");
    }
}
