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
        var node = Start("setsid", "sleep", "1000");
        File.WriteAllText(Path.Combine(left, $"{node.Id}.group"), "");

        using var next = RunDirectory.Create();
        Assert.That(node.WaitForExit(Subjects.Long), Is.True);
        Assert.That(Directory.Exists(left), Is.False);
    }

    [Test]
    public void What_a_living_run_uses_is_left_alone()
    {
        using var first = RunDirectory.Create();
        var data = first.NewDirectory();
        var node = Start("setsid", "sleep", "1000");
        first.Started(node);

        using var second = RunDirectory.Create();
        Assert.That(Directory.Exists(data), Is.True);
        Assert.That(node.HasExited, Is.False);
    }

    [Test]
    public void A_pid_that_another_process_got_since_protects_nothing()
    {
        var left = Left(by: Environment.ProcessId);
        using var next = RunDirectory.Create();
        Assert.That(Directory.Exists(left), Is.False);
    }

    /// <summary>The pid of a node that ended long ago may be another process's by now.</summary>
    [Test]
    public void A_process_that_is_older_than_the_directory_is_not_killed()
    {
        var stranger = Start("setsid", "sleep", "1000");
        var old = stranger.StartTime + TimeSpan.FromSeconds(4);
        SpinWait.SpinUntil(() => DateTime.Now > old);
        var left = Left(by: DeadPid());
        File.WriteAllText(Path.Combine(left, $"{stranger.Id}.group"), "");

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
        var node = Start("setsid", "sleep", "1000");
        directory.Started(node);
        directory.Dispose();
        Assert.That(node.WaitForExit(Subjects.Long), Is.True);
        Assert.That(Directory.Exists(directory.Path), Is.False);
    }

    [Test]
    public void A_process_that_was_struck_out_is_not_killed()
    {
        var directory = RunDirectory.Create();
        var node = Start("setsid", "sleep", "1000");
        directory.Started(node);
        directory.Ended(node);
        directory.Dispose();
        Assert.That(node.HasExited, Is.False);
    }

    private static string Left(int by) => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"paxos-conformance-{by}-0-{Guid.NewGuid():N}")).FullName;

    private int DeadPid()
    {
        var process = Start("true");
        process.WaitForExit();
        return process.Id;
    }

    private Process Start(string program, params string[] arguments)
    {
        var process = Process.Start(program, arguments);
        started.Add(process);
        return process;
    }
}
