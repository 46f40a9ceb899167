using System.Text.Json;

namespace PaxosConformance.Cli.Tests;

public class MatrixCommandTests : CommandTest
{
    [Test]
    public async Task A_mutant_is_killed_by_the_scenario_that_is_there_for_it()
    {
        var report = Terminal.File("matrix.json");
        var run = await Terminal.Run("matrix", "--only", "Z06", "--report", "json=" + report);
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("KILLED      Z06  a promise never reports the accepted pair  [SC-PRE-05: P-ACC-02]"));
        Assert.That(run.Out, Does.Contain("1 mutant: 1 killed, 0 survived, 0 astray, 0 wait for scenarios, 0 not judged here; 0 legal variants"));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        var mutant = json.RootElement.GetProperty("creatures").EnumerateArray().Single();
        Assert.That(mutant.GetProperty("outcome").GetString(), Is.EqualTo("KILLED"));
        Assert.That(mutant.GetProperty("scenarios")[0].GetProperty("rules")[0].GetString(), Is.EqualTo("P-ACC-02"));
    }

    [TestCase("matches no mutant and no variant: X01 to ", "--only", "Z99")]
    [TestCase("together leave nothing", "--only", "Z06", "--tier", "power")]
    [TestCase("wire", "--tier", "nuclear")]
    [TestCase("leave --only and --tier away", "--only", "Z06", "--markdown", "page.md")]
    [TestCase("expected KIND=FILE, where KIND is json", "--report", "page.md")]
    [TestCase("there is no directory", "--report", "json=/no/such/folder/matrix.json")]
    public async Task What_cannot_be_done_is_told_before_anything_runs(string message, params string[] options)
    {
        var run = await Terminal.Run(["matrix", .. options]);
        Assert.That(run.ExitCode, Is.EqualTo(64), run.Out);
        Assert.That(run.Error, Does.Contain(message).IgnoreCase);
        Assert.That(run.Out, Does.Not.Contain("KILLED"));
    }
}
