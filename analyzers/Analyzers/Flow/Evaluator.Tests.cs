using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Conditions whose value follows from what is known.</summary>
internal sealed partial class Evaluator
{
    private Ways<Outcome> Test(IOperation operation, FlowState state)
    {
        var tested = operation switch
        {
            IIsNullOperation test => test.Operand,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => not.Operand,
            IIsTypeOperation test => test.ValueOperand,
            IIsPatternOperation test => test.Value,
            _ => null,
        };
        if (tested is null && operation is not IBinaryOperation) return EvaluateChildren(operation, state);

        var outcomes = Ways<Outcome>.None;
        foreach (var way in tested is null ? EvaluateChildren(operation, state) : Evaluate(tested, state))
            outcomes = outcomes.And(One(operation is IIsPatternOperation test ? Bind(test.Pattern, way.Value, way.State) : way.State, Truth(Holds(operation, way))));
        return outcomes;
    }

    private bool? Holds(IOperation test, Outcome way) => test switch
    {
        IIsNullOperation => way.Value.IsNull,
        IUnaryOperation => !way.Value.Constant,
        IIsTypeOperation isType => IsOf(way.Value, isType.TypeOperand),
        IIsPatternOperation isPattern => Matches(way.Value, isPattern.Pattern),
        IBinaryOperation binary => Compared(binary, way.State),
        _ => null,
    };

    private static Value Truth(bool? known) => known is { } value ? value ? Value.True : Value.False : Value.Unknown;

    private bool? Compared(IBinaryOperation binary, FlowState state)
    {
        if (conditions.EmptinessTest(binary) is { } test) return state.Values.Find(test.Collection)?.IsEmpty == null ? null : state.Values.Find(test.Collection)!.IsEmpty == test.IsEmptyWhenTrue;
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)) return null;
        var isEqual = binary.OperatorKind == BinaryOperatorKind.Equals;
        if (conditions.ConstantOf(binary.RightOperand) is { } constant && places.Of(binary.LeftOperand) is { } place)
        {
            var known = state.Values.Find(place);
            if (constant.Value is null && known?.IsNull is { } isNull) return isNull == isEqual;
            if (constant.Value is bool expected && known?.Constant is { } actual) return actual == expected == isEqual;
        }

        return null;
    }

    private static bool? Matches(Value value, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => true,
        INegatedPatternOperation negated => !Matches(value, negated.Pattern),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => value.IsNull,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } => value.Constant == null ? null : value.Constant == expected,
        ITypePatternOperation type => IsOf(value, type.MatchedType),
        IDeclarationPatternOperation { MatchedType: { } type } => IsOf(value, type),
        IDeclarationPatternOperation => true,
        IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } any =>
            any.Type is not null && value.Type is null ? value.IsNull == true ? false : null : IsOf(value, any.MatchedType),
        IRecursivePatternOperation recursive => IsOf(value, recursive.MatchedType) == false ? false : null,
        _ => null,
    };

    /// <summary>Whether a value is of a type, where its exact type is known.</summary>
    private static bool? IsOf(Value value, ITypeSymbol type)
    {
        if (value.IsNull == true) return false;
        for (var own = value.Type; own is not null; own = own.BaseType)
            if (Same(own, type)) return true;
        if (value.Type is null) return null;
        return value.Type.AllInterfaces.Any(contract => Same(contract, type));
    }

    /// <summary>A variable declared by a pattern holds the value that was matched.</summary>
    private static FlowState Bind(IPatternOperation pattern, Value value, FlowState state) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => state.Assigning(new Place(local), value),
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => state.Assigning(new Place(local), value),
        _ => state,
    };

    /// <summary>The value of a question about a collection or an enumerator, where it is known.</summary>
    private static Value? IsTest(IInvocationOperation call, Value receiver)
    {
        if (call.TargetMethod.Name is "MoveNext" or "MoveNextAsync" && call.IsImplicit && receiver.IsEmpty == true) return Value.False;
        return null;
    }
}
