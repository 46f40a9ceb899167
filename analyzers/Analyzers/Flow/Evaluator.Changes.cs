using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What changes durable state by contract, where no body shows it.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The ways of a call that by contract changes state: what it changed is dirty from here on.</summary>
    private Ways<Outcome> Changed(IInvocationOperation call, Value receiver, FlowState before, Ways<Outcome> ways)
    {
        var method = receiver.Target as IMethodSymbol ?? call.TargetMethod;
        if (IsToldByBody(method) || IsInitialisation(method) || IsOfFreshObject(call.Instance, before) || IsWrittenAhead(call, before)) return ways;

        var change = Wrote(Dirt.Of(method, call.Syntax));
        if (IsGiven(call)) walker.Findings.Given.Add(call.Syntax);
        var mayRefuse = MayRefuse(method);
        var outcomes = Ways<Outcome>.None;
        foreach (var way in ways)
        {
            if (mayRefuse && way.Value.Constant != true) outcomes = outcomes.And(way with { Value = way.Value with { Constant = false } });
            if (!mayRefuse || way.Value.Constant != false) outcomes = outcomes.And(new Outcome(way.State.Dirtied(change), mayRefuse ? way.Value with { Constant = true } : way.Value));
        }

        return outcomes;
    }

    /// <summary>The property whose setter changes state by contract, or null.</summary>
    private ISymbol? SetByContract(IOperation? target, FlowState state) =>
        target is IPropertyReferenceOperation { Property: { SetMethod: { } setter } property, Instance: var instance }
        && (analysis.Lexicon.Of(setter) & Roles.Changes) != 0 && !IsToldByBody(setter) && !IsOfFreshObject(instance, state) ? property : null;

    /// <summary>Whether a body is at hand that shows what becomes of durable state: it knows better than its contract, and on which ways.</summary>
    private bool IsToldByBody(IMethodSymbol method) => !Iterators.Is(method) && (analysis.RelevanceOf(method) & (Roles.Durable | Roles.Changes)) != 0;

    /// <summary>Whether all that the call is told has been given to a persist before: then what it makes of it is on disk.</summary>
    private bool IsWrittenAhead(IInvocationOperation call, FlowState state)
    {
        if (state.Vouched.Count == 0) return false;
        var told = call.Arguments.Where(argument => argument.Value.ConstantValue is not { HasValue: true }).ToList();
        return told.Count > 0 && told.All(argument => IsVouched(argument.Value, state));
    }
}
