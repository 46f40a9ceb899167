using System.Diagnostics;

namespace PaxosConformance.Hosts.Tests;

public class RunDirectoryTests
{
    private readonly List<Process> started = [];

    [TearDown]
    public void Clear()
    {
        foreach (var process in started)
        {
            process.Kill();
            process.Dispose();
        }

        started.Clear();
        foreach (var left in TemporaryFiles.OfRuns) Directory.Delete(left, recursive: true);
    }

    [Test]
    public void What_a_killed_run_left_is_cleared_away()
    {
        var left = Left(by: DeadPid());
        Directory.CreateDirectory(Path.Combine(left, "node-1"));
        File.WriteAllText(Path.Combine(left, "node-1", "log"), "data");
        var node = Start(RunDirectory.MarkOf(left).Node(1), "setsid", "sleep", "1000");

        using var next = RunDirectory.Create();
        Assert.That(node.WaitForExit(Subjects.Long), Is.True);
        Assert.That(Directory.Exists(left), Is.False);
    }

    [Test]
    public void What_outlives_the_leader_of_its_group_is_ended_too()
    {
        var left = Left(by: DeadPid());
        var mark = RunDirectory.MarkOf(left);
        var leader = Start(mark.Node(1), "setsid", "sh", "-c", "sleep 1000 & sleep 1000 & exit 0");
        leader.WaitForExit();
        Assert.That(mark.Processes, Has.Count.EqualTo(2));

        RunDirectory.Create().Dispose();
        Assert.That(mark.Processes, Is.Empty);
    }

    [Test]
    public void What_a_living_run_uses_is_left_alone()
    {
        using var first = RunDirectory.Create();
        var data = first.NewDirectory();
        var node = Start(first.NewMark(), "setsid", "sleep", "1000");

        using var second = RunDirectory.Create();
        Assert.That(Directory.Exists(data), Is.True);
        Assert.That(node.HasExited, Is.False);
    }

    [Test, Platform("Linux")]
    public void A_run_is_known_by_when_it_started_since_the_boot_so_the_clock_may_be_set()
    {
        var program = Path.Combine(Path.GetTempPath(), "a) 1 (b");
        File.Copy("/bin/sleep", program, overwrite: true);
        var owner = Start(new RunMark("none"), program, "1000");
        File.Delete(program);
        var start = File.ReadAllText($"/proc/{owner.Id}/stat").Split(' ')[^31];

        var (its, older) = (Left(owner.Id, start), Left(owner.Id, "0" + start));
        using var next = RunDirectory.Create();
        Assert.That((Directory.Exists(its), Directory.Exists(older)), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_pid_that_another_process_got_since_protects_nothing()
    {
        var left = Left(by: Environment.ProcessId);
        using var next = RunDirectory.Create();
        Assert.That(Directory.Exists(left), Is.False);
    }

    [Test]
    public void A_process_of_a_run_with_a_longer_name_is_not_killed()
    {
        var left = Left(by: DeadPid());
        var stranger = Start(new RunMark(Path.GetFileName(left) + "0").Node(1), "setsid", "sleep", "1000");
        using (RunDirectory.Create()) Assert.That(Directory.Exists(left), Is.False);
        Assert.That(stranger.HasExited, Is.False);
    }

    [Test]
    public void Directories_of_others_are_left_alone()
    {
        var notes = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "paxos-conformance-notes"));
        using var next = RunDirectory.Create();
        notes.Refresh();
        Assert.That(notes.Exists, Is.True);
    }

    [Test]
    public void Each_node_gets_a_directory_of_its_own()
    {
        using var directory = RunDirectory.Create();
        string[] made = [directory.NewDirectory(), directory.NewDirectory()];
        Assert.That(made, Is.Unique);
        Assert.That(Directory.EnumerateDirectories(directory.Path), Is.EquivalentTo(made));
    }

    [Test]
    public void The_end_of_the_run_ends_what_still_runs_and_removes_the_directory()
    {
        var directory = RunDirectory.Create();
        var node = Start(directory.NewMark(), "setsid", "sleep", "1000");
        directory.Dispose();
        Assert.That(node.WaitForExit(Subjects.Long), Is.True);
        Assert.That(Directory.Exists(directory.Path), Is.False);
    }

    [Test, Platform("Linux")]
    public void Nobody_is_passed_over_for_becoming_another_program_at_the_moment()
    {
        Parallel.For(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var mark = new RunMark($"becoming-{i}");
            var start = new ProcessStartInfo("setsid", ["sleep", "1000"]);
            mark.Put(start.Environment);
            using var process = Process.Start(start)!;
            mark.Kill().GetAwaiter().GetResult();
            Assert.That(process.WaitForExit(Subjects.Long), Is.True);
        });
    }

    private static string Left(int by, string start = "0") => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"paxos-conformance-{by}-{start}-{Guid.NewGuid():N}")).FullName;

    private int DeadPid()
    {
        var process = Start(new RunMark("none"), "true");
        process.WaitForExit();
        return process.Id;
    }

    private Process Start(RunMark mark, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        mark.Put(start.Environment);
        var process = Process.Start(start)!;
        started.Add(process);
        return process;
    }
}
