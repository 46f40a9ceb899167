using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PaxosConformance.Hosts.Tests;

namespace PaxosConformance.Cli.Tests;

public partial class RunCommandTests : CommandTest
{
    // Answers init and reset, hangs at a prepare, and then shows itself a second time among the processes.
    internal const string HangsAtPrepare = """
        while read -r line; do
            case $line in
                *'"type":"init"'*) hello ;;
                *'"type":"reset"'*) say '"type":"reset_ok","in_reply_to":1' ;;
                *'"type":"prepare"'*) echo $$ >> "$pids"; sleep 1000 ;;
            esac
        done
        """;

    // Promises once, and hangs at the second prepare as the one above does at the first.
    private const string HangsAtSecondPrepare = """
        while read -r line; do
            case $line in
                *'"type":"init"'*) hello ;;
                *'"type":"prepare"'*)
                    [ -n "$promised" ] && { echo $$ >> "$pids"; sleep 1000; }
                    promised=yes
                    ballot=${line#*'"ballot":'}
                    printf '{"src":"n1","dest":"n2","body":{"type":"promise","ballot":%s}\n' "${ballot%%\}*}},\"accepted\":null}" ;;
            esac
        done
        """;

    [Test]
    public async Task Without_a_command_the_reference_node_is_judged()
    {
        var run = await Terminal.Run("run", "--only", "SC-PRE-02");
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out + run.Error);
        Assert.That(run.Out, Does.StartWith("Subject: Paxos.Node ").And.Contain("  PASS            SC-PRE-02  "));
    }

    [Test]
    public async Task Nodes_that_can_wipe_themselves_are_not_used_again_where_that_is_not_wished()
    {
        var subject = Subjects.Script($"exec '{Terminal.TestSubject}' says-yes");
        await Terminal.Run(subject, "run", "--only", "SC-PRE-02", "--jobs", "1");
        var reused = Subjects.Pids.Count;
        await Terminal.Run(subject, "run", "--only", "SC-PRE-02", "--jobs", "1", "--no-reset");
        Assert.That((reused, Subjects.Pids.Count - reused), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task The_line_that_replays_a_failure_has_the_options_that_led_to_it()
    {
        var subject = Subjects.Script($"exec '{Terminal.TestSubject}' says-yes");
        var run = await Terminal.Run(subject, "run", "--only", "SC-PRE-02", "--seed", "3", "--no-reset");
        Assert.That(run.Out, Does.Contain($"    paxos-conformance run --only SC-PRE-02 --verbose --seed 3 --no-reset -- {subject}\n"));
    }

    [TestCase("0", "killed: by SIGKILL")]
    [TestCase("2", "killed: by SIGTERM")]
    public async Task The_seed_decides_how_a_node_ends(string seed, string told)
    {
        var run = await Terminal.Run("run", "--only", "SC-CRA-01", "--seed", seed, "--verbose");
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(told));
    }

    [Test]
    public async Task Results_are_told_in_the_order_of_the_suite()
    {
        var run = await Terminal.Run("run", "--only", "SC-PRE", "--only", "SC-LIV", "--jobs", "4");
        var told = ResultLine().Matches(run.Out).Select(match => match.Groups[1].Value).ToList();
        var list = await Terminal.Run("list", "--only", "SC-PRE", "--only", "SC-LIV");
        Assert.That(told, Is.EqualTo(list.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])));
    }

    [Test]
    public async Task Every_message_is_told_where_that_is_wished()
    {
        var run = await Terminal.Run("run", "--only", "SC-PRE-02", "--verbose");
        Assert.That(run.Out, Does.Contain("  n2 -> n1  prepare 5.n2\n").And.Contain("  n1 -> n2  promise 5.n2 reporting nothing\n"));
    }

    [Test]
    public async Task The_JSON_report_agrees_with_the_console()
    {
        var subject = Subjects.Script($"exec '{Terminal.TestSubject}' says-yes");
        var run = await Terminal.Run(subject, "run", "--only", "SC-PRE", "--only", "SC-DEC", "--report", $"json={Terminal.File("report.json")}");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Terminal.File("report.json")));
        var summary = json.RootElement.GetProperty("summary");
        int Said(string field) => summary.GetProperty(field).GetInt32();

        Assert.That(run.Out, Does.Contain(
            $"\n{Said("scenarios")} scenarios: {Said("passed")} passed, {Said("failed")} failed, {Said("inconclusive")} inconclusive, {Said("notApplicable")} not applicable\n"));
        Assert.That(Said("exitCode"), Is.EqualTo(run.ExitCode));
        Assert.That(Said("failed"), Is.GreaterThan(0));

        var told = ResultLine().Matches(run.Out).Select(match => match.Groups[1].Value);
        Assert.That(json.RootElement.GetProperty("scenarios").EnumerateArray().Select(scenario => scenario.GetProperty("id").GetString()), Is.EqualTo(told));
        Assert.That(json.RootElement.GetProperty("subject").GetProperty("command").GetString(), Is.EqualTo($"-- {subject}"));
    }

    [Test]
    public async Task A_failure_is_shown_as_a_diagram_without_colour_in_a_log_where_every_message_is_told()
    {
        var run = await Terminal.Run(Subjects.Script($"exec '{Terminal.TestSubject}' says-yes"), "run", "--only", "SC-PRE-02", "--verbose");
        Assert.That(run.Out, Does.Contain("<─────┤     │   n2 -> n1  prepare 5.n2\n").And.Not.Contain("\e"));
    }

    [Test]
    public async Task The_page_is_one_file_with_the_trace_in_it()
    {
        await Terminal.Run("run", "--only", "SC-PRE-02", "--report", $"html={Terminal.File("report.html")}");
        Assert.That(await File.ReadAllTextAsync(Terminal.File("report.html")), Does.StartWith("<!DOCTYPE html>").And.Contain("id=\"trace-SC-PRE-02\"").And.EndWith("</html>\n"));
    }

    [Test]
    public async Task Interrupted_before_the_first_answer_it_ends_its_nodes()
    {
        var process = Terminal.Start(Subjects.Script("trap '' INT TERM; while :; do sleep 1000; done"), "run", "--start-timeout", "600");
        await AssertInterrupted(process, started: 1);
    }

    [Test]
    public async Task Interrupted_in_a_scenario_it_ends_its_nodes()
    {
        var process = Terminal.Start(Subjects.Script(HangsAtPrepare), "run", "--only", "SC-PRE");
        await AssertInterrupted(process, started: 2);
    }

    [Test]
    public async Task Interrupted_it_tells_what_it_has_found_so_far()
    {
        // The first scenario of one job passes without a prepare that hangs.
        var report = Terminal.File("r.json");
        var process = Terminal.Start(Subjects.Script(HangsAtSecondPrepare), "run", "--only", "SC-PRE-01", "--only", "SC-PRE-02", "--only", "SC-PRE-03", "--jobs", "1", "--no-reset", "--report", $"json={report}");
        Subjects.AwaitStarted(4);
        await Terminal.Interrupt(process);
        var run = await Terminal.End(process);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((130, "Interrupted.\n")));
        Assert.That(run.Out, Does.Contain("  PASS            SC-PRE-01  ").And.Contain("1 scenario: 1 passed, 0 failed, 0 inconclusive, 0 not applicable; 2 not played: the run was interrupted"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        Assert.That(json.RootElement.GetProperty("run").GetProperty("notPlayed").EnumerateArray().Select(id => id.GetString()), Is.EqualTo((string[])["SC-PRE-02", "SC-PRE-03"]));
    }

    [Test]
    public async Task What_a_killed_run_left_is_cleared_by_the_next()
    {
        using (var process = Terminal.Start(Subjects.Script(HangsAtPrepare), "run", "--only", "SC-PRE"))
        {
            Subjects.AwaitStarted(2);
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(Terminal.LeftBehind, Is.Not.Empty);
        var next = await Terminal.Run("run", "--only", "SC-PRE-02");
        Assert.That(next.ExitCode, Is.EqualTo(0), next.Error);
    }

    private async Task AssertInterrupted(Process process, int started)
    {
        Subjects.AwaitStarted(started);
        await Terminal.Interrupt(process);
        var run = await Terminal.End(process);
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Is.EqualTo("Interrupted.\n"));
    }

    [GeneratedRegex(@"^  (?:PASS|FAIL|INCONCLUSIVE|NOT APPLICABLE) +(SC-[A-Z]+-\d+)  ", RegexOptions.Multiline)]
    private static partial Regex ResultLine();
}
