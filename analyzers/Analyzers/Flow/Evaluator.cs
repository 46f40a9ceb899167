using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>One way an operation may turn out.</summary>
internal readonly record struct Outcome(FlowState State, Value Value);

/// <summary>Carries out operations on states. This part: which operation is what; the others: writes, calls, tasks, replies, conditions.</summary>
internal sealed partial class Evaluator
{
    private readonly Analysis analysis;
    private readonly Walker walker;
    private readonly Places places;
    private readonly Conditions conditions;
    private readonly bool returnsReplies;
    private readonly Dictionary<IOperation, IOperation[]> parts = [];

    public Evaluator(Analysis analysis, Walker walker)
    {
        this.analysis = analysis;
        this.walker = walker;
        places = new Places(walker.Graph);
        var words = IsNested(Method) ? analysis.RelevanceOf(walker.Graph.OriginalOperation) : analysis.RelevanceOf(Method);
        var persists = ((words | analysis.Lexicon.Of(Method)) & Vocabulary.Roles.Persists) != 0;
        conditions = new Conditions(walker.Graph, places, analysis.Assignments, persists ? Persists : null);
        var returned = analysis.Lexicon.OfReturned(Method);
        returnsReplies = (returned & Vocabulary.Roles.Replies) != 0 && (returned & Vocabulary.Roles.Negative) == 0;
    }

    private bool Persists(IOperation operation) => (analysis.RelevanceOf(operation) & Vocabulary.Roles.Persists) != 0;

    private IMethodSymbol Method => walker.Findings.Method;

