using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PaxosConformance.Mutants;

/// <summary>The source of the reference node, which this assembly carries along. Each file is parsed once.</summary>
internal static class Sources
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13);
    private static readonly ConcurrentDictionary<string, SyntaxTree> Trees = new(StringComparer.Ordinal);

    /// <summary>The projects, each behind those it refers to.</summary>
    public static IReadOnlyList<string> Projects { get; } = ["Paxos", "Paxos.Storage", "Paxos.Node"];

    /// <summary>The files of a project, as <c>Paxos/Acceptor.cs</c>.</summary>
    public static IEnumerable<string> Files(string project) =>
        typeof(Sources).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(project + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <exception cref="RewriteException">There is no such file.</exception>
    public static SyntaxTree Tree(string file) => Trees.GetOrAdd(file, Parse);

    /// <summary>What the SDK adds to the source of every project.</summary>
    public static SyntaxTree Generated(Version version) => Parse($"""
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        [assembly: System.Reflection.AssemblyVersion("{version}")]
        """, "Generated.cs");

    private static SyntaxTree Parse(string file)
    {
        using var stream = typeof(Sources).Assembly.GetManifestResourceStream(file)
            ?? throw new RewriteException($"{file}: the source of the reference node has no such file");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), file);
    }

    private static SyntaxTree Parse(string text, string file) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options, file);
}
