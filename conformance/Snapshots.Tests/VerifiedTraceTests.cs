using System.Text;

namespace PaxosConformance.Snapshots.Tests;

/// <summary>Verify and the suite's own check agree: whoever builds with the one can go on where the other has left off.</summary>
public class VerifiedTraceTests
{
    private const string Name = "SC-TRY-01";
    private const string Text = "SC-TRY-01: A text\nPASS\n\n   1  n1  started\n   2  n2 -> n1  accept 5.n2 é";

    // What scrubbers would replace.
    private static readonly string Personal = $"{Text}\n{Environment.CurrentDirectory} {Path.GetTempPath()} 7a5d34e2-9f0b-4c53-8f5a-2f1d2b6f3c11 2026-01-02T03:04:05";

    private string path = "";

    private string Accepted => Path.Combine(path, $"{Name}.verified.txt");

    private string Received => Path.Combine(path, $"{Name}.received.txt");

    [OneTimeSetUp]
    public void Verify_is_there()
    {
        if (VerifiedTrace.Lacking is not null) Assert.Ignore(VerifiedTrace.Lacking);
    }

    [SetUp]
    public void Make() => path = Directory.CreateTempSubdirectory("verified-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(path, recursive: true);

    [TestCase("", TestName = "What_was_accepted_by_the_suite_passes_and_leaves_nothing_else")]
    [TestCase("\n", TestName = "What_an_editor_adds_to_the_end_of_the_file_is_no_change_to_Verify_either")]
    public async Task What_was_accepted_passes(string added)
    {
        File.WriteAllText(Accepted, Personal + added);
        File.WriteAllText(Received, "of an earlier run");
        await VerifiedTrace.Hold(Personal, path, Name);
        Assert.That(Directory.EnumerateFileSystemEntries(path), Is.EqualTo([Accepted]));
        Assert.That(File.ReadAllText(Accepted), Is.EqualTo(Personal + added));
    }

    [Test]
    public async Task What_a_checkout_does_to_the_ends_of_lines_is_no_change_to_Verify_either()
    {
        File.WriteAllText(Accepted, Text.ReplaceLineEndings("\r\n"));
        await VerifiedTrace.Hold(Text, path, Name);
    }

    [Test]
    public async Task What_differs_is_shown_and_written_byte_for_byte_as_the_suite_would()
    {
        File.WriteAllText(Accepted, Text);
        var changed = Personal.Replace("5.n2", "6.n2", StringComparison.Ordinal);
        var refused = (await Assert.CatchAsync(() => VerifiedTrace.Hold(changed, path, Name)))!;
        Assert.That(refused.Message, Does.Contain("-    2  n2 -> n1  accept 5.n2 é").And.Contain("+    2  n2 -> n1  accept 6.n2 é").And.Contain($"{Name}.received.txt"));
        Assert.That(File.ReadAllBytes(Received), Is.EqualTo(Encoding.UTF8.GetBytes(changed)));
        Assert.That(Directory.EnumerateFileSystemEntries(path), Is.EquivalentTo([Accepted, Received]));
    }

    [Test]
    public async Task What_nobody_has_accepted_is_written_as_received_and_refused()
    {
        await Assert.CatchAsync(() => VerifiedTrace.Hold(Text, path, Name));
        Assert.That(File.ReadAllText(Received), Is.EqualTo(Text));
        Assert.That(File.Exists(Accepted), Is.False);
    }
}