    public Ways<Outcome> Evaluate(IOperation? operation, FlowState state)
    {
        if (operation is null) return One(state, Value.Unknown);
        var kind = operation.Kind;
        if (kind is OperationKind.Invalid or OperationKind.DynamicInvocation or OperationKind.DynamicMemberReference or OperationKind.DynamicIndexerAccess)
        {
            walker.Findings.GaveUp = true;
            return One(state, Value.Unknown);
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant }) return One(state, OfConstant(constant));
        switch (kind)
        {
            case OperationKind.DefaultValue:
                return One(state, operation.Type is { IsReferenceType: true } ? Value.Null : Value.Unknown);
            case OperationKind.FlowCapture:
                return Capture((IFlowCaptureOperation)operation, state);
            case OperationKind.FlowCaptureReference:
                return One(state, state.Values.Find(places.KeyOf(((IFlowCaptureReferenceOperation)operation).Id)) ?? Value.Unknown);
            case OperationKind.ExpressionStatement:
                return Discard(((IExpressionStatementOperation)operation).Operation, state);
            case OperationKind.Conversion:
                return Evaluate(((IConversionOperation)operation).Operand, state);
            case OperationKind.Await:
                return Await((IAwaitOperation)operation, state);
            case OperationKind.Invocation:
                return Invoke((IInvocationOperation)operation, state, isAwaited: false);
            case OperationKind.ObjectCreation:
                return Create((IObjectCreationOperation)operation, state);
            case OperationKind.SimpleAssignment:
                return Assign((ISimpleAssignmentOperation)operation, state);
            case OperationKind.CompoundAssignment:
                return Assign((ICompoundAssignmentOperation)operation, state);
            case OperationKind.Increment or OperationKind.Decrement:
                return Write(((IIncrementOrDecrementOperation)operation).Target, operation, Value.Unknown, state, null);
            case OperationKind.DeconstructionAssignment:
                return Deconstruct((IDeconstructionAssignmentOperation)operation, state);
            case OperationKind.YieldReturn:
                return Yield((IReturnOperation)operation, state);
            case OperationKind.FlowAnonymousFunction:
                return One(state, Lambda((IFlowAnonymousFunctionOperation)operation));
            case OperationKind.DelegateCreation:
                return Evaluate(((IDelegateCreationOperation)operation).Target, state);
            case OperationKind.MethodReference:
                return Reference((IMethodReferenceOperation)operation, state);
            case OperationKind.With:
                return Copy((IWithOperation)operation, state);
            case OperationKind.FieldReference or OperationKind.PropertyReference or OperationKind.LocalReference or OperationKind.ParameterReference
                or OperationKind.EventReference or OperationKind.ArrayElementReference:
                return Read(operation, state);
            case OperationKind.IsNull or OperationKind.UnaryOperator or OperationKind.IsType or OperationKind.IsPattern or OperationKind.BinaryOperator:
                return Test(operation, state);
            default:
                return EvaluateChildren(operation, state);
        }
    }

    /// <summary>The state at the end of the method. A returned reply leaves here, after all finally blocks.</summary>
    public Exit Leave(FlowState state)
    {
        var value = state.Returning?.Value ?? Value.Unknown;
        if (returnsReplies && state.Returning is { } returning && !Iterators.Is(Method))
            ReplyWith(returning.At, returning.At.Syntax, state.Completed(value.Completes));

        // Only what outlives the call is told: members of this object, and captured variables.
        var values = Map<object, Value>.Empty;
        foreach (var place in walker.Findings.Assigned)
            if (state.Values.Find(place) is { } known && known.Abroad() is var told && told != Value.Unknown) values = values.With(place, told);
        return new Exit(
            state with
            {
                Values = values,
                Facts = Map<Fact, bool>.Empty,
                Staged = Set<Staged>.Empty,
                Failed = Set<FailedHandle>.Empty,
                After = null,
                Returning = null,
            },
            value.HandedOver());
    }

    public FlowState? Assume(IOperation condition, Outcome outcome, bool holds) => conditions.Assume(condition, outcome, holds, Method);

    /// <summary>Whether the place outlives a call of the method.</summary>
    private bool Outlives(Place place) => !place.IsLocal || !Same(place.Root.ContainingSymbol, Method);

    private static Outcome One(FlowState state, Value value) => new(state, value);

    private Ways<Outcome> Capture(IFlowCaptureOperation capture, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in Evaluate(capture.Value, state))
            outcomes = outcomes.And(One(way.State with { Values = way.State.Values.With(places.KeyOf(capture.Id), way.Value) }, Value.Unknown));
        return outcomes;
    }

    private Value Lambda(IFlowAnonymousFunctionOperation lambda)
    {
        analysis.AddNested(lambda.Symbol, walker.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda));
        return new Value { Target = lambda.Symbol, IsNull = false };
    }

    private Ways<Outcome> Reference(IMethodReferenceOperation method, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in Evaluate(method.Instance, state))
            outcomes = outcomes.And(One(way.State, new Value { Target = Known(method.Method), IsNull = false }));
        return outcomes;
    }

    private static Value OfConstant(object? constant) => constant switch
    {
        true => Value.True,
        false => Value.False,
        null => Value.Null,
        _ => Value.Unknown,
    };

    /// <summary>Evaluates operations one after the other.</summary>
    private Ways<Way> InOrder(IOperation[] operations, FlowState state)
    {
        Ways<Way> ways = new Way(state, operations.Length == 0 ? [] : new Value[operations.Length]);
        for (var i = 0; i < operations.Length; i++)
        {
            var before = ways;
            ways = Ways<Way>.None;
            foreach (var way in before)
            {
                var outcomes = Evaluate(operations[i], way.State);
                foreach (var outcome in outcomes)
                {
                    var values = outcomes.Count == 1 ? way.Values : (Value[])way.Values.Clone();
                    values[i] = outcome.Value;
                    ways = ways.And(new Way(outcome.State, values));
                }
            }
        }

        return ways;
    }

    /// <summary>One way several operations may turn out.</summary>
    private readonly record struct Way(FlowState State, Value[] Values);

    /// <summary>An operation that only combines its parts: a tuple or array of tasks completes what all of them complete.</summary>
    private Ways<Outcome> EvaluateChildren(IOperation operation, FlowState state)
    {
        var isCollection = operation is IArrayCreationOperation || operation.Syntax.GetType().Name == "CollectionExpressionSyntax";
        var outcomes = Ways<Outcome>.None;
        foreach (var way in InOrder(PartsOf(operation), state))
        {
            var completes = operation is IBinaryOperation ? Set<SyntaxNode>.Empty : Completions(way.Values);
            bool? isEmpty = isCollection ? way.Values.Length == 0 : null;
            outcomes = outcomes.And(One(way.State, completes.Count == 0 && isEmpty is null ? Value.Unknown : new Value { Completes = completes, IsEmpty = isEmpty }));
        }

        return outcomes;
    }

    /// <summary>What is evaluated before an operation. A lambda or a place is an argument; the place of an out or ref argument is written after the call.</summary>
    private IOperation[] PartsOf(IOperation operation)
    {
        if (!parts.TryGetValue(operation, out var known)) parts.Add(operation, known = Parts(operation).ToArray());
        return known;
    }

    private static IEnumerable<IOperation> Parts(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Arguments.Select(argument => argument.Value),
        IObjectCreationOperation creation => creation.Arguments.Select(argument => argument.Value),
        IMemberReferenceOperation or IArrayElementReferenceOperation => operation.ChildOperations.Where(child => child is not IInstanceReferenceOperation),
        IArrayCreationOperation array => array.Initializer?.ElementValues ?? Enumerable.Empty<IOperation>(),
        _ => operation.ChildOperations,
    };
}
