using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Code that one cannot annotate, named in PaxosConformance.Apis.txt.</summary>
public class ApiFileTests
{
    private const string Wal = """
        namespace Wal
        {
            abstract class Journal { public abstract void Append(int b); public abstract void Append(string s); public class Inner { public void Go() { } } }
            interface IPeer<T> { void Send(T message); void Refuse(T message); }
            class Memory { public int Promised; public int Accepted { get; set; } }
            class Nack { }
        }

        """;

    private const string Apis = """
        # What the libraries mean.
        [Wal.Journal]::Append persists
        [Wal.IPeer`1]::Send replies     # a vote
        [Wal.IPeer`1]::Refuse replies-negative
        [Wal.Memory]::Promised durable
        [Wal.Memory]::Accepted	durable
        [Wal.Nack] replies-negative
        """;

    [TestCase("memory.Promised = b; {|PAX1001:peer.Send(b)|}; journal.Append(b);", TestName = "A_field_is_durable")]
    [TestCase("memory.Accepted = b; {|PAX1001:peer.Send(b)|}; journal.Append(b);", TestName = "A_property_is_durable")]
    [TestCase("memory.Promised = b; journal.Append(b); peer.Send(b);", TestName = "A_method_persists")]
    [TestCase("memory.Promised = b; journal.Append(\"b\"); peer.Send(b);", TestName = "All_overloads_persist")]
    [TestCase("memory.Promised = b; peer.Refuse(b); journal.Append(b);", TestName = "A_method_refuses")]
    [TestCase("memory.Promised = b; peer.Send(new Wal.Nack()); journal.Append(b);", TestName = "A_message_refuses")]
    [TestCase("if (b > 3) memory.Promised = b; {|PAX1002:peer.Send(b)|};", TestName = "On_some_path")]
    public Task Named_code_has_its_meaning(string statements) => Verify.Source(
        Wal + $$"""class Acceptor { Wal.Memory memory = new(); Wal.Journal journal = null!; Wal.IPeer<object> peer = null!; void Handle(int b) { {{statements}} } }""",
        Apis, withAnnotations: false);

    [TestCase("[Wal.Jurnal]::Append persists", "there is no type 'Wal.Jurnal'")]
    [TestCase("[Wal.Journal]::Apend persists", "declares no member 'Apend': it has 'Append'")]
    [TestCase("[Wal.Journal.Inner]::Go persists", "'+' before nested types")]
    [TestCase("[Wal.Journal]::Append persist", "'persist' is no role")]
    [TestCase("[Wal.Journal]:Append persists", "is not of the form")]
    [TestCase("Wal.Journal::Append persists", "is not of the form")]
    [TestCase("[Wal.Journal]::Append", "is not of the form")]
    [TestCase("[]::Append persists", "is not of the form")]
    public async Task A_line_that_names_nothing_is_an_error(string line, string expected)
    {
        var found = await Compiling.Analyze(Compiling.Project([("Wal.cs", Wal)], "# first\n" + line + "\n"));

        var error = found.Single(diagnostic => diagnostic.Id == "PAX9001");
        Assert.That(error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.Contain(expected));
        Assert.That(error.Severity, Is.EqualTo(DiagnosticSeverity.Error));
        Assert.That(error.Location.GetLineSpan().StartLinePosition.Line, Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("# nothing but words")]
    [TestCase("[Wal.Journal+Inner]::Go persists # nested", Description = "The member persists nothing, but the line is right.")]
    public async Task A_line_that_is_right_is_none(string line)
    {
        var found = await Compiling.Analyze(Compiling.Project([("Wal.cs", Wal)], line));
        Assert.That(found.Select(diagnostic => diagnostic.Id), Has.None.EqualTo("PAX9001"));
    }
}
