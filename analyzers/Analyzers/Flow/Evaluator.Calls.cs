using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Calls: of what the vocabulary names, of methods whose body is at hand, and of everything else.</summary>
internal sealed partial class Evaluator
{
    private static readonly string[] perhapsPersisting =
    [
        "Commit", "Save", "Persist", "Sync", "Flush", "Write", "Append", "Store", "Put", "Complete", "Execute", "Submit",
        "Insert", "Update", "Upsert", "Replicate", "Checkpoint", "Force", "Set", "Add", "Invoke",
    ];

    private Ways<Outcome> Invoke(IInvocationOperation call, FlowState state, bool isAwaited)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var receiver in Evaluate(call.Instance is IInstanceReferenceOperation ? null : call.Instance, state))
        {
            foreach (var way in InOrder(PartsOf(call), receiver.State))
                outcomes = outcomes.And(Perform(call, receiver.Value, way.Values, way.State, isAwaited));
        }

        return outcomes;
    }

    private Ways<Outcome> Perform(IInvocationOperation call, Value receiver, Value[] arguments, FlowState state, bool isAwaited)
    {
        var method = call.TargetMethod;
        if (IsTest(call, receiver) is { } known) return One(state, known);
        if (NeverReturns(method)) return Ways<Outcome>.None;

        var roles = RolesOf(call);
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver.Target is IMethodSymbol group) roles |= analysis.Lexicon.Of(group);
        if ((roles & Roles.Persists) != 0 || KnownPersistence.Persists(call)) return AfterRefs(call, Persist(call, state));
        var ways = Perform(call, receiver, arguments, roles, state, isAwaited);
        return (roles & Roles.Changes) == 0 ? ways : Changed(call, receiver, state, ways);
    }

    private Ways<Outcome> Perform(IInvocationOperation call, Value receiver, Value[] arguments, Roles roles, FlowState state, bool isAwaited)
    {
        if (IsReply(call, receiver, roles))
        {
            if (IsNegative(call, roles)) return Opaque(call, receiver, arguments, state);
            if (PersistsFirst(call, arguments) is { } own) return AfterRefs(call, Apply(call, own, state, isAwaited));
            ReplyWith(null, call.Syntax, state, call);
            if (ChangesToo(call, arguments) is { } rest) return AfterRefs(call, Apply(call, rest, state, isAwaited));
            walker.Throw(state, call.Syntax);
            return AfterRefs(call, One(state, TaskOf(arguments)));
        }

        if (Combine(call, receiver, arguments, state) is { } combined) return combined;
        var isOfFreshObject = receiver.IsFresh || IsOfFreshObject(call.Instance, state);
        if (BodyOf(call, receiver) is { } target && analysis.SummaryOf(target, Bind(target, call.Arguments, arguments), isOfFreshObject) is { } summary)
        {
            if (IsGiven(call)) walker.Findings.Given.UnionWith(summary.Writes.Select(write => write.Write!));
            if (arguments.Any(argument => argument.IsFresh && summary.Assigned.Any(place => MayHold(place, argument)))) state = Shared(call, state);
            return AfterRefs(call, Apply(call, summary, state, isAwaited || call.TargetMethod.MethodKind == MethodKind.DelegateInvoke, target));
        }

        return Opaque(call, receiver, arguments, state);
    }

    /// <summary>Whether an object may be in a place now that outlives the call.</summary>
    private static bool MayHold(Place place, Value value) => !place.IsLocal
        && (place.Members.Length > 0 || value.Type is null || Types.Of(place.Root) is not { TypeKind: TypeKind.Class or TypeKind.Struct } type || Types.Inherits(value.Type, type));

    /// <summary>Whether a delegate is called that this method was given as an argument.</summary>
    private bool IsGiven(IInvocationOperation call) => call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
        && places.Of(call.Instance) is { Root: IParameterSymbol { ContainingSymbol: var owner }, Members: "" } && Same(owner, Method);

    /// <summary>The method whose body a call runs, where that is certain and of interest.</summary>
    private IMethodSymbol? BodyOf(IInvocationOperation call, Value receiver)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke) return receiver.Target as IMethodSymbol;
        if (method.MethodKind == MethodKind.LocalFunction) return Known(method);
        if (method.IsAbstract || Iterators.Is(method)) return null;
        if (call.IsVirtual && (method.IsVirtual || method.IsOverride) && !method.IsSealed && call.Instance is not IInstanceReferenceOperation
            && !method.ContainingType.IsSealed)
        {
            return analysis.IsRelevant(method) ? method : null;
        }

        return analysis.IsRelevant(method) ? method : null;
    }

    /// <summary>The method itself; the graph of a local function is made known first.</summary>
    private IMethodSymbol Known(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction) return method;
        method = method.OriginalDefinition;
        if (IsInScope(method)) analysis.AddNested(method, walker.Graph.GetLocalFunctionControlFlowGraphInScope(method));
        return method;
    }

    private bool IsInScope(IMethodSymbol localFunction)
    {
        for (var graph = walker.Graph; graph is not null; graph = graph.Parent)
            if (graph.LocalFunctions.Contains(localFunction, SymbolEqualityComparer.Default)) return true;
        return false;
    }

    private Roles RolesOf(IInvocationOperation call)
    {
        var roles = analysis.Lexicon.Of(call.TargetMethod);
        // Disposing is called through the interface, whatever the type says of its own method.
        if (call.TargetMethod.Name is "Dispose" or "DisposeAsync" && places.Resolve(call.Instance)?.Type is { } type
            && type.GetMembers(call.TargetMethod.Name).FirstOrDefault() is { } own)
        {
            roles |= analysis.Lexicon.Of(own);
        }

        return roles;
    }

    private static List<(IParameterSymbol Parameter, Value Value)> Bind(
        IMethodSymbol target, ImmutableArray<IArgumentOperation> arguments, Value[] values)
    {
        var parameters = Bodies.Definition(target).Parameters;
        var bound = new List<(IParameterSymbol, Value)>(values.Length);
        for (var i = 0; i < values.Length; i++)
            if (arguments[i].Parameter?.Ordinal is { } ordinal && ordinal < parameters.Length) bound.Add((parameters[ordinal], values[i]));
        return bound;
    }

    /// <summary>Runs a body of this compilation, such as an accessor.</summary>
    private Ways<Outcome> CallBody(IMethodSymbol body, IReadOnlyList<(IParameterSymbol, Value)> arguments, IOperation at, FlowState state, bool isOfFreshObject = false) =>
        analysis.SummaryOf(body, arguments, isOfFreshObject) is { } summary ? Apply(at, summary, state, isAwaited: true, body) : One(state, Value.Unknown);

    private Ways<Outcome> Create(IObjectCreationOperation creation, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in InOrder(PartsOf(creation), state)) outcomes = outcomes.And(Create(creation, way.Values, way.State));
        return outcomes;
    }

    private Ways<Outcome> Create(IObjectCreationOperation creation, Value[] arguments, FlowState state)
    {
        if (creation.Type is { } type && Runners.Runs(type) && Deferred(creation, creation.Arguments, arguments, type.Name, state)) return One(state, Value.Unknown);
        walker.Throw(state, creation.Syntax);
        var value = new Value
        {
            IsNull = false,
            Type = creation.Type,
            IsFresh = true,
            IsEmpty = creation.Type is { } made && Collections.Is(made) && creation.Initializer is null && arguments.Length == 0 ? true : null,
        };
        if (creation.Constructor is not { IsImplicitlyDeclared: false } constructor || !analysis.IsRelevant(constructor)
            || analysis.SummaryOf(constructor, Bind(constructor, creation.Arguments, arguments)) is not { } summary)
        {
            return One(state, value);
        }

        var outcomes = Ways<Outcome>.None;
        foreach (var way in Apply(creation, summary, state, isAwaited: true)) outcomes = outcomes.And(way with { Value = value });
        return outcomes;
    }

    /// <summary>A call of which nothing is known, unless its name says that it changes the durable collection it is made on.</summary>
    private Ways<Outcome> Opaque(IInvocationOperation call, Value receiver, Value[] arguments, FlowState state)
    {
        walker.Throw(state, call.Syntax);
        if (!state.MayHavePersisted && MayPersist(call)) state = state with { MayHavePersisted = true };
        if (KnownPersistence.OnlyFlushes(call)) state = state with { WeakFlushes = state.WeakFlushes.Add(call.Syntax) };
        if (KnownPersistence.ReplacesFile(call) && (analysis.Lexicon.Of(Method) & Roles.Persists) != 0)
            state = state with { Dirt = state.Dirt.Add(Dirt.Replaced(call.Syntax)) };

        var stateChanged = call.Instance is null || !Collections.IsChangedBy(call) ? null : StateAt(call.Instance, state);
        if (stateChanged is not null) state = Change(stateChanged, call, Value.Unknown, state, call.Arguments.LastOrDefault()?.Value);
        if (Collections.IsChangedBy(call) && places.Of(call.Instance) is { IsLocal: false }) state = Shared(call, state);
        state = Stage(call, state);
        state = Collections.Note(call, places.Of(call.Instance), arguments, state);
        if (state.Failed.Count > 0) state = Reopened(call, state);

        Ways<Outcome> ways = One(state, Result(call, receiver, arguments));
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
        {
            foreach (var argument in arguments.Concat(InArrays(call, state)))
                if (argument.Target is IMethodSymbol lambda) ways = RunsHere(call, lambda, ways);
        }

        return AfterRefs(call, ways);
    }

    /// <summary>The delegates among the values of a <c>params</c> array.</summary>
    private IEnumerable<Value> InArrays(IInvocationOperation call, FlowState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not IArrayCreationOperation { Initializer.ElementValues: var elements, Type: IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Delegate } }) continue;
            foreach (var element in elements)
                foreach (var way in Evaluate(element, state)) yield return way.Value;
        }
    }

    /// <summary>
    /// A delegate given to a call that runs it before it returns, or may. A persist in it is taken for done: retry policies and the like
    /// exist for that. A reply in it counts only where the call is known to run it.
    /// </summary>
    private Ways<Outcome> RunsHere(IInvocationOperation call, IMethodSymbol lambda, Ways<Outcome> ways)
    {
        if (analysis.SummaryOf(lambda, []) is not { } summary) return RunsByContract(call, lambda, ways);

        // One that returns false says that it has not persisted, and whoever runs it is told.
        var told = summary.Exits.Where(exit => exit.Value.Constant != false).ToList();
        var persists = told.Count > 0 && told.All(exit => !exit.State.Dirt.Any(dirt => dirt.IsEntry && dirt.Phase == Phase.Dirty));
        if (!persists && !Runners.RunsAtOnce(call.TargetMethod)) return ways;
        var outcomes = Ways<Outcome>.None;
        foreach (var way in ways)
        {
            foreach (var run in Apply(call, summary, way.State, isAwaited: true, lambda))
            {
                if (persists && run.Value.Constant == false) continue;
                outcomes = outcomes.And(run with { Value = way.Value with { Completes = way.Value.Completes.Union(run.Value.Completes) } });
            }
        }

        return outcomes;
    }

    /// <summary>A method of which nothing but its contract is known, given to a call.</summary>
    private Ways<Outcome> RunsByContract(IInvocationOperation call, IMethodSymbol method, Ways<Outcome> ways)
    {
        var roles = analysis.Lexicon.Of(method);
        var changes = (roles & Roles.Changes) != 0 && (Runners.Runs(call.TargetMethod) || Runners.RunsAtOnce(call.TargetMethod));
        if (!changes && (roles & Roles.Persists) == 0) return ways;
        var outcomes = Ways<Outcome>.None;
        foreach (var way in ways) outcomes = outcomes.And(changes ? way with { State = way.State.Dirtied(Wrote(Dirt.Of(method, call.Syntax))) } : PersistedBy(call, way));
        return outcomes;
    }

    private Outcome PersistedBy(IInvocationOperation call, Outcome way)
    {
        walker.Findings.Persists.Add(call.Syntax);
        return Tasks.IsTask(call.Type)
            ? new Outcome(way.State.Started(call.Syntax), way.Value with { Completes = way.Value.Completes.Add(call.Syntax) })
            : way with { State = way.State.Persisted() };
    }

    /// <summary>What an unknown call returns: a task stays a task, and what is loaded from storage is durable.</summary>
    private Value Result(IInvocationOperation call, Value receiver, Value[] arguments)
    {
        var method = call.TargetMethod;
        if ((analysis.Lexicon.Of(method) & Roles.Durable) != 0 || Loads(method)) return new Value { IsDurable = true };
        if (method.Name is "GetEnumerator" or "GetAsyncEnumerator" or "AsEnumerable" or "ToList" or "ToArray" or "Append" or "Concat" or "Prepend")
            return TaskOf(arguments, receiver) with { IsEmpty = receiver.IsEmpty };
        if (method.Name.EndsWith("Clone$", System.StringComparison.Ordinal)) return new Value { IsFresh = true };
        return Tasks.IsTask(call.Type) ? TaskOf(arguments, receiver) : Value.Unknown;
    }

    private static bool Loads(IMethodSymbol method) =>
        method.Name.StartsWith("Load", System.StringComparison.Ordinal) || method.Name.StartsWith("Recover", System.StringComparison.Ordinal)
        || method.Name.StartsWith("Restore", System.StringComparison.Ordinal);

    /// <summary>The places given as ref or out hold new values now.</summary>
    private Ways<Outcome> AfterRefs(IInvocationOperation call, Ways<Outcome> ways)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is not (RefKind.Ref or RefKind.Out)) continue;
            if (call.TargetMethod.Name is "Read" && call.TargetMethod.ContainingType.Name is "Volatile" or "Interlocked") continue;
            var source = call.TargetMethod.ContainingType.Name is "Interlocked" or "Volatile" && call.Arguments.Length > 1 ? call.Arguments[1].Value : null;
            var before = ways;
            ways = Ways<Outcome>.None;
            foreach (var way in before)
            {
                foreach (var written in Write(argument.Value, call, Value.Unknown, way.State, source))
                    ways = ways.And(written with { Value = way.Value });
            }
        }

        return ways;
    }

    /// <summary>Whether code that cannot be seen has a name that says it may put things on the disk.</summary>
    private bool MayPersist(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke) return true;
        if (method.IsUnder("System")) return false;
        return (method.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract || method.IsExtern)
            && Starts(method.Name, perhapsPersisting) && (analysis.Lexicon.Of(method) & Roles.Changes) == 0;
    }

    /// <summary>Whether the call ends the process, or throws for certain.</summary>
    private static bool NeverReturns(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DoesNotReturnAttribute")
        || (method is { Name: "Exit" or "FailFast", ContainingType.Name: "Environment" });
}
