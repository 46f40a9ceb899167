using System.Runtime.CompilerServices;

namespace PaxosConformance.Tests;

/// <summary>Where the files of this repository are, for tests that hold them to the code.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    // A build that maps its paths leaves only the way up from where the test runs.
    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(File.Exists(here) ? here : AppContext.BaseDirectory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "PaxosConformance.sln"))) return folder;
        }

        throw new InvalidOperationException("the repository was not found above the test");
    }
}
