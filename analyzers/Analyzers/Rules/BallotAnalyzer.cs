using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Finds ballots that are compared by their counter alone, or as text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BallotAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.BallotComparisonLosesId);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Lexicon.Of(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken) is not { } lexicon) return;
            start.RegisterOperationAction(operation => CheckBinary(operation, lexicon), OperationKind.Binary);
            start.RegisterOperationAction(operation => CheckCall(operation, lexicon), OperationKind.Invocation);
        });
    }

    private static void CheckBinary(OperationAnalysisContext context, Lexicon lexicon)
    {
        var binary = (IBinaryOperation)context.Operation;
        if (binary.OperatorKind is not (BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            return;
        }

        if (IsText(binary.LeftOperand) is { } text && IsText(binary.RightOperand) is not null
            && binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            Report(context, lexicon, text, AsText);
        }
        else if (Counters(binary.LeftOperand, binary.RightOperand) is { } ballot && !ComparesIds(context, ballot))
        {
            Report(context, lexicon, ballot, binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals ? Equality : Order);
        }
    }

    private static void CheckCall(OperationAnalysisContext context, Lexicon lexicon)
    {
        var call = (IInvocationOperation)context.Operation;
        switch (call.TargetMethod.Name)
        {
            case "CompareTo" or "Equals" when call.Instance is { } instance && call.Arguments.Length >= 1:
                CheckPair(context, lexicon, instance, call.Arguments[0].Value, call.TargetMethod.Name == "CompareTo");
                break;
            case "Compare" or "CompareOrdinal" when call.TargetMethod.IsStatic && call.Arguments.Length >= 2:
            case "Compare" when call.Arguments.Length == 2:
                CheckPair(context, lexicon, call.Arguments[0].Value, call.Arguments[1].Value, isOrder: true);
                break;
            case "OrderBy" or "OrderByDescending" or "MaxBy" or "MinBy" when call.Arguments.Length >= 2:
                CheckKey(context, lexicon, call);
                break;
        }
    }

    private static void CheckPair(OperationAnalysisContext context, Lexicon lexicon, IOperation left, IOperation right, bool isOrder)
    {
        if (IsText(left) is { } text && IsText(right) is not null)
        {
            if (isOrder) Report(context, lexicon, text, AsText);
        }
        else if (Counters(left, right) is { } ballot && !ComparesIds(context, ballot))
        {
            Report(context, lexicon, ballot, isOrder ? Order : Equality);
        }
    }

    /// <summary><c>OrderBy(p =&gt; p.Ballot.N)</c>, unless a <c>ThenBy</c> on the id follows.</summary>
    private static void CheckKey(OperationAnalysisContext context, Lexicon lexicon, IInvocationOperation call)
    {
        var lambda = call.Arguments.Select(argument => Unwrapped(argument.Value)).OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (lambda?.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is not { } key || CounterOf(key) is not { } ballot) return;
        for (var outer = call.Parent; outer is not null and not IBlockOperation; outer = outer.Parent)
            if (outer is IInvocationOperation { TargetMethod.Name: "ThenBy" or "ThenByDescending" }) return;
        Report(context, lexicon, ballot, Order);
    }

    private static readonly (string By, string Consequence) Order = ("the counter alone", "ballots of two proposers with the same counter rank as equal");
    private static readonly (string By, string Consequence) Equality = ("the counter alone", "ballots of two proposers with the same counter are taken for one");
    private static readonly (string By, string Consequence) AsText = ("its text", "10 comes before 9");

    private static void Report(OperationAnalysisContext context, Lexicon lexicon, INamedTypeSymbol ballot, (string By, string Consequence) how)
    {
        if (lexicon.IsWaived(Descriptors.BallotComparisonLosesId.Id, context.ContainingSymbol)) return;
        var place = context.Operation.Syntax.GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.BallotComparisonLosesId, place, $"'{ballot.Name}'", how.By, how.Consequence));
    }

    /// <summary>The ballot type, where both sides are the counter of one.</summary>
    private static INamedTypeSymbol? Counters(IOperation left, IOperation right) =>
        CounterOf(left) is { } ballot && SymbolEqualityComparer.Default.Equals(ballot, CounterOf(right)) ? ballot : null;

    private static INamedTypeSymbol? CounterOf(IOperation operation) =>
        Unwrapped(operation) is IMemberReferenceOperation { Member: { IsStatic: false } member } and not IMethodReferenceOperation
            && member.ContainingType is { } type && BallotType.Is(type) && !BallotType.IsId(member) && BallotType.IsNumber(member) ? type : null;

    /// <summary>The ballot type, where the expression is the text of one.</summary>
    private static INamedTypeSymbol? IsText(IOperation operation)
    {
        operation = Unwrapped(operation);
        var source = operation switch
        {
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => instance.Type,
            IInterpolatedStringOperation text when text.Parts.OfType<IInterpolationOperation>().FirstOrDefault() is { } part => part.Expression.Type,
            _ => null,
        };
        return source is INamedTypeSymbol type && BallotType.Is(type) ? type : null;
    }

    /// <summary>Whether the same member compares the ids, or leaves the comparison to the ballots themselves.</summary>
    private static bool ComparesIds(OperationAnalysisContext context, INamedTypeSymbol ballot)
    {
        var root = context.Operation;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().Any(operation => operation is IMemberReferenceOperation { Member: var member }
            && SymbolEqualityComparer.Default.Equals(member.ContainingType, ballot) && BallotType.IsId(member) && IsCompared(operation));
    }

    private static bool IsCompared(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null and not IBlockOperation; outer = outer.Parent)
        {
            if (outer is IBinaryOperation or ITupleBinaryOperation or IInvocationOperation { TargetMethod.Name: "CompareTo" or "Compare" or "CompareOrdinal" or "Equals" or "ThenBy" })
                return true;
        }

        return false;
    }

    private static IOperation Unwrapped(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }
}
