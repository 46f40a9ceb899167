using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Checks the vocabulary itself: contracts repeated where they bind, waivers with reasons, lines of the additional file that name something.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VocabularyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.AnnotationLost, Descriptors.ApiLine, Descriptors.UnjustifiedWaiver);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(CheckFile);
        context.RegisterCompilationStartAction(start =>
        {
            if (Lexicon.Of(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken) is not { } lexicon) return;
            start.RegisterSymbolAction(symbol => CheckContract(symbol, lexicon), SymbolKind.Method, SymbolKind.Property);
            start.RegisterSymbolAction(symbol => CheckWaivers(symbol, lexicon),
                SymbolKind.NamedType, SymbolKind.Method, SymbolKind.Property, SymbolKind.Field, SymbolKind.Event);
        });
    }

    private static void CheckContract(SymbolAnalysisContext context, Lexicon lexicon)
    {
        var member = context.Symbol;
        if (member.IsImplicitlyDeclared || member is IMethodSymbol { AssociatedSymbol: not null }) return;
        foreach (var ancestor in Contracts.BasesOf(member))
        {
            var own = lexicon.Own(member);
            var lost = lexicon.Own(ancestor) & ~own;
            // What persists the change itself asks less of its caller than the contract.
            if ((own & Roles.Persists) != 0) lost &= ~Roles.Changes;
            if (member is IMethodSymbol method && ancestor is IMethodSymbol contract) lost |= LostOnReturn(method, contract);
            if (lost == Roles.None || lexicon.IsWaived(Descriptors.AnnotationLost.Id, member)) continue;
            var relation = ancestor.ContainingType.TypeKind == TypeKind.Interface ? "implements" : "overrides";
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.AnnotationLost, member.Locations[0], ancestor.Locations,
                ImmutableDictionary<string, string?>.Empty.Add("Attribute", Word(lost)),
                member.Name, relation, $"{ancestor.ContainingType.Name}.{ancestor.Name}", Word(lost)));
            return;
        }
    }

    private static Roles LostOnReturn(IMethodSymbol method, IMethodSymbol contract) =>
        contract.GetReturnTypeAttributes().Any(IsReplies) && !method.GetReturnTypeAttributes().Any(IsReplies) ? ReturnedReplies : Roles.None;

    // No role of its own: told apart from a lost [Replies] only where it is spelled.
    private const Roles ReturnedReplies = (Roles)32;

    private static bool IsReplies(AttributeData attribute) => attribute.AttributeClass is { Name: "RepliesAttribute" };

    private static string Word(Roles lost) => lost switch
    {
        _ when (lost & Roles.Persists) != 0 => "Persists",
        _ when (lost & Roles.Negative) != 0 => "Replies(Negative = true)",
        _ when (lost & Roles.Replies) != 0 => "Replies",
        _ when (lost & Roles.Changes) != 0 => "Changes",
        _ when (lost & ReturnedReplies) != 0 => "return: Replies",
        _ => "Durable",
    };

    private static void CheckWaivers(SymbolAnalysisContext context, Lexicon lexicon)
    {
        foreach (var (diagnostic, justification, data) in lexicon.WaiversOn(context.Symbol))
        {
            if (!string.IsNullOrWhiteSpace(justification)) continue;
            var place = data.ApplicationSyntaxReference is { } written
                ? written.GetSyntax(context.CancellationToken).GetLocation()
                : context.Symbol.Locations[0];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnjustifiedWaiver, place, diagnostic));
        }
    }

    private static void CheckFile(AdditionalFileAnalysisContext context)
    {
        if (!ApiFile.Is(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text) return;
        foreach (var line in text.Lines)
        {
            var (entry, error) = ApiFile.Parse(line);
            error ??= entry is { } parsed ? Unmatched(parsed, context.Compilation) : null;
            if (error is null) continue;
            var place = Location.Create(context.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ApiLine, place, error));
        }
    }

    private static string? Unmatched(ApiFile.Entry entry, Compilation compilation)
    {
        var types = compilation.GetTypesByMetadataName(entry.Type);
        if (types.IsEmpty)
            return $"there is no type '{entry.Type}' in this compilation: write its namespace, and '+' before nested types, '`1' after generic ones";
        if (entry.Member.Length == 0 || types.Any(type => type.GetMembers(entry.Member).Length > 0)) return null;
        var names = types.SelectMany(type => type.MemberNames).Where(name => name.Length > 0 && name[0] is not ('.' or '<') && name.IndexOf('_') < 0)
            .Distinct(StringComparer.Ordinal).OrderBy(name => Distance(name, entry.Member)).Take(3).ToList();
        return $"'{entry.Type}' declares no member '{entry.Member}'"
            + (names.Count == 0 ? "" : $": it has {string.Join(", ", names.Select(name => $"'{name}'"))}") + "; inherited members belong to the type that declares them";
    }

    /// <summary>How unlike two names are: the letters that they do not begin with in common.</summary>
    private static int Distance(string name, string wanted)
    {
        var same = name.Zip(wanted, (a, b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b)).TakeWhile(equal => equal).Count();
        return wanted.Length - same;
    }
}
