using System.Linq;
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

    /// <summary>What a call of this type ends with: of a task its result, otherwise itself.</summary>
    public static ITypeSymbol? ResultOf(ITypeSymbol type) => !IsTask(type) ? type : (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();

    /// <summary>The task itself, without <c>ConfigureAwait</c>.</summary>
    public static IOperation? Unconfigured(IOperation? operation)
    {
        while (operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }) operation = task;
        return operation;
    }
}
