using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Puts what a summary tells of a method in the place of a call of it.</summary>
internal sealed partial class Evaluator
{
    private Ways<Outcome> Apply(
        IOperation call, Summary summary, FlowState state, bool isAwaited, IMethodSymbol? target = null)
    {
        target ??= (call as IInvocationOperation)?.TargetMethod;
        foreach (var reply in summary.Replies)
        {
            var at = target is not null && target.MethodKind == MethodKind.AnonymousFunction ? reply.At : call.Syntax;
            walker.Findings.Reply(at, OnEntry(state.Dirt, reply.Dirt), reply.DeferredTo, reply.At);
        }

        foreach (var thrown in summary.Throws)
        {
            var failed = thrown.Any(dirt => dirt.Phase == Phase.Failed);
            walker.Throw(state with { Dirt = OnEntry(state.Dirt, thrown) }, call.Syntax, isPersistFailure: failed);
        }

        foreach (var write in summary.Writes) walker.Findings.Wrote(write);
        if (summary.Suspends && !isAwaited) return Start(call.Syntax, summary, state);
        var outcomes = Ways<Outcome>.None;
        foreach (var exit in summary.Exits) outcomes = outcomes.And(new Outcome(After(call, target, summary, exit, state), exit.Value));
        return outcomes;
    }

    /// <summary>A call that is not awaited: what it changes may be in any state, and is persisted only when its task has ended.</summary>
    private static Ways<Outcome> Start(SyntaxNode call, Summary summary, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var exit in summary.Exits)
        {
            var left = OnEntry(state.Dirt, exit.State.Dirt);
            var persisted = state.Dirt.Where(dirt => !left.Contains(dirt)).Select(dirt => dirt.Started(call));
            var passing = summary.Writes.Where(write => !left.Contains(write)).Select(write => write.Started(call));
            var task = new Value { Completes = exit.Value.Completes.Add(call) };
            outcomes = outcomes.And(new Outcome(state with { Dirt = left.Union(persisted).Union(passing) }, task));
        }

        return outcomes;
    }

    private FlowState After(IOperation call, IMethodSymbol? target, Summary summary, Exit exit, FlowState state)
    {
        var rewritten = exit.State.Dirt.Where(static dirt => dirt.State is not null && dirt.Phase == Phase.Dirty);
        var dirty = OnEntry(state.Dirt, exit.State.Dirt);
        if (rewritten.Count > 0)
            dirty = dirty.Where(dirt => dirt.Phase != Phase.Dirty || rewritten.Contains(dirt) || !rewritten.Any(other => Same(other.State, dirt.State)));
        var after = state with
        {
            Dirt = dirty,
            MayHavePersisted = state.MayHavePersisted || exit.State.MayHavePersisted,
            WeakFlushes = state.WeakFlushes.Union(exit.State.WeakFlushes),
        };

        if (SharesMembers(call, target))
            foreach (var place in summary.Assigned) after = after.Assigning(place, exit.State.Values.Find(place) ?? Value.Unknown);
        if (call is IInvocationOperation invocation && exit.State.Vouched.Count > 0) after = after with { Vouched = after.Vouched.Union(Vouched(invocation, exit)) };
        return after;
    }

    /// <summary>The arguments, as far as the parameters they were given for have been persisted.</summary>
    private IEnumerable<Place> Vouched(IInvocationOperation call, Exit exit)
    {
        foreach (var vouched in exit.State.Vouched)
        {
            if (vouched.Root is not IParameterSymbol parameter) continue;
            var argument = call.Arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == parameter.Ordinal);
            foreach (var place in places.In(argument?.Value))
                if (place.IsLocal) yield return place.Inside(vouched.Members);
        }
    }

    /// <summary>Whether the members of <c>this</c> are the same in the method called.</summary>
    private static bool SharesMembers(IOperation call, IMethodSymbol? target) =>
        target is not null && (IsNested(target) || target.IsStatic || call is IInvocationOperation { Instance: null or IInstanceReferenceOperation }
            or IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } or IAssignmentOperation);

    /// <summary>What is dirty in the caller, after what the callee did to whatever was dirty when it was entered.</summary>
    private static Set<Dirt> OnEntry(Set<Dirt> caller, Set<Dirt> callee)
    {
        var result = callee.Where(static dirt => !dirt.IsEntry);
        foreach (var entry in callee)
            if (entry.IsEntry) result = result.Union(entry.Phase == Phase.Dirty ? caller : caller.Select(dirt => Carry(dirt, entry)));
        return result;
    }

    private static Dirt Carry(Dirt dirt, Dirt entry) => entry.Phase switch
    {
        Phase.Pending => entry.Persists.Aggregate(dirt, (started, persist) => started.Started(persist)),
        Phase.Failed => dirt with { Phase = Phase.Failed, Persists = entry.Persists, SwallowedBy = entry.SwallowedBy },
        _ => dirt,
    };
}
