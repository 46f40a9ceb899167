using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What reads and changes state.</summary>
internal sealed partial class Evaluator
{
    private Ways<Outcome> Assign(ISimpleAssignmentOperation assignment, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var (after, value) in Evaluate(assignment.Value, state))
        {
            var assigned = assignment.IsRef ? value with { State = StateAt(assignment.Value, after) ?? value.State } : value;
            outcomes = outcomes.And(Write(assignment.Target, assignment, assigned, after, assignment.Value, assignment.IsRef));
        }

        return outcomes;
    }

    private Ways<Outcome> Assign(ICompoundAssignmentOperation compound, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in Evaluate(compound.Value, state))
            outcomes = outcomes.And(Write(compound.Target, compound, Value.Unknown, way.State, compound.Value));
        return outcomes;
    }

    /// <summary>Assigns a value. In a property with a body, that body runs.</summary>
    private Ways<Outcome> Write(
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
            Ways<Outcome> ways = One(state, value);
            foreach (var element in tuple.Elements) ways = WritePart(element, write, ways, source);
            return ways;
        }

        if (target is IDeclarationExpressionOperation declaration) return Write(declaration.Expression, write, value, state, source);
        if (target is IPropertyReferenceOperation { Property: var property } reference && AnswersBySetting(property, value))
            ReplyWith(source, reference.Parent?.Syntax ?? write.Syntax, state);

        var ingredients = source is null || target is not ILocalReferenceOperation ? Set<Place>.Empty : Ingredients(source);
        var known = ingredients.Equals(value.Ingredients) ? value : value with { Ingredients = ingredients };
        var changed = rebinds ? null : StateAt(target, state) ?? SetByContract(target, state);
        if (changed is not null) state = Change(changed, write, value, state, source);
        if (places.Of(target) is { } place)
        {
            var keeps = places.Of(source) is { } copied && changed is null && analysis.Lexicon.Of(copied.Root) is var roles
                && (roles & Roles.Durable) != 0 && !state.Dirt.Any(dirt => SymbolEqualityComparer.Default.Equals(dirt.State, copied.Root));
            if (Outlives(place)) walker.Findings.Assigned.Add(place);
            if (!place.IsLocal) (known, state) = (known with { IsFresh = false }, Shared(places.Of(source), state));
            state = state.Assigning(place, keeps ? known with { CopyOf = places.Of(source) } : known);
            if (value.IsDurable) state = state with { Vouched = state.Vouched.Add(place) };
        }

        if (target is IPropertyReferenceOperation { Property.SetMethod: { } setter } && changed is null && analysis.IsRelevant(setter))
            return CallBody(setter, setter.Parameters.Length == 0 ? [] : [(setter.Parameters[setter.Parameters.Length - 1], value)], write, state, IsOfFreshObject(((IPropertyReferenceOperation)target).Instance, state));
        return One(state, value);
    }

    private FlowState Change(ISymbol changed, IOperation write, Value value, FlowState state, IOperation? source)
    {
        if (IsInitialisation(changed) || value.IsDurable || IsVouched(source, state) || places.Of(source) is { Root: var root, Members: "" } && Same(root, changed))
            return state;
        return state.Dirtied(Wrote(Dirt.Of(changed, write.Syntax)));
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
                    if ((analysis.Lexicon.Of(member.Member) & Roles.Durable) != 0) return IsOfFreshObject(member.Instance, state) ? null : member.Member;
                    if (!member.Member.IsStatic && analysis.Lexicon.IsDurableType(member.Member.ContainingType))
                        return IsOfFreshObject(member.Instance, state) ? null : member.Member;
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

    /// <summary>Whether nobody else can see a change to an object: it is new, or a copy.</summary>
    private bool IsOfFreshObject(IOperation? instance, FlowState state) => instance switch
    {
        IInstanceReferenceOperation => state.Values.Find(FlowState.This) is { IsFresh: true },
        IFlowCaptureReferenceOperation capture when state.Values.Find(places.KeyOf(capture.Id)) is { IsFresh: true } => true,
        not null when places.Of(instance) is { IsLocal: true } place => IsCopy(place) || state.Values.Find(place) is { IsFresh: true },
        _ => false,
    };

    private static bool IsCopy(Place place) => place.Members.Length == 0
        && place.Root is ILocalSymbol { RefKind: RefKind.None, Type.IsValueType: true } or IParameterSymbol { RefKind: RefKind.None, Type.IsValueType: true };

    /// <summary>The object that a variable holds can be seen by others from here on.</summary>
    private static FlowState Shared(Place? variable, FlowState state)
    {
        if (variable is null || state.Values.Find(variable) is not { IsFresh: true } held) return state;
        var values = state.Values.With(variable, held with { IsFresh = false });
        foreach (var other in held.Ingredients)
            if (values.Find(other) is { IsFresh: true } same) values = values.With(other, same with { IsFresh = false });
        return state with { Values = values };
    }

    /// <summary>The objects given to a call can be seen by others from here on.</summary>
    private FlowState Shared(IInvocationOperation call, FlowState state)
    {
        foreach (var argument in call.Arguments) state = Shared(places.Of(argument.Value), state);
        return state;
    }

    /// <summary>What a constructor or initialiser sets is the state as recovered.</summary>
    private bool IsInitialisation(ISymbol changed) =>
        Method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor
        && changed.ContainingType is { } type && Types.Inherits(Method.ContainingType, type);

    /// <summary>Whether all that the expression reads has been given to a completed persist.</summary>
    private bool IsVouched(IOperation? source, FlowState state)
    {
        if (source is null || state.Vouched.Count == 0) return false;
        var read = places.In(source);
        return read.Length > 0 && read.All(place => state.Vouched.Any(vouched => place.IsWithin(vouched)));
    }

    private Set<Place> Ingredients(IOperation source)
    {
        var read = places.In(source).Where(place => place.IsLocal).Distinct().ToArray();
        return read.Length is 0 or > 8 ? Set<Place>.Empty : Set<Place>.Of(read);
    }

    private Ways<Outcome> WritePart(IOperation part, IOperation write, Ways<Outcome> ways, IOperation? source)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in ways) outcomes = outcomes.And(Write(part, write, Value.Unknown, way.State, source));
        return outcomes;
    }

    private Ways<Outcome> Deconstruct(IDeconstructionAssignmentOperation deconstruction, FlowState state)
    {
        var source = places.Resolve(deconstruction.Value);
        var parts = deconstruction.Target is ITupleOperation targets && source is ITupleOperation sources && targets.Elements.Length == sources.Elements.Length
            ? targets.Elements.Zip(sources.Elements, (target, part) => (Target: target, Source: part)).ToList()
            : null;
        var outcomes = Ways<Outcome>.None;
        foreach (var (after, value) in Evaluate(deconstruction.Value, state))
        {
            var ways = parts is null ? Write(deconstruction.Target, deconstruction, value, after, source) : One(after, value);
            foreach (var part in parts ?? []) ways = WritePart(part.Target, deconstruction, ways, part.Source);
            outcomes = outcomes.And(ways);
        }

        return outcomes;
    }

    private Ways<Outcome> Read(IOperation operation, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in InOrder(PartsOf(operation), state))
        {
            outcomes = outcomes.And(operation is IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } && analysis.IsRelevant(getter) && !IsStored(property)
                ? CallBody(getter, [], operation, way.State)
                : One(way.State, Held(operation, way.State)));
        }

        return outcomes;
    }

    /// <summary>What is known of the value that a variable or member holds.</summary>
    private Value Held(IOperation operation, FlowState state)
    {
        var place = places.Of(operation);
        var value = place is null ? Value.Unknown : state.Values.Find(place) ?? Value.Unknown;
        var member = operation as IMemberReferenceOperation;
        if ((member?.Member ?? place?.Root) is { } symbol && (analysis.Lexicon.Of(symbol) & (Roles.Replies | Roles.Negative)) == Roles.Replies)
            value = value with { CarriesReplies = true };
        if (value.State is null && member?.Type is { IsReferenceType: true } && StateAt(operation, state) is { } inside) value = value with { State = inside };
        return value;
    }

    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary><c>with</c>: a copy of durable state is not yet durable.</summary>
    private Ways<Outcome> Copy(IWithOperation copy, FlowState state)
    {
        var isDurable = analysis.Lexicon.IsDurableType(copy.Type);
        var outcomes = Ways<Outcome>.None;
        foreach (var way in EvaluateChildren(copy, state))
        {
            var after = isDurable ? way.State.Dirtied(Wrote(Dirt.Of(copy.Type!, copy.Syntax))) : way.State;
            outcomes = outcomes.And(One(after, new Value { IsFresh = true }));
        }

        return outcomes;
    }

    private Dirt Wrote(Dirt dirt)
    {
        walker.Findings.Wrote(dirt);
        return dirt;
    }

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);
}
