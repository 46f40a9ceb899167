using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Finds majorities that are none: too few for some number of acceptors, or of the reachable ones only.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MajorityAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.MajorityMiscounted);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Lexicon.Of(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken) is not { } lexicon) return;
            start.RegisterOperationAction(operation => CheckHalf(operation, lexicon), OperationKind.Binary);
            start.RegisterOperationAction(operation => CheckAll(operation, lexicon), OperationKind.PropertyReference);
        });
    }

    /// <summary>Starts from each halving and looks at what it becomes: a threshold by name, or one side of a comparison.</summary>
    private static void CheckHalf(OperationAnalysisContext context, Lexicon lexicon)
    {
        var half = (IBinaryOperation)context.Operation;
        var threshold = Threshold.Around(half);
        if (threshold is null || threshold.Leaf is not { } leaf) return;

        var verdict = threshold.Comparison is { } comparison ? OfComparison(threshold, comparison) : OfName(threshold, context);
        verdict ??= IsOfReachable(leaf) && (threshold.Comparison is { } compared ? Speaks.OfVotes(threshold.Other(compared)) : NameOfUse(threshold.Operation, context) is { } use && Speaks.OfQuorums(use))
            ? $"'{leaf.ToString()}' counts who can be reached, so two groups that cannot reach each other both find a quorum" : null;
        if (verdict is null || lexicon.IsWaived(Descriptors.MajorityMiscounted.Id, context.ContainingSymbol)) return;
        var place = threshold.Comparison is { } whole ? whole.Syntax : threshold.Operation.Syntax;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.MajorityMiscounted, place.GetLocation(), verdict));
    }

    /// <summary>A majority that is given the number of all acceptors, and that nothing makes less of.</summary>
    private static void CheckAll(OperationAnalysisContext context, Lexicon lexicon)
    {
        var count = (IPropertyReferenceOperation)context.Operation;
        if (count.Property.Name is not ("Count" or "Length") || !Speaks.OfAcceptors(count) || NameOfWhole(count, context) is not { } name) return;
        if (!Words.Has(name, "majority") || Speaks.OfQuorums(count.Syntax.ToString()) || Comparisons.IsReckonedWith(name, context.ContainingSymbol)) return;
        if (lexicon.IsWaived(Descriptors.MajorityMiscounted.Id, context.ContainingSymbol)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.MajorityMiscounted, count.Syntax.GetLocation(),
            $"'{count.Syntax}' is all of them, so that nothing is decided while one is down"));
    }

    /// <summary>The name of what has the expression for its only value.</summary>
    private static string? NameOfWhole(IOperation value, OperationAnalysisContext context)
    {
        var outer = value.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation) outer = outer.Parent;
        return outer switch
        {
            IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation => NameOfUse(value, context),
            IReturnOperation { IsImplicit: true, Parent: IBlockOperation { Parent: not IAnonymousFunctionOperation } } => NameOfUse(value, context),
            _ => null,
        };
    }

    private static string? OfComparison(Threshold threshold, IBinaryOperation comparison)
    {
        if (!Speaks.OfVotes(threshold.Other(comparison)) && !Speaks.OfAcceptors(threshold.Leaf!)) return null;
        return Verdict(threshold.Operation.Syntax.ToString(), threshold.LeastThatPasses(comparison));
    }

    /// <summary>A threshold that is named a majority or quorum is compared with <c>&gt;=</c>, unless the type compares it with <c>&gt;</c>.</summary>
    private static string? OfName(Threshold threshold, OperationAnalysisContext context)
    {
        if (NameOfUse(threshold.Operation, context) is not { } name || !Speaks.OfQuorums(name)) return null;
        return Comparisons.AreStrict(name, context.ContainingSymbol) ? null : Verdict(threshold.Operation.Syntax.ToString(), threshold.Value);
    }

    private static string? Verdict(string written, System.Func<int, int?> least)
    {
        for (var n = 2; n <= 9; n++)
            if (least(n) is { } votes && 2 * votes <= n) return $"'{written}' lets {votes} of {n} acceptors pass for a majority";
        return null;
    }

    private static string? NameOfUse(IOperation threshold, OperationAnalysisContext context)
    {
        for (var (inner, outer) = (threshold, threshold.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case IConversionOperation or IParenthesizedOperation or IConditionalOperation:
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return declarator.Symbol.Name;
                case IFieldInitializerOperation field:
                    return field.InitializedFields.FirstOrDefault()?.Name;
                case IPropertyInitializerOperation property:
                    return property.InitializedProperties.FirstOrDefault()?.Name;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } when inner != target:
                    return target.Member.Name;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }:
                    return target.Local.Name;
                case IArgumentOperation { Parameter: { } parameter }:
                    return Speaks.OfQuorums(parameter.Name) ? parameter.Name : context.ContainingSymbol.Name;
                case IReturnOperation:
                    return context.ContainingSymbol is IMethodSymbol { AssociatedSymbol: { } owner } ? owner.Name : context.ContainingSymbol.Name;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool IsOfReachable(IOperation leaf) =>
        leaf.Syntax.DescendantTokens().Any(token => Words.Has(token.ValueText, "live", "alive", "connected", "reachable", "online", "responding", "active", "healthy"));
}
