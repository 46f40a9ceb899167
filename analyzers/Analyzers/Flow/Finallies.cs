using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>
/// Tells where an exception leaves the method without meeting anything of interest. Nearly all do: the finally blocks of <c>foreach</c>,
/// <c>using</c> and <c>lock</c> only dispose of something.
/// </summary>
internal sealed class Finallies(Analysis analysis, ControlFlowGraph graph)
{
    private readonly Dictionary<ControlFlowRegion, bool> unseen = [];
    private readonly Dictionary<ControlFlowRegion, bool> disposing = [];

    /// <summary>Whether an exception out of the region meets no catch clause, and no finally block that does anything of interest.</summary>
    public bool ArePassedUnseen(ControlFlowRegion? region)
    {
        if (region is null || region.Kind == ControlFlowRegionKind.Root) return true;
        if (!unseen.TryGetValue(region, out var known)) unseen.Add(region, known = IsPassedUnseen(region) && ArePassedUnseen(region.EnclosingRegion));
        return known;
    }

    /// <summary>
    /// Whether the finally block only disposes of something that has no name in the source, as that of <c>foreach</c> does, so that nothing
    /// is known better after it.
    /// </summary>
    public bool OnlyDisposes(ControlFlowRegion block)
    {
        if (!disposing.TryGetValue(block, out var known))
            disposing.Add(block, known = ArePassedUnseen(block) && DoesNothing(block) && Operations(block).SelectMany(operation => operation.DescendantsAndSelf()).All(IsUnnamed));
        return known;
    }

    /// <summary>Whether a catch clause may take an exception out of the statement.</summary>
    public static bool IsCaught(ControlFlowRegion statement)
    {
        for (var region = statement; region.EnclosingRegion is { } outer; region = outer)
            if (region.Kind == ControlFlowRegionKind.Try && outer.Kind == ControlFlowRegionKind.TryAndCatch) return true;
        return false;
    }

    public static ControlFlowRegion Finally(ControlFlowRegion statement) =>
        statement.NestedRegions.First(nested => nested.Kind == ControlFlowRegionKind.Finally);

    private bool IsPassedUnseen(ControlFlowRegion region) => (region.Kind, region.EnclosingRegion) switch
    {
        (ControlFlowRegionKind.Catch, _) or (ControlFlowRegionKind.Try, { Kind: ControlFlowRegionKind.TryAndCatch }) => false,
        (ControlFlowRegionKind.Try, { Kind: ControlFlowRegionKind.TryAndFinally } statement) => DoesNothing(Finally(statement)),
        _ => true,
    };

    private static bool IsUnnamed(IOperation part) =>
        part.IsImplicit && part is not (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation);

    private IEnumerable<IOperation> Operations(ControlFlowRegion region)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            foreach (var operation in graph.Blocks[i].Operations) yield return operation;
            if (graph.Blocks[i].BranchValue is { } value) yield return value;
        }
    }

    private bool DoesNothing(ControlFlowRegion block) => Operations(block).All(operation =>
        analysis.RelevanceOf(operation) == Roles.None && operation.DescendantsAndSelf().All(PartDoesNothing));

    private bool PartDoesNothing(IOperation part) => part switch
    {
        IAwaitOperation or IInvalidOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => false,
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke or MethodKind.LocalFunction } => false,
        IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" } call => !call.Descendants().Any(inner => MattersWhenDisposed(inner.Type, call.TargetMethod.Name)),
        _ => part.Type?.TypeKind != TypeKind.Delegate && !Tasks.IsTask(part.Type),
    };

    // Disposing is called through the interface, whatever the type says of its own method.
    private bool MattersWhenDisposed(ITypeSymbol? type, string dispose) =>
        type is not null && type.GetMembers(dispose).Any(own => analysis.Lexicon.Of(own) != Roles.None);
}
