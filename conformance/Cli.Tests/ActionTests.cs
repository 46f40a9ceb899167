using System.Diagnostics;

namespace PaxosConformance.Cli.Tests;

/// <summary>The script of the GitHub Action, run as a step runs it.</summary>
[Platform("Linux")]
public class ActionTests : CommandTest
{
    [Test]
    public async Task It_writes_every_report_keeps_the_evidence_and_ends_as_the_run_does()
    {
        var step = await Run(("INPUT_COMMAND", $"'{Terminal.TestSubject}' promises-below"), ("INPUT_ARGUMENTS", "--only SC-PRE-02 --only 'SC-PRE-03'"));
        Assert.That(step.ExitCode, Is.EqualTo(1), step.Out + step.Error);
        foreach (var file in (string[])["results.json", "junit.xml", "results.sarif", "summary.md", "badge.json", "evidence/SC-PRE-02/result.json"])
            Assert.That(Terminal.File($"results/{file}"), Does.Exist);
        Assert.That(await File.ReadAllTextAsync(Terminal.File("summary")), Does.StartWith("before\n# Paxos conformance: failed\n"));
        Assert.That(await File.ReadAllTextAsync(Terminal.File("output")), Is.EqualTo("exit-code=1\n"));
        Assert.That(step.Out, Does.Contain("::error title=FAIL SC-PRE-02"));
    }

    [Test]
    public async Task An_input_is_one_word_whatever_is_in_it()
    {
        var step = await Run(("INPUT_BASELINE", "no such $(touch owned) file"));
        Assert.That(step.ExitCode, Is.EqualTo(64));
        Assert.That(step.Error, Does.StartWith("--baseline no such $(touch owned) file: "));
        Assert.That(Terminal.File("owned"), Does.Not.Exist);
    }

    private async Task<Finished> Run(params (string Name, string Value)[] inputs)
    {
        await File.WriteAllTextAsync(Terminal.File("summary"), "before\n");
        var start = new ProcessStartInfo("bash", [Path.Combine(PaxosConformance.Tests.Repository.Root, ".github/actions/paxos-conformance/run.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Terminal.File(""),
        };
        start.Environment["TMPDIR"] = Terminal.File("").TrimEnd('/');
        start.Environment["GITHUB_ACTIONS"] = "true";
        start.Environment["GITHUB_STEP_SUMMARY"] = Terminal.File("summary");
        start.Environment["GITHUB_OUTPUT"] = Terminal.File("output");
        start.Environment["PAXOS_CONFORMANCE"] = Path.Combine(AppContext.BaseDirectory, "paxos-conformance");
        start.Environment["INPUT_RESULTS"] = Terminal.File("results");
        foreach (var (name, value) in inputs) start.Environment[name] = value;
        return await Terminal.End(Process.Start(start)!);
    }
}
