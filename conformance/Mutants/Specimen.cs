using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace PaxosConformance.Mutants;

/// <summary>A creature of the zoo as source that compiles: the projects of the reference node, some of them changed.</summary>
public sealed class Specimen
{
    private static readonly Lazy<Specimen> Unchanged = new(() => new Specimen("the reference node", Originals(), []));
    private readonly string name;

    private Specimen(string name, ImmutableDictionary<string, CSharpCompilation> projects, IReadOnlyList<string> rewritten)
    {
        this.name = name;
        Projects = projects;
        Rewritten = rewritten;
    }

    /// <summary>The reference node as it is.</summary>
    public static Specimen Reference => Unchanged.Value;

    /// <summary>The projects by name.</summary>
    internal ImmutableDictionary<string, CSharpCompilation> Projects { get; }

    /// <summary>The projects whose own source differs from the reference node's.</summary>
    internal IReadOnlyList<string> Rewritten { get; }

    /// <summary>Makes the change of a creature.</summary>
    /// <exception cref="RewriteException">A rewrite does not apply.</exception>
    public static Specimen Of(Creature creature)
    {
        var projects = Reference.Projects;
        try
        {
            foreach (var file in creature.Rewrites.GroupBy(rewrite => rewrite.File))
            {
                var project = ProjectOf(file.Key);
                var changed = file.Aggregate(Sources.Tree(file.Key), (tree, rewrite) => rewrite.Apply(tree));
                projects = With(projects, project, projects[project].ReplaceSyntaxTree(Sources.Tree(file.Key), changed));
            }
        }
        catch (RewriteException e)
        {
            throw new RewriteException($"{creature.Id}: {e.Message}");
        }

        return new Specimen(creature.Id, projects, [.. creature.Rewrites.Select(rewrite => ProjectOf(rewrite.File)).Distinct()]);
    }

    /// <summary>The projects that differ from the reference node, by themselves or by what they refer to.</summary>
    internal IEnumerable<string> Changed => Sources.Projects.Where(project => Projects[project] != Reference.Projects[project]);

    /// <summary>What keeps the changed source from compiling.</summary>
    internal IEnumerable<Diagnostic> Errors => Changed.SelectMany(project => Projects[project].GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Writes the assemblies of the projects that differ.</summary>
    /// <exception cref="RewriteException">The changed source does not compile.</exception>
    internal void EmitTo(string directory)
    {
        foreach (var project in Changed)
        {
            using var file = File.Create(Path.Combine(directory, project + ".dll"));
            Check(Projects[project].Emit(file));
        }
    }

    private static string ProjectOf(string file) => file.Split('/')[0];

    private void Check(EmitResult result)
    {
        if (result.Success) return;
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        throw new RewriteException($"{name} does not compile:\n  {string.Join("\n  ", errors)}");
    }

    // Who refers to what has changed is compiled again, against the change.
    private static ImmutableDictionary<string, CSharpCompilation> With(
        ImmutableDictionary<string, CSharpCompilation> projects, string name, CSharpCompilation changed)
    {
        var result = projects.SetItem(name, changed);
        foreach (var other in Sources.Projects)
        {
            if (result[other].References.OfType<CompilationReference>().FirstOrDefault(reference => reference.Compilation == projects[name]) is { } old)
                result = With(result, other, result[other].ReplaceReference(old, changed.ToMetadataReference()));
        }

        return result;
    }

    private static ImmutableDictionary<string, CSharpCompilation> Originals()
    {
        var projects = ImmutableDictionary<string, CSharpCompilation>.Empty;
        foreach (var name in Sources.Projects)
        {
            var trees = Sources.Files(name).Select(Sources.Tree).Append(Sources.Generated(NodeFiles.Version));
            var references = NodeFiles.References.Concat(projects.Values.Select(other => (MetadataReference)other.ToMetadataReference()));
            var kind = name == Sources.Projects[^1] ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
            projects = projects.Add(name, CSharpCompilation.Create(name, trees, references, new CSharpCompilationOptions(
                kind, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false)));
        }

        return projects;
    }
}
