using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Calls: of what the vocabulary names, of methods whose body is at hand, and of everything else.</summary>
internal sealed partial class Evaluator
{
    private List<Outcome> Invoke(IInvocationOperation call, FlowState state, bool isAwaited)
    {
        var parts = new List<IOperation>();
        if (call.Instance is not null and not IInstanceReferenceOperation) parts.Add(call.Instance);
        var receivers = parts.Count;
        // A lambda or a place is an argument; the place of an out or ref argument is written after the call.
        foreach (var argument in call.Arguments) parts.Add(argument.Value);
        return Then(InOrder(parts, state), way =>
        {
            var receiver = receivers == 1 ? way.Values[0] : Value.Unknown;
            return Perform(call, receiver, receivers == 0 ? way.Values : way.Values.Skip(receivers).ToArray(), way.State, isAwaited);
        });
    }

    private List<Outcome> Perform(IInvocationOperation call, Value receiver, Value[] arguments, FlowState state, bool isAwaited)
    {
        var method = call.TargetMethod;
        if (IsTest(call, receiver) is { } known) return One(state, known);
        if (NeverReturns(method)) return [];

        var roles = RolesOf(call);
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver.Target is IMethodSymbol group) roles |= analysis.Lexicon.Of(group);
        if ((roles & Roles.Persists) != 0 || KnownPersistence.Persists(call)) return AfterRefs(call, Persist(call, state));
        if (IsReply(call, receiver, roles))
        {
            if (IsNegative(call, roles)) return Opaque(call, receiver, arguments, state);
            if (PersistsFirst(call, arguments) is { } own) return AfterRefs(call, Apply(call, own, state, isAwaited));
            ReplyWith(null, call.Syntax, state, call.Arguments.Select(argument => argument.Value));
            walker.Throw(state, Failure(call));
            return AfterRefs(call, One(state, TaskOf(arguments)));
        }

