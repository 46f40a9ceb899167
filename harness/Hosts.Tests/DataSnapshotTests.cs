using System.Diagnostics;
using System.Net.Sockets;
using PaxosConformance.Hosts.Disk;

namespace PaxosConformance.Hosts.Tests;

public class DataSnapshotTests
{
    private string folder = null!;

    private string Log => Path.Combine(folder, "log");

    [SetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        File.WriteAllText(Log, "aaaa");
    }

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Half_of_what_was_appended_is_torn_off()
    {
        using var snapshot = new DataSnapshot(folder);
        File.AppendAllText(Log, "bbbb");
        Assert.That(snapshot.Tear(), Is.True);
        Assert.That(File.ReadAllText(Log), Is.EqualTo("aaaabb"));
    }

    [Test]
    public void What_was_overwritten_is_torn_between_two_sectors()
    {
        File.WriteAllText(Log, new string('a', 2048));
        using var snapshot = new DataSnapshot(folder);
        Overwrite(100, new string('b', 1000));
        Assert.That(snapshot.Tear(), Is.True);
        Assert.That(File.ReadAllText(Log), Is.EqualTo(new string('a', 100) + new string('b', 412) + new string('a', 1536)));
    }

    [Test]
    public void A_sector_is_written_whole()
    {
        using var snapshot = new DataSnapshot(folder);
        Overwrite(1, "bb");
        Assert.That(snapshot.Tear(), Is.False);
        Assert.That(File.ReadAllText(Log), Is.EqualTo("abba"));
    }

    [Test]
    public void A_file_that_was_renamed_into_place_is_never_torn()
    {
        using var snapshot = new DataSnapshot(folder);
        Replace("aaaabbbb");
        Assert.That(snapshot.Tear(), Is.False);
    }

    [Test]
    public void Pipes_and_sockets_and_links_to_nowhere_are_no_data()
    {
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(folder, "a-pipe")])) mkfifo.WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "a-socket")));
        File.CreateSymbolicLink(Path.Combine(folder, "a-link"), "nowhere");
        using (var snapshot = new DataSnapshot(folder))
        {
            Replace("bbbb");
            Assert.That(snapshot.Flip(), Is.True);
        }

        using (var snapshot = new DataSnapshot(folder))
        {
            File.AppendAllText(Log, "cccc");
            Assert.That(snapshot.Tear(), Is.True);
        }
    }

    [Test]
    public void Of_changes_in_two_files_nobody_knows_which_came_first()
    {
        File.WriteAllText(Path.Combine(folder, "other"), "aaaa");
        using var snapshot = new DataSnapshot(folder);
        File.AppendAllText(Log, "bbbb");
        File.AppendAllText(Path.Combine(folder, "other"), "bbbb");
        Assert.That(snapshot.Tear(), Is.False);
    }

    [Test]
    public void One_bit_is_flipped_in_the_middle_of_what_has_changed()
    {
        using var snapshot = new DataSnapshot(folder);
        File.AppendAllText(Log, "bbbb");
        Assert.That(snapshot.Flip(), Is.True);
        Assert.That(File.ReadAllText(Log), Is.EqualTo("aaaabbcb"));
    }

    [Test]
    public void A_file_that_was_renamed_into_place_can_be_damaged_too()
    {
        using var snapshot = new DataSnapshot(folder);
        Replace("bbbb");
        Assert.That(snapshot.Flip(), Is.True);
        Assert.That(File.ReadAllText(Log), Is.EqualTo("bbcb"));
    }

    [Test]
    public void Where_nothing_has_changed_nothing_is_damaged()
    {
        using var snapshot = new DataSnapshot(folder);
        Assert.That(snapshot.Flip(), Is.False);
        Assert.That(File.ReadAllText(Log), Is.EqualTo("aaaa"));
    }

    private void Overwrite(int offset, string text)
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Write);
        file.Position = offset;
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }

    private void Replace(string text)
    {
        File.WriteAllText(Log + ".new", text);
        File.Move(Log + ".new", Log, overwrite: true);
    }
}
