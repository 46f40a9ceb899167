using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What is awaited.</summary>
internal static class Tasks
{
    public static bool IsTask(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name is "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "UniTask"
                && type.ContainingNamespace?.ToDisplayString() is "System.Threading.Tasks" or "System.Runtime.CompilerServices" or "Cysharp.Threading.Tasks")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The task itself, without <c>ConfigureAwait</c>.</summary>
    public static IOperation? Unconfigured(IOperation? operation)
    {
        while (operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }) operation = task;
        return operation;
    }
}
