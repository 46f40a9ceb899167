using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What is awaited.</summary>
internal static class Tasks
{
    public static bool IsTask(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name is "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "UniTask"
                && (type.IsIn("System.Threading.Tasks") || type.IsIn("System.Runtime.CompilerServices") || type.IsIn("Cysharp.Threading.Tasks")))
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
