namespace PaxosConformance.Hosts.Tests;

/// <summary>Gives the tests a temporary directory of their own, so that what they leave there can be seen.</summary>
[SetUpFixture]
public class TemporaryFiles
{
    private static string? before;

    /// <summary>The directories of runs that are there now.</summary>
    public static IEnumerable<string> OfRuns => Directory.EnumerateDirectories(Path.GetTempPath(), "paxos-conformance-*");

    [OneTimeSetUp]
    public void Redirect()
    {
        before = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", Directory.CreateTempSubdirectory("hosts-tests-").FullName);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        var ours = Path.GetTempPath();
        var left = Directory.EnumerateFileSystemEntries(ours).Select(Path.GetFileName).ToList();
        Environment.SetEnvironmentVariable("TMPDIR", before);
        Directory.Delete(ours, recursive: true);
        Assert.That(left, Is.Empty, "the tests left files behind");
    }
}
