using System.Globalization;

namespace PaxosConformance.Hosts.Tests;

/// <summary>Subjects written as shell scripts, in a directory of their own, which remembers the processes that they became.</summary>
internal sealed class Subjects : IDisposable
{
    /// <summary>For what surely comes, if it comes at all: machines may be busy.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private int scripts;

    /// <summary>The directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("subjects-").FullName;

    /// <summary>Where each process writes its id; a script does so for what it starts itself: <c>echo $! >> "$pids"</c>.</summary>
    public string PidFile => Path.Combine(Folder, "pids");

    /// <summary>The processes that the scripts became, in the order of their start.</summary>
    public IReadOnlyList<int> Pids => File.Exists(PidFile)
        ? File.ReadAllLines(PidFile).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToList()
        : [];

    /// <summary>The command that runs a script.</summary>
    public SubjectCommand Script(string body, params string[] arguments)
    {
        var file = Path.Combine(Folder, $"subject-{++scripts}.sh");
        File.WriteAllText(file, $"pids='{PidFile}'\necho $$ >> \"$pids\"\n{Words}\n{body}\n");
        return new SubjectCommand("sh", [file, .. arguments]);
    }

    /// <summary>Waits until a number of processes have started.</summary>
    public void AwaitStarted(int count = 1) =>
        Assert.That(SpinWait.SpinUntil(() => Pids.Count >= count, Long), $"expected {count} processes to start, but only {Pids.Count} did");

    /// <summary>Waits until every process that the scripts became has ended.</summary>
    public void AssertAllEnded()
    {
        SpinWait.SpinUntil(() => !Pids.Any(Runs), Long);
        Assert.That(Pids.Where(Runs), Is.Empty, "processes were left behind");
    }

    /// <summary>Whether a process runs. One that has ended and that nobody has asked about does not.</summary>
    public static bool Runs(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // What scripts can say: 'say BODY' to the harness, 'node' to be one that can be wiped.
    private const string Words = """
        say() { printf '{"src":"n1","dest":"harness","body":{%s}}\n' "$1"; }
        hello() { say '"type":"init_ok","in_reply_to":1,"protocol":1,"capabilities":["messages","reset"]'; }
        node() {
            while read -r line; do
                case $line in
                    *'"type":"init"'*) hello ;;
                    *'"type":"reset"'*) say '"type":"reset_ok","in_reply_to":1' ;;
                esac
            done
        }
        """;
}
