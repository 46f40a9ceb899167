using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What reads and changes state.</summary>
internal sealed partial class Evaluator
{
    private List<Outcome> Assign(ISimpleAssignmentOperation assignment, FlowState state)
    {
        var target = places.Resolve(assignment.Target);
        return Each(assignment.Value, state, (after, value) =>
        {
            if (assignment.IsRef) value = value with { State = StateAt(assignment.Value, after) ?? value.State };
            return Write(target, assignment, value, after, assignment.Value, assignment.IsRef);
        });
    }

    /// <summary>Assigns a value. In a property with a body, that body runs.</summary>
    private List<Outcome> Write(
        IOperation? target, IOperation write, Value value, FlowState state, IOperation? source, bool rebinds = false)
    {
        target = places.Resolve(target);
        if (target is IDiscardOperation)
        {
            Discarded(value, state);
            return One(state, value);
        }

        if (target is ITupleOperation tuple)
        {
            List<Outcome> ways = One(state, value);
            foreach (var element in tuple.Elements)
                ways = Then(ways, way => Write(element, write, Value.Unknown, way.State, source));
            return ways;
        }

        if (target is IDeclarationExpressionOperation declaration) return Write(declaration.Expression, write, value, state, source);
        if (target is IPropertyReferenceOperation { Property: var property } reference && AnswersBySetting(property, value))
            ReplyWith(source, reference.Parent?.Syntax ?? write.Syntax, state);

        var known = value with { Ingredients = source is null || target is not ILocalReferenceOperation ? Set<Place>.Empty : Ingredients(source) };
        var changed = rebinds ? null : StateAt(target, state);
        if (changed is not null) state = Change(changed, write, value, state, source);
        if (places.Of(target) is { } place)
        {
            var keeps = places.Of(source) is { } copied && changed is null && analysis.Lexicon.Of(copied.Root) is var roles
                && (roles & Roles.Durable) != 0 && !state.Dirt.Any(dirt => SymbolEqualityComparer.Default.Equals(dirt.State, copied.Root));
            if (Outlives(place)) walker.Findings.Assigned.Add(place);
            state = state.Assigning(place, keeps ? known with { CopyOf = places.Of(source) } : known);
            if (value.IsDurable) state = state with { Vouched = state.Vouched.Add(place) };
        }

        if (target is IPropertyReferenceOperation { Property.SetMethod: { } setter } && changed is null && analysis.IsRelevant(setter))
            return CallBody(setter, setter.Parameters.Length == 0 ? [] : [(setter.Parameters[setter.Parameters.Length - 1], value, source)], write, state, isAwaited: true);
        return One(state, value);
    }

    private FlowState Change(ISymbol changed, IOperation write, Value value, FlowState state, IOperation? source)
    {
        if (IsInitialisation(changed) || value.IsDurable || IsVouched(source, state) || places.Of(source) is { Root: var root, Members: "" } && Same(root, changed))
            return state;
        var dirt = Dirt.Of(changed, write.Syntax);
        walker.Findings.Wrote(dirt);
        return state.Dirtied(dirt);
    }

    /// <summary>The durable state that an assignment to the target changes, or null.</summary>
    private ISymbol? StateAt(IOperation? target, FlowState state)
    {
        var isInside = false;
        for (target = places.Resolve(target); target is not null; target = places.Resolve(Outer(target)), isInside = true)
        {
            switch (target)
            {
                case IMemberReferenceOperation member:
                    if ((analysis.Lexicon.Of(member.Member) & Roles.Durable) != 0) return IsOfFreshObject(member, state) ? null : member.Member;
                    if (!member.Member.IsStatic && analysis.Lexicon.IsDurableType(member.Member.ContainingType))
                        return IsOfFreshObject(member, state) ? null : member.Member;
                    if (member.Type is { } type && analysis.Lexicon.IsDurableType(type) && member.Instance is IInstanceReferenceOperation) return member.Member;
                    break;
                case IParameterReferenceOperation parameter when (analysis.Lexicon.Of(parameter.Parameter) & Roles.Durable) != 0:
                    return parameter.Parameter;
            }

            // An assignment to a variable that names the state is none to the state, unless the variable is a reference to its place.
            if ((isInside || target is ILocalReferenceOperation { Local.IsRef: true })
                && (target is ILocalReferenceOperation or IParameterReferenceOperation)
                && places.Of(target) is { } place && state.Values.Find(place)?.State is { } aliased)
            {
                return aliased;
            }
        }

        return null;
    }

