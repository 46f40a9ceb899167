namespace PaxosConformance.Rules.Tests;

/// <summary>Files of the checkout, or beside it, found upwards from the tests: CI builds map the paths that the compiler knows.</summary>
internal static class Above
{
    /// <summary>The nearest file of this relative path in a folder above the tests, or null.</summary>
    internal static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, path);
            if (File.Exists(found)) return found;
        }

        return null;
    }
}
