using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What puts state on the disk, or fails to.</summary>
internal sealed partial class Evaluator
{
    private static readonly string[] writing = ["Write", "Append", "Put", "Insert", "Serialize", "Add", "Store", "Set", "Log", "Enqueue", "Stage"];
    private static readonly string[] opening = ["Open", "Reopen", "Recover", "Recreate", "Rewrite", "Truncate", "Replace"];

    private Ways<Outcome> Persist(IInvocationOperation call, FlowState state)
    {
        var syntax = call.Syntax;
        var handle = HandleOf(call);
        walker.Findings.Persists.Add(syntax);
        foreach (var failed in state.Failed)
            if (failed.Handle == handle && !RewritesInside(call)) walker.Findings.Retries.Add((syntax, failed.Persist));

        var failing = state with
        {
            Dirt = state.Dirt.Select(dirt => dirt.FailedBy(syntax)),
            Failed = state.Failed.Where(failed => failed.Handle != handle).Add(new FailedHandle(handle, syntax)),
        };
        walker.Throw(failing, syntax, isPersistFailure: true);

        state = Vouch(call, state with { Failed = state.Failed.Where(failed => failed.Handle != handle) });
        if (Tasks.IsTask(call.Type))
        {
            var task = new Value { Completes = Set<SyntaxNode>.Of(syntax), IsDurable = true, IsNull = false, MayRefuse = MayRefuse(call.TargetMethod) };
            return One(state.Started(syntax), task);
        }

        if (MayRefuse(call.TargetMethod))
            return new Ways<Outcome>().And(One(state.Persisted(), Value.True)).And(One(failing, Value.False));
        return One(state.Persisted(), new Value { IsDurable = true });
    }

    /// <summary>What the persist was given, and what was written to its log before, is on disk as it stands: assigning it changes nothing.</summary>
    private FlowState Vouch(IInvocationOperation call, FlowState state)
    {
        var given = call.Arguments.SelectMany(argument => places.In(argument.Value)).ToList();
        if (places.Of(call.Instance) is { } log)
        {
            given.AddRange(state.Staged.Where(staged => staged.Log == log).Select(staged => staged.What));
            state = state with { Staged = state.Staged.Where(staged => staged.Log != log) };
        }

        var made = given.SelectMany(place => state.Values.Find(place)?.Ingredients ?? Set<Place>.Empty);
        return state with { Vouched = state.Vouched.Union(given.Concat(made).Where(place => place.IsLocal)) };
    }

    /// <summary>Remembers what is written to a log or file, for the persist to come.</summary>
    private FlowState Stage(IInvocationOperation call, FlowState state)
    {
        if (places.Of(call.Instance) is not { } log || call.Arguments.Length == 0 || !Writes(call.TargetMethod.Name)) return state;
        var given = call.Arguments.SelectMany(argument => places.In(argument.Value)).ToList();
        given.AddRange(given.SelectMany(place => state.Values.Find(place)?.Ingredients ?? Set<Place>.Empty).ToList());
        return state with { Staged = state.Staged.Union(given.Where(place => place.IsLocal).Select(place => new Staged(log, place))) };
    }

    private FlowState Reopened(IInvocationOperation call, FlowState state)
    {
        if (state.Failed.Count == 0) return state;
        var name = call.TargetMethod.Name;
        var log = HandleOf(call);
        return Writes(name) || Opens(name) ? state with { Failed = state.Failed.Where(failed => failed.Handle != log) } : state;
    }

    private Place? HandleOf(IInvocationOperation call) =>
        places.Of(call.Instance ?? (call.Arguments.Length > 0 && call.TargetMethod.IsStatic ? call.Arguments[0].Value : null));

    /// <summary>Whether the body at hand opens its file anew, or writes everything again, before it flushes.</summary>
    private bool RewritesInside(IInvocationOperation call) =>
        analysis.GraphOf(call.TargetMethod)?.OriginalOperation.Descendants().Any(operation => operation switch
        {
            IInvocationOperation inner => Writes(inner.TargetMethod.Name) || Opens(inner.TargetMethod.Name),
            IObjectCreationOperation creation => creation.Type?.Name is "FileStream" or "StreamWriter" or "BinaryWriter",
            _ => false,
        }) ?? false;

    /// <summary>Whether the method says by <c>false</c>, at once or by its task, that it has done nothing.</summary>
    private static bool MayRefuse(IMethodSymbol method) => method.Name.StartsWith("Try", System.StringComparison.Ordinal) && Tasks.ResultOf(method.ReturnType)?.SpecialType == SpecialType.System_Boolean;

    private static bool Writes(string name) => Starts(name, writing);

    private static bool Opens(string name) => Starts(name, opening);

    private static bool Starts(string name, string[] words)
    {
        foreach (var word in words)
            if (name.StartsWith(word, System.StringComparison.Ordinal)) return true;
        return false;
    }
}