        if (Combine(call, receiver, arguments, state) is { } combined) return combined;
        if (BodyOf(call, receiver) is { } target && analysis.SummaryOf(target, Bind(target, call.Arguments, arguments)) is { } summary)
            return AfterRefs(call, Apply(call, summary, state, isAwaited || method.MethodKind == MethodKind.DelegateInvoke, target));
        return Opaque(call, receiver, arguments, state);
    }

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
        IMethodSymbol target, IEnumerable<IArgumentOperation> arguments, IReadOnlyList<Value> values)
    {
        var parameters = Bodies.Definition(target).Parameters;
        return arguments.Zip(values, (argument, value) => (argument.Parameter?.Ordinal ?? -1, value))
            .Where(pair => pair.Item1 >= 0 && pair.Item1 < parameters.Length)
            .Select(pair => (parameters[pair.Item1], pair.value)).ToList();
    }

    /// <summary>Runs a body of this compilation, such as an accessor.</summary>
    private List<Outcome> CallBody(
        IMethodSymbol body, IReadOnlyList<(IParameterSymbol, Value, IOperation?)> arguments, IOperation at, FlowState state, bool isAwaited)
    {
        var bound = arguments.Select(argument => (argument.Item1, argument.Item2)).ToList();
        return analysis.SummaryOf(body, bound) is { } summary
            ? Apply(at, summary, state, isAwaited, body)
            : One(state, Value.Unknown);
    }

    private List<Outcome> Create(IObjectCreationOperation creation, FlowState state)
    {
        var ways = InOrder(creation.Arguments.Select(argument => argument.Value).ToList(), state);
        return Then(ways, way =>
        {
            if (creation.Type is { } type && Runners.Runs(type) && Deferred(creation, creation.Arguments, way.Values, type.Name, way.State)) return One(way.State, Value.Unknown);
            walker.Throw(way.State, Failure(creation));
            var value = new Value
            {
                IsNull = false,
                Type = creation.Type,
                IsFresh = true,
                IsEmpty = creation.Type is { } made && Collections.Is(made) && creation.Initializer is null && way.Values.Length == 0 ? true : null,
            };
            List<Outcome> created = One(way.State, value);
            if (creation.Constructor is { } constructor && !constructor.IsImplicitlyDeclared && analysis.IsRelevant(constructor)
                && analysis.SummaryOf(constructor, Bind(constructor, creation.Arguments, way.Values)) is { } summary)
            {
                created = Apply(creation, summary, way.State, isAwaited: true).Select(outcome => outcome with { Value = value }).ToList();
            }

            return created;
        });
    }

    /// <summary>A call of which nothing is known, unless its name says that it changes the durable collection it is made on.</summary>
    private List<Outcome> Opaque(IInvocationOperation call, Value receiver, Value[] arguments, FlowState state)
    {
        walker.Throw(state, Failure(call));
        if (MayPersist(call)) state = state with { MayHavePersisted = true };
        if (KnownPersistence.OnlyFlushes(call)) state = state with { WeakFlushes = state.WeakFlushes.Add(call.Syntax) };
        if (KnownPersistence.ReplacesFile(call) && (analysis.Lexicon.Of(Method) & Roles.Persists) != 0)
            state = state with { Dirt = state.Dirt.Add(Dirt.Replaced(call.Syntax)) };

        var stateChanged = call.Instance is null || !Collections.IsChangedBy(call) ? null : StateAt(call.Instance, state);
        if (stateChanged is not null) state = Change(stateChanged, call, Value.Unknown, state, call.Arguments.LastOrDefault()?.Value);
        state = Stage(call, state);
        state = Collections.Note(call, places.Of(call.Instance), arguments, state);
        state = Reopened(call, state);

        List<Outcome> ways = One(state, Result(call, receiver, arguments));
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
        {
            for (var i = 0; i < arguments.Length; i++)
                if (arguments[i].Target is IMethodSymbol lambda) ways = Then(ways, way => RunsHere(call, lambda, way));
        }

        return AfterRefs(call, ways);
    }

    /// <summary>
    /// A delegate given to a call that runs it before it returns, or may. A persist in it is taken for done: retry policies and the like
    /// exist for that. A reply in it counts only where the call is known to run it.
    /// </summary>
    private List<Outcome> RunsHere(IInvocationOperation call, IMethodSymbol lambda, Outcome way)
    {
        if (analysis.SummaryOf(lambda, []) is not { } summary) return [way];
        var persists = summary.Exits.Count > 0 && summary.Exits.All(exit => !exit.State.Dirt.Any(dirt => dirt.IsEntry && dirt.Phase == Phase.Dirty));
        if (!persists && !Runners.RunsAtOnce(call.TargetMethod)) return [way];
        return Apply(call, summary, way.State, isAwaited: true, lambda)
            .Select(outcome => outcome with { Value = way.Value with { Completes = way.Value.Completes.Union(outcome.Value.Completes) } }).ToList();
    }

    /// <summary>What an unknown call returns: a task stays a task, and what is loaded from storage is durable.</summary>
    private Value Result(IInvocationOperation call, Value receiver, Value[] arguments)
    {
        var method = call.TargetMethod;
        if ((analysis.Lexicon.Of(method) & Roles.Durable) != 0 || Loads(method)) return new Value { IsDurable = true };
        if (method.Name is "GetEnumerator" or "GetAsyncEnumerator" or "AsEnumerable" or "ToList" or "ToArray" or "Append" or "Concat" or "Prepend")
            return TaskOf(arguments.Append(receiver)) with { IsEmpty = receiver.IsEmpty };
        if (method.Name.EndsWith("Clone$", System.StringComparison.Ordinal)) return new Value { IsFresh = true };
        return Tasks.IsTask(call.Type) ? TaskOf(arguments.Append(receiver)) : Value.Unknown;
    }

    private static bool Loads(IMethodSymbol method) =>
        method.Name.StartsWith("Load", System.StringComparison.Ordinal) || method.Name.StartsWith("Recover", System.StringComparison.Ordinal)
        || method.Name.StartsWith("Restore", System.StringComparison.Ordinal);

    /// <summary>The places given as ref or out hold new values now.</summary>
    private List<Outcome> AfterRefs(IInvocationOperation call, List<Outcome> ways)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is not (RefKind.Ref or RefKind.Out)) continue;
            if (call.TargetMethod.Name is "Read" && call.TargetMethod.ContainingType.Name is "Volatile" or "Interlocked") continue;
            var source = call.TargetMethod.ContainingType.Name is "Interlocked" or "Volatile" && call.Arguments.Length > 1 ? call.Arguments[1].Value : null;
            ways = Then(ways, way => Write(argument.Value, call, Value.Unknown, way.State, source).Select(written => written with { Value = way.Value }).ToList());
        }

        return ways;
    }

    /// <summary>Whether code that cannot be seen has a name that says it may put things on the disk.</summary>
    private static bool MayPersist(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke) return true;
        if (method.IsUnder("System")) return false;
        return (method.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract || method.IsExtern)
            && Starts(method.Name, "Commit", "Save", "Persist", "Sync", "Flush", "Write", "Append", "Store", "Put", "Complete", "Execute", "Submit",
                "Insert", "Update", "Upsert", "Replicate", "Checkpoint", "Force", "Set", "Add", "Invoke");
    }

    /// <summary>Whether the call ends the process, or throws for certain.</summary>
    private static bool NeverReturns(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DoesNotReturnAttribute")
        || (method is { Name: "Exit" or "FailFast", ContainingType.Name: "Environment" });

    private static Thrown Failure(IOperation operation) => new(operation.Syntax, null, IsPersistFailure: false);
}
