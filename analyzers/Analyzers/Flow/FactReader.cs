using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Reads conditions as facts, so that <c>a &lt;= b</c> and <c>!(b &lt; a)</c> are the same one.</summary>
internal sealed class FactReader(Places places)
{
    private readonly Dictionary<IOperation, (Fact Fact, bool IsNegated)?> known = [];

    /// <summary>The fact a condition tests, and whether it tests the opposite; null for a condition that may turn out otherwise next time.</summary>
    public (Fact Fact, bool IsNegated)? Read(IOperation condition)
    {
        if (!known.TryGetValue(condition, out var fact)) known.Add(condition, fact = Find(condition));
        return fact;
    }

    private (Fact Fact, bool IsNegated)? Find(IOperation? condition)
    {
        var reads = new List<Place>();
        var negated = false;
        condition = places.Resolve(condition);
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
        {
            negated = !negated;
            condition = places.Resolve(not.Operand);
        }

        if (condition is null || Text(condition, reads, ref negated) is not { } text || reads.Count == 0) return null;
        return (new Fact(text, Set<Place>.Of(reads.Distinct().ToArray())), negated);
    }

    private string? Text(IOperation condition, List<Place> reads, ref bool negated)
    {
        if (condition is not IBinaryOperation binary) return Term(condition, reads);
        if (Term(binary.LeftOperand, reads) is not { } left || Term(binary.RightOperand, reads) is not { } right) return null;
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.GreaterThan:
                return $"{left}>{right}";
            case BinaryOperatorKind.LessThan:
                return $"{right}>{left}";
            case BinaryOperatorKind.LessThanOrEqual:
                negated = !negated;
                return $"{left}>{right}";
            case BinaryOperatorKind.GreaterThanOrEqual:
                negated = !negated;
                return $"{right}>{left}";
            case BinaryOperatorKind.NotEquals:
                negated = !negated;
                return $"{left}=={right}";
            default:
                return $"{left}{binary.OperatorKind}{right}";
        }
    }

    private string? Term(IOperation? operation, List<Place> reads)
    {
        operation = places.Resolve(operation);
        if (operation is null) return null;
        if (operation.ConstantValue is { HasValue: true } constant) return $"`{constant.Value ?? "null"}`";
        if (places.Of(operation) is { } place)
        {
            if (place.Members.Contains("[]")) return null;
            reads.Add(place);
            return $"{place.Root.Name}@{place.Root.Locations.FirstOrDefault()?.SourceSpan.Start}{place.Members}";
        }

        return operation switch
        {
            IIsNullOperation test => Term(test.Operand, reads) is { } operand ? $"{operand}==`null`" : null,
            IIsTypeOperation test => Term(test.ValueOperand, reads) is { } operand ? $"{operand} is {test.TypeOperand}" : null,
            IIsPatternOperation test when !test.Pattern.Syntax.DescendantNodesAndSelf().Any(node => node.GetType().Name == "SingleVariableDesignationSyntax") =>
                Term(test.Value, reads) is { } operand ? $"{operand} is {test.Pattern.Syntax}" : null,
            IBinaryOperation binary => Term(binary.LeftOperand, reads) is { } left && Term(binary.RightOperand, reads) is { } right
                ? $"({left}{binary.OperatorKind}{right})" : null,
            IInvocationOperation { TargetMethod.Name: "CompareTo" or "Equals", Instance: { } instance, Arguments.Length: 1 } call =>
                Term(instance, reads) is { } left && Term(call.Arguments[0].Value, reads) is { } right ? $"{left}.{call.TargetMethod.Name}({right})" : null,
            _ => null,
        };
    }
}
