using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>An expression in one number, such as <c>(n + 1) / 2</c>, that halves it.</summary>
internal sealed class Threshold
{
    private Threshold(IOperation operation, IOperation? leaf, IBinaryOperation? comparison) => (Operation, Leaf, Comparison) = (operation, leaf, comparison);

    /// <summary>The whole expression.</summary>
    public IOperation Operation { get; }

    /// <summary>What is halved; null where the expression is not in one number.</summary>
    public IOperation? Leaf { get; }

    /// <summary>The comparison that the expression is one side of.</summary>
    public IBinaryOperation? Comparison { get; }

    /// <summary>The expression around a halving; null for any other operation.</summary>
    public static Threshold? Around(IBinaryOperation half)
    {
        if (!Halves(half)) return null;
        IOperation whole = half;
        while (whole.Parent is IConversionOperation or IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract })
            whole = whole.Parent;
        var leaf = default(IOperation);
        var isOneNumber = FindLeaf(whole, ref leaf);
        var comparison = whole.Parent as IBinaryOperation;
        return new Threshold(whole, isOneNumber ? leaf : null, comparison is not null && IsComparison(comparison) ? comparison : null);
    }

    public IOperation Other(IBinaryOperation comparison) => comparison.LeftOperand == Operation ? comparison.RightOperand : comparison.LeftOperand;

    /// <summary>The expression's value for <paramref name="n"/>.</summary>
    public int? Value(int n) => Evaluate(Operation, n) is { } value ? (int)value : null;

    /// <summary>The least count that passes the comparison; null where it passes for other reasons.</summary>
    public Func<int, int?> LeastThatPasses(IBinaryOperation comparison)
    {
        var isLeft = comparison.LeftOperand == Operation;
        return n => (comparison.OperatorKind, isLeft) switch
        {
            (BinaryOperatorKind.GreaterThanOrEqual, false) or (BinaryOperatorKind.LessThanOrEqual, true) => Ceiling(n, 0),
            (BinaryOperatorKind.GreaterThan, false) or (BinaryOperatorKind.LessThan, true) => Ceiling(n, 1),
            // Negated: fewer than so many are refused.
            (BinaryOperatorKind.LessThan, false) or (BinaryOperatorKind.GreaterThan, true) => Ceiling(n, 0),
            (BinaryOperatorKind.LessThanOrEqual, false) or (BinaryOperatorKind.GreaterThanOrEqual, true) => Ceiling(n, 1),
            (BinaryOperatorKind.Equals, _) => Ceiling(n, 0),
            _ => null,
        };
    }

    private int? Ceiling(int n, int above)
    {
        if (Evaluate(Operation, n) is not { } value) return null;
        return above == 0 ? (int)Math.Ceiling(value) : (int)Math.Floor(value) + 1;
    }

    private static bool Halves(IBinaryOperation operation) => operation.OperatorKind switch
    {
        BinaryOperatorKind.Divide => Constant(operation.RightOperand) == 2,
        BinaryOperatorKind.RightShift => Constant(operation.RightOperand) == 1,
        _ => false,
    };

    private static bool IsComparison(IBinaryOperation operation) => operation.OperatorKind is BinaryOperatorKind.GreaterThan
        or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.Equals;

    private static bool FindLeaf(IOperation operation, ref IOperation? leaf)
    {
        operation = Unwrapped(operation);
        if (operation.ConstantValue.HasValue) return true;
        if (operation is IBinaryOperation binary && IsArithmetic(binary)) return FindLeaf(binary.LeftOperand, ref leaf) && FindLeaf(binary.RightOperand, ref leaf);
        if (leaf is not null) return leaf.Syntax.ToString() == operation.Syntax.ToString();
        leaf = operation;
        return true;
    }

    private static bool IsArithmetic(IBinaryOperation binary) => binary.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
        or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder or BinaryOperatorKind.RightShift;

    private static double? Evaluate(IOperation operation, int n)
    {
        operation = Unwrapped(operation);
        if (operation.ConstantValue.HasValue) return Constant(operation);
        if (operation is not IBinaryOperation binary || !IsArithmetic(binary)) return n;
        if (Evaluate(binary.LeftOperand, n) is not { } left || Evaluate(binary.RightOperand, n) is not { } right) return null;
        var isWhole = binary.Type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide when right != 0 => isWhole ? Math.Truncate(left / right) : left / right,
            BinaryOperatorKind.Remainder when right != 0 => left % right,
            BinaryOperatorKind.RightShift => Math.Floor(left / Math.Pow(2, right)),
            _ => null,
        };
    }

    private static double? Constant(IOperation operation) => Unwrapped(operation).ConstantValue is { HasValue: true, Value: IConvertible number and not string and not char and not bool }
        ? number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) : null;

    private static IOperation Unwrapped(IOperation operation)
    {
        while (true)
        {
            if (operation is IConversionOperation conversion) operation = conversion.Operand;
            else if (operation is IParenthesizedOperation parenthesized) operation = parenthesized.Operand;
            else return operation;
        }
    }
}
