using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What collection methods do, by name.</summary>
internal static class Collections
{
    private static readonly HashSet<string> changes =
    [
        "Add", "TryAdd", "AddRange", "AddOrUpdate", "GetOrAdd", "Append", "Clear", "Dequeue", "TryDequeue", "Enqueue", "ExceptWith", "Insert", "InsertRange",
        "IntersectWith", "Merge", "Pop", "TryPop", "Push", "Remove", "RemoveAll", "RemoveAt", "RemoveRange", "RemoveWhere", "Reverse", "Set",
        "SetValue", "Sort", "SymmetricExceptWith", "Take", "TryRemove", "TryTake", "TryUpdate", "UnionWith", "Update",
    ];

    public static bool Is(ITypeSymbol type) => type.TypeKind == TypeKind.Array
        || type.OriginalDefinition.AllInterfaces.Any(contract => contract.Name == "IEnumerable" && contract.IsIn("System.Collections"));

    /// <summary>Whether the call changes the collection it is made on. Immutable collections return a new one.</summary>
    public static bool IsChangedBy(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        return changes.Contains(call.TargetMethod.Name) && !call.TargetMethod.IsExtensionMethod
            && type.ContainingNamespace is { Name: "Generic" or "Concurrent" or "ObjectModel" or "Collections" } && type.IsUnder("System");
    }

    /// <summary>Keeps account of whether a collection is empty, and of the tasks in it.</summary>
    public static FlowState Note(IInvocationOperation call, Place? place, Value[] arguments, FlowState state)
    {
        if (place is not { } collection || call.TargetMethod.ContainingType is not { } type || !Is(type)) return state;
        var known = state.Values.Find(collection) ?? Value.Unknown;
        switch (call.TargetMethod.Name)
        {
            case "Add" or "Enqueue" or "Push" or "Insert":
                known = known with { IsEmpty = false, Completes = known.Completes.Union(arguments.SelectMany(argument => argument.Completes)) };
                break;
            case "Clear":
                known = known with { IsEmpty = true };
                break;
            case "AddRange" or "Remove" or "RemoveAt" or "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "RemoveAll":
                known = known with { IsEmpty = null };
                break;
            default:
                return state;
        }

        return state.Assigning(collection, known);
    }
}
