using PaxosConformance.Hosts.Tests;

namespace PaxosConformance.Cli.Tests;

/// <summary>A test of the command: whatever happens in it, nothing is left behind.</summary>
public abstract class CommandTest
{
    private protected Terminal Terminal { get; private set; } = null!;

    private protected Subjects Subjects { get; private set; } = null!;

    [SetUp]
    public void Prepare() => (Terminal, Subjects) = (new Terminal(), new Subjects());

    [TearDown]
    public void NothingIsLeft()
    {
        Subjects.AssertAllEnded();
        Assert.That(Terminal.LeftBehind, Is.Empty, "directories were left behind");
        Subjects.Dispose();
        Terminal.Dispose();
    }
}
