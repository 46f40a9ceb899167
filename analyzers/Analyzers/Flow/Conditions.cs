using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What follows from a condition having turned out one way.</summary>
internal sealed class Conditions
{
    private readonly ControlFlowGraph graph;
    private readonly Places places;
    private readonly Assignments assignments;
    private readonly Func<IOperation, bool>? persists;
    private readonly FactReader reader;
    private readonly HashSet<Fact> repeated = [];
    private readonly Dictionary<IOperation, bool> mayLackWork = [];
    private readonly Dictionary<SyntaxNode, bool> persistingLoops = [];

    /// <param name="graph">The graph of the method.</param>
    /// <param name="places">The places in it.</param>
    /// <param name="assignments">What is assigned in which type.</param>
    /// <param name="persists">Whether an operation persists; null where the method never does.</param>
    public Conditions(ControlFlowGraph graph, Places places, Assignments assignments, Func<IOperation, bool>? persists)
    {
        this.assignments = assignments;
        this.persists = persists;
        this.graph = graph;
        this.places = places;
        reader = new FactReader(places);
        var once = new HashSet<Fact>();
        foreach (var block in graph.Blocks)
        {
            // Only what is tested twice can tie one branch to another.
            if (block.ConditionKind != ControlFlowConditionKind.None && reader.Read(block.BranchValue!) is { } fact && !once.Add(fact.Fact)) repeated.Add(fact.Fact);
        }
    }

    /// <summary>The state after the condition, or null where it cannot have turned out so.</summary>
    public FlowState? Assume(IOperation condition, Outcome outcome, bool holds, IMethodSymbol method)
    {
        if (outcome.Value.Constant is { } constant && constant != holds) return null;
        var state = outcome.State;
        if (IsLoopTest(condition, out var loop)) return AssumeLoop(loop, state, holds);
        if (persists is not null && IsOnWindows(condition, holds))
            state = state with { MayHavePersisted = true, Dirt = state.Dirt.Where(static dirt => !dirt.IsReplacedFile) };
        if (!state.MayHavePersisted && persists is not null && LacksWork(condition, method)) state = state with { MayHavePersisted = true };
        return Refine(condition, state, holds);
    }

