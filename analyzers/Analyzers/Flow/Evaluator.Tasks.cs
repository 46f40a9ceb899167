using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Tasks: started, awaited, combined, handed to others, thrown away.</summary>
internal sealed partial class Evaluator
{
    private Ways<Outcome> Await(IAwaitOperation awaiting, FlowState state)
    {
        walker.Findings.Suspends = true;
        var awaited = Tasks.Unconfigured(places.Resolve(awaiting.Operation));
        var ways = awaited is IInvocationOperation call && places.Resolve(awaiting.Operation) == awaiting.Operation
            ? Invoke(call, state, isAwaited: true)
            : Evaluate(awaiting.Operation, state);
        var outcomes = Ways<Outcome>.None;
        foreach (var way in ways) outcomes = outcomes.And(Ended(awaiting.Syntax, way));
        return outcomes;
    }

    /// <summary>A task has been waited for, and its result is at hand.</summary>
    private Ways<Outcome> Ended(SyntaxNode at, Outcome way)
    {
        var completed = Completed(at, way);
        if (!way.Value.MayRefuse) return completed;
        var refused = new Outcome(way.State.FailedToComplete(way.Value.Completes), Value.False);
        return Ways<Outcome>.None.And(completed with { Value = Value.True }).And(refused);
    }

    /// <summary>A task has been waited for: its persists have completed, or it throws.</summary>
    private Outcome Completed(SyntaxNode at, Outcome way)
    {
        var persists = way.Value.Completes;
        var isPersist = persists.Count > 0;
        walker.Throw(way.State.FailedToComplete(persists), at, isPersistFailure: isPersist);
        return isPersist ? new Outcome(way.State.Completed(persists), way.Value with { Completes = Set<SyntaxNode>.Empty }) : way;
    }

    /// <summary>What .NET's own methods do with tasks and delegates; null for all other calls.</summary>
    private Ways<Outcome>? Combine(IInvocationOperation call, Value receiver, Value[] arguments, FlowState state)
    {
        var name = call.TargetMethod.Name;
        var type = call.TargetMethod.ContainingType;
        if (Tasks.IsTask(type) || type.Name is "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter")
        {
            switch (name)
            {
                case "GetResult":
                    return Ended(call.Syntax, new Outcome(state, receiver));
                case "Wait":
                    return Completed(call.Syntax, new Outcome(state, receiver));
                case "ConfigureAwait" or "GetAwaiter" or "AsTask" or "Preserve" or "WaitAsync":
                    return One(state, receiver);
                case "WhenAll":
                    return One(state, TaskOf(arguments));
                case "WaitAll":
                    return Completed(call.Syntax, new Outcome(state, TaskOf(arguments)));
                case "WhenAny" or "WaitAny":
                    return One(state, Value.Unknown);
                case "ContinueWith":
                    return ContinueWith(call, receiver, arguments, state);
            }
        }

        if (Runners.Runs(call.TargetMethod) && Deferred(call, call.Arguments, arguments, type.Name + "." + name, state)) return Run(call, arguments, state);
        return null;
    }

    /// <summary>A continuation starts when the task has ended: what the task persists is on disk by then.</summary>
    private Ways<Outcome> ContinueWith(IInvocationOperation call, Value task, Value[] arguments, FlowState state)
    {
        var then = state.Completed(task.Completes);
        Deferred(call, call.Arguments, arguments, "ContinueWith", then);
        return One(state, task);
    }

    /// <summary>A delegate runs elsewhere. Its replies may leave at once, its persists are done when the task is.</summary>
    private Ways<Outcome> Run(IInvocationOperation call, Value[] arguments, FlowState state)
    {
        walker.Throw(state, call.Syntax);
        if (!Tasks.IsTask(call.Type) || arguments.FirstOrDefault(argument => argument.Target is not null)?.Target is not IMethodSymbol target
            || analysis.SummaryOf(target, []) is not { } summary)
        {
            return One(state, Value.Unknown);
        }

        return Start(call.Syntax, summary, state);
    }

    /// <summary>Notes the replies of delegates given to something that runs them when it likes. True where a delegate with a body was given.</summary>
    private bool Deferred(IOperation runner, IEnumerable<IArgumentOperation> arguments, IReadOnlyList<Value> values, string name, FlowState state)
    {
        var found = false;
        foreach (var (argument, value) in arguments.Zip(values, (argument, value) => (argument, value)))
        {
            if (value.Target is not IMethodSymbol target) continue;
            var roles = analysis.Lexicon.Of(target);
            if ((roles & Vocabulary.Roles.Replies) != 0 && (roles & Vocabulary.Roles.Negative) == 0) walker.Findings.Reply(argument.Syntax, state.Dirt, name);
            if (analysis.SummaryOf(target, []) is not { } summary) continue;
            found = true;
            foreach (var reply in summary.Replies)
            {
                var at = IsNested(target) ? reply.At : argument.Syntax;
                walker.Findings.Reply(at, OnEntry(state.Dirt, reply.Dirt), name, reply.At);
            }
        }

        return found || runner is null;
    }

    /// <summary>The statement's value is thrown away. Nobody will ever know whether a persist in it succeeded.</summary>
    private Ways<Outcome> Discard(IOperation operation, FlowState state)
    {
        var ways = Evaluate(operation, state);
        // A continuation has taken charge of the task.
        if (operation is not (IAssignmentOperation or IInvocationOperation { TargetMethod.Name: "ContinueWith" }))
            foreach (var way in ways) Discarded(way.Value, way.State);
        return ways;
    }

    private void Discarded(Value value, FlowState state)
    {
        foreach (var persist in value.Completes)
        {
            if (!walker.Findings.Persists.Contains(persist)) continue;
            foreach (var dirt in state.Dirt)
                if (dirt is { State: not null, Phase: Phase.Pending } && dirt.Persists.Contains(persist)) walker.Findings.Discarded.Add((persist, dirt));
        }
    }

    private static bool IsNested(IMethodSymbol method) => method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction;

    private static Value TaskOf(Value[] parts, Value? receiver = null)
    {
        var completions = Completions(parts).Union((receiver ?? Value.Unknown).Completes);
        return completions.Count > 0 ? new Value { Completes = completions } : Value.Unknown;
    }

    private static Set<SyntaxNode> Completions(Value[] parts)
    {
        var completions = Set<SyntaxNode>.Empty;
        foreach (var part in parts) completions = completions.Union(part.Completes);
        return completions;
    }
}
