using PaxosConformance.Hosts.Disk;

namespace PaxosConformance.Hosts.Tests;

public class TracerTests
{
    private Subjects subjects = null!;
    private RunDirectory directory = null!;

    [SetUp]
    public void Prepare() => (subjects, directory) = (new Subjects(), RunDirectory.Create());

    [TearDown]
    public void Clear()
    {
        directory.Dispose();
        subjects.AssertAllEnded();
        subjects.Dispose();
    }

    [Test]
    public async Task A_sync_fails_while_the_tracer_is_there()
    {
        var recorder = new Recorder();
        await using var node = Start("while read -r name; do dd if=/dev/zero of=\"$name\" bs=1 count=1 conv=fsync status=none && echo synced >&2 || echo refused >&2; done", recorder);
        await using (await Attach(node, Injection.SyncFails))
        {
            node.SendLine("one"u8.ToArray());
            Await(node, "refused");
        }

        node.SendLine("two"u8.ToArray());
        Await(node, "synced");
    }

    [Test]
    public async Task A_write_fails_only_for_the_named_files()
    {
        var file = Path.Combine(subjects.Folder, "named");
        File.WriteAllText(file, "");
        await using var node = Start("while read -r name; do echo x 2>/dev/null >> \"$name\" && echo \"wrote $name\" >&2 || echo \"refused $name\" >&2; done", new Recorder());
        await using var tracer = await Attach(node, Injection.WriteFails([file]));
        foreach (var name in new[] { "other", file }) node.SendLine(System.Text.Encoding.UTF8.GetBytes(name));
        Await(node, $"refused {file}");
        Assert.That(node.Stderr, Does.Contain("wrote other"));
    }

    [Test]
    public async Task A_process_dies_at_the_call_it_is_told_to_die_at()
    {
        var recorder = new Recorder();
        await using var node = Start("read -r line; echo one >&2; echo two >&2; echo three >&2", recorder);
        await using var tracer = await Attach(node, Injection.DiesAt(2));
        node.SendLine("go"u8.ToArray());
        await tracer.Ended.WaitAsync(Subjects.Long);
        Assert.That(SpinWait.SpinUntil(() => !node.IsRunning, Subjects.Long));
        Assert.That(node.Stderr, Is.EqualTo("one"));
    }

    [Test]
    public void A_process_that_is_not_there_is_told_with_the_words_of_strace()
    {
        if (!HasStrace) Assert.Ignore("strace is not installed");
        Assert.That(async () => await Tracer.Attach([int.MaxValue], Injection.SyncFails), Throws.TypeOf<TracerException>().With.Message.Contains("could not attach"));
    }

    private static bool HasStrace => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "strace")));

    private IRunningNode Start(string script, Recorder recorder)
    {
        var command = subjects.Script(script) with { WorkingDirectory = subjects.Folder };
        var node = new ProcessHost(command, directory).Start(directory.NewDirectory(), recorder);
        subjects.AwaitStarted();
        return node;
    }

    private static async Task<Tracer> Attach(IRunningNode node, Injection injection)
    {
        try
        {
            return await Tracer.Attach(node.ProcessIds, injection);
        }
        catch (TracerException e)
        {
            Assert.Ignore(e.Message);
            throw;
        }
    }

    private static void Await(IRunningNode node, string said) =>
        Assert.That(SpinWait.SpinUntil(() => node.Stderr.Contains(said, StringComparison.Ordinal), Subjects.Long), () => $"expected '{said}' and got '{node.Stderr}'");
}
