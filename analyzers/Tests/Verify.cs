using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Checks that the diagnostics are those that are marked, no more and no less.</summary>
internal static class Verify
{
    /// <summary>What the acceptors of the tests have.</summary>
    private const string Node = """
        abstract class Node
        {
            [Durable] protected int promised;
            [Durable] protected string? accepted;
            [Durable] protected Dictionary<int, string> slots = new();
            protected bool flag, changed;
            protected readonly bool option;

            [Persists] protected abstract void Save();
            [Persists] protected abstract void SaveWith(object what);
            [Persists] protected abstract Task SaveAsync();
            [Persists] protected abstract Task SaveWithAsync(object what);
            [Persists] protected abstract bool TrySave();
            [Replies] protected abstract void Reply(object message);
            [Replies] protected abstract Task ReplyAsync(object message);
            [Replies(Negative = true)] protected abstract void Refuse(object message);
            protected abstract void Note(string what);
            protected abstract int Parse(string text);
            protected abstract bool Ask();
        }

        interface ILog
        {
            [Persists] void Append(object record);
            [Persists] Task AppendAsync(object record, CancellationToken cancellation = default);
        }

        """;

    public const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.IO;
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using PaxosConformance.Annotations;

        """;

    /// <summary>Members of an acceptor that inherits the test's <c>Node</c>.</summary>
    public static Task Acceptor(string members, string types = "") => Source(types + Node + "abstract class Acceptor : Node\n{\n" + members + "\n}\n");

    /// <summary>The statements of a handler of an acceptor.</summary>
    public static Task Handler(string statements) => Acceptor(
        statements.Contains("await ", StringComparison.Ordinal)
            ? "async Task Handle(int b)\n{\n" + statements + "\n}"
            : "void Handle(int b)\n{\n" + statements + "\n}");

    public static async Task Source(string marked, string? apis = null, bool withAnnotations = true, MetadataReference? library = null)
    {
        var parsed = Marked.Parse((withAnnotations ? Usings : Usings.Replace("using PaxosConformance.Annotations;", "")) + marked);
        var found = await Compiling.Analyze(Compiling.Project([("Subject.cs", parsed.Source)], apis, withAnnotations, library));
        var actual = found.Where(diagnostic => diagnostic.Location.IsInSource).Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan));
        if (Show(actual) == Show(parsed.Expected)) return;
        Assert.Fail($"""
            expected:
            {Show(parsed.Expected)}
            but was:
            {string.Join("\n", found)}
            {Show(actual)}
            """);

        string Show(IEnumerable<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> marks) => string.Join("\n", marks
            .OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal)
            .Select(mark => $"  {mark.Id} at '{parsed.Source.Substring(mark.Span.Start, mark.Span.Length)}' ({mark.Span.Start})"));
    }
}