    /// <summary>For <c>list.Count &gt; 0</c> and the like: which collection, and whether it is empty when the condition holds.</summary>
    public (Place Collection, bool IsEmptyWhenTrue)? EmptinessTest(IBinaryOperation binary)
    {
        if (places.Resolve(binary.LeftOperand) is not IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } instance }
            || places.Of(instance) is not { } collection || ConstantOf(binary.RightOperand)?.Value is not int number)
        {
            return null;
        }

        return (binary.OperatorKind, number) switch
        {
            (BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.NotEquals, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => (collection, false),
            (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.LessThan, 1) or (BinaryOperatorKind.LessThanOrEqual, 0) => (collection, true),
            _ => null,
        };
    }

    public Optional<object?>? ConstantOf(IOperation operation) => places.Resolve(operation)?.ConstantValue is { HasValue: true } constant ? constant : null;

    private FlowState? Refine(IOperation condition, FlowState state, bool holds)
    {
        if (repeated.Count > 0 && reader.Read(condition) is { } read && repeated.Contains(read.Fact))
        {
            var truth = holds != read.IsNegated;
            if (state.Facts.Has(read.Fact) && state.Facts.Find(read.Fact) != truth) return null;
            state = state with { Facts = state.Facts.With(read.Fact, truth) };
        }

        switch (places.Resolve(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Refine(not.Operand, state, !holds);
            case IIsNullOperation test:
                if (holds && IsNeverNull(test.Operand)) return null;
                return Knowing(places.Of(test.Operand), state, value => value.IsNull == !holds ? null : value with { IsNull = holds });
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test:
                return Knowing(places.Of(test.Value), state, value => value.IsNull == !holds ? null : value with { IsNull = holds });
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test:
                return Knowing(places.Of(test.Value), state, value => value.IsNull == holds ? null : value with { IsNull = !holds });
            case IBinaryOperation binary when EmptinessTest(binary) is { } test:
                return Knowing(test.Collection, state, value => value with { IsEmpty = holds == test.IsEmptyWhenTrue });
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                return Compare(binary, state, holds == (binary.OperatorKind == BinaryOperatorKind.Equals));
            case IInvocationOperation { TargetMethod.Name: "Any", Arguments.Length: 1 } any:
                return Knowing(places.Of(any.Arguments[0].Value), state, value => value.IsEmpty == holds ? null : value with { IsEmpty = !holds });
            case ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation when places.Of(condition) is { } place:
                return Knowing(place, state, value => value.Constant == !holds ? null : value with { Constant = holds });
            default:
                return state;
        }
    }

    /// <summary>Equal to the copy made while it was durable: then the state has not changed after all.</summary>
    private FlowState Compare(IBinaryOperation binary, FlowState state, bool isEqual)
    {
        if (places.Of(binary.LeftOperand) is not { } left || places.Of(binary.RightOperand) is not { } right) return state;
        var (copy, original) = state.Values.Find(left)?.CopyOf == right ? (left, right) : (right, left);
        if (!isEqual || state.Values.Find(copy)?.CopyOf != original) return state;
        return state with { Dirt = state.Dirt.Where(dirt => !SymbolEqualityComparer.Default.Equals(dirt.State, original.Root)) };
    }

    private static FlowState? Knowing(Place? place, FlowState state, System.Func<Value, Value?> learn)
    {
        if (place is not { } known) return state;
        var learnt = learn(state.Values.Find(known) ?? Value.Unknown);
        return learnt is null ? null : state with { Values = state.Values.With(known, learnt) };
    }

    /// <summary>For <c>a?.b</c>: whether the compiler knows that <c>a</c> is never null there.</summary>
    private bool IsNeverNull(IOperation operand)
    {
        if (operand.Syntax.Parent is not ConditionalAccessExpressionSyntax || graph.OriginalOperation.SemanticModel is not { } model) return false;
        return model.GetTypeInfo(operand.Syntax).Nullability.FlowState == NullableFlowState.NotNull
            && (model.GetNullableContext(operand.Syntax.SpanStart) & NullableContext.WarningsEnabled) != 0;
    }

    private static bool IsLoopTest(IOperation condition, out SyntaxNode loop)
    {
        var call = condition is IAwaitOperation awaiting ? awaiting.Operation as IInvocationOperation : condition as IInvocationOperation;
        loop = condition.Syntax;
        if (call is not { IsImplicit: true, TargetMethod.Name: "MoveNext" or "MoveNextAsync" }) return false;
        if (condition.Syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is not { } statement) return false;
        loop = statement;
        return true;
    }

    /// <summary>A loop that persists is taken to run at least once: over nothing there is nothing to persist.</summary>
    private FlowState? AssumeLoop(SyntaxNode loop, FlowState state, bool enters)
    {
        if (enters) return state with { Values = state.Values.With(loop, Value.True) };
        if (!state.Values.Has(loop) && Persists(loop)) return null;
        return state with { Values = state.Values.Without(loop, static (key, loop) => ReferenceEquals(key, loop)) };
    }

    private bool Persists(SyntaxNode loop)
    {
        if (persists is null) return false;
        if (!persistingLoops.TryGetValue(loop, out var known))
        {
            known = graph.OriginalOperation.Descendants().OfType<IForEachLoopOperation>().Any(candidate => candidate.Syntax == loop && persists(candidate.Body));
            persistingLoops.Add(loop, known);
        }

        return known;
    }

    private bool LacksWork(IOperation condition, IMethodSymbol method)
    {
        if (!mayLackWork.TryGetValue(condition, out var known)) mayLackWork.Add(condition, known = MayLackWork(condition, method));
        return known;
    }

    /// <summary>On Windows a directory cannot be synced: the file system's journal keeps the order of names.</summary>
    private bool IsOnWindows(IOperation condition, bool holds) => places.Resolve(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsOnWindows(not.Operand, !holds),
        IInvocationOperation { TargetMethod: { Name: "IsWindows", ContainingType.Name: "OperatingSystem" } } => holds,
        IInvocationOperation { TargetMethod.Name: "IsOSPlatform", Arguments.Length: 1 } call => holds && call.Arguments[0].Syntax.ToString().EndsWith("Windows", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>In a member that persists, a test of changing state may say that there is nothing to do.</summary>
    private bool MayLackWork(IOperation condition, IMethodSymbol method) => condition.DescendantsAndSelf().Any(part => places.Resolve(part) switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "IsEmpty" } => true,
        IInvocationOperation { TargetMethod.Name: "Any" } => true,
        IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } field } => Varies(field, method),
        IPropertyReferenceOperation { Property: { SetMethod: { IsInitOnly: false } } property } => Varies(property, method),
        _ => false,
    });

    /// <summary>Whether a member of the type is assigned outside its constructors.</summary>
    private bool Varies(ISymbol member, IMethodSymbol method) =>
        member.ContainingType is { } type && Types.Inherits(method.ContainingType, type)
        && (assignments.Has(type, member.Name) || assignments.Has(method.ContainingType, member.Name));
}