    private static IOperation? Outer(IOperation target) => target switch
    {
        IMemberReferenceOperation member => member.Instance,
        IArrayElementReferenceOperation element => element.ArrayReference,
        _ => null,
    };

    private bool IsOfFreshObject(IMemberReferenceOperation member, FlowState state) => member.Instance switch
    {
        IFlowCaptureReferenceOperation capture when state.Values.Find(capture.Id) is { IsFresh: true } => true,
        { } instance when places.Of(instance) is { IsLocal: true } place => state.Values.Find(place) is { IsFresh: true },
        _ => false,
    };

    /// <summary>What a constructor or initialiser sets is the state as recovered.</summary>
    private bool IsInitialisation(ISymbol changed) =>
        Method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor
        && changed.ContainingType is { } type && Types.Inherits(Method.ContainingType, type);

    /// <summary>Whether all that the expression reads has been given to a completed persist.</summary>
    private bool IsVouched(IOperation? source, FlowState state)
    {
        if (source is null || state.Vouched.Count == 0) return false;
        var read = places.In(source).ToList();
        return read.Count > 0 && read.All(place => state.Vouched.Any(vouched => place.IsWithin(vouched)));
    }

    private Set<Place> Ingredients(IOperation source)
    {
        var read = places.In(source).Where(place => place.IsLocal).Distinct().ToArray();
        return read.Length is 0 or > 8 ? Set<Place>.Empty : Set<Place>.Of(read);
    }

    private List<Outcome> Deconstruct(IDeconstructionAssignmentOperation deconstruction, FlowState state)
    {
        var source = places.Resolve(deconstruction.Value);
        return Each(deconstruction.Value, state, (after, value) =>
        {
            if (deconstruction.Target is not ITupleOperation targets || source is not ITupleOperation sources || targets.Elements.Length != sources.Elements.Length)
                return Write(deconstruction.Target, deconstruction, value, after, source);
            List<Outcome> ways = One(after, value);
            for (var i = 0; i < targets.Elements.Length; i++)
            {
                var (target, part) = (targets.Elements[i], sources.Elements[i]);
                ways = Then(ways, way => Write(target, deconstruction, Value.Unknown, way.State, part));
            }

            return ways;
        });
    }

    private List<Outcome> Read(IOperation operation, FlowState state)
    {
        var ways = InOrder(operation.ChildOperations.Where(child => child is not IInstanceReferenceOperation).ToList(), state);
        if (operation is IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } && !IsStored(property) && analysis.IsRelevant(getter))
            return Then(ways, way => CallBody(getter, [], operation, way.State, isAwaited: true));

        var place = places.Of(operation);
        var symbol = operation is IMemberReferenceOperation member ? member.Member : place?.Root;
        var roles = symbol is null ? Roles.None : analysis.Lexicon.Of(symbol);
        return ways.Select(way =>
        {
            var value = place is { } known ? way.State.Values.Find(known) ?? Value.Unknown : Value.Unknown;
            if ((roles & (Roles.Replies | Roles.Negative)) == Roles.Replies) value = value with { CarriesReplies = true };
            if (value.State is null && operation.Type is { IsReferenceType: true } && operation is IMemberReferenceOperation) value = value with { State = StateAt(operation, way.State) };
            return new Outcome(way.State, value);
        }).ToList();
    }

    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary><c>with</c>: a copy of durable state is not yet durable.</summary>
    private List<Outcome> Copy(IWithOperation copy, FlowState state) => EvaluateChildren(copy, state).Select(outcome =>
    {
        if (!analysis.Lexicon.IsDurableType(copy.Type)) return outcome with { Value = new Value { IsFresh = true } };
        var dirt = Dirt.Of(copy.Type!, copy.Syntax);
        walker.Findings.Wrote(dirt);
        return new Outcome(outcome.State.Dirtied(dirt), new Value { IsFresh = true });
    }).ToList();

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);
}
