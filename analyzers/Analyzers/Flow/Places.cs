using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Finds the place an expression names. The graph's captures are seen through where they stand for one expression only.</summary>
internal sealed class Places
{
    private readonly Dictionary<CaptureId, IOperation?> captures = [];

    public Places(ControlFlowGraph graph)
    {
        foreach (var capture in graph.Blocks.SelectMany(block => block.Operations).OfType<IFlowCaptureOperation>())
            captures[capture.Id] = captures.ContainsKey(capture.Id) ? null : capture.Value;
    }

    /// <summary>The expression that a capture stands for, and conversions apart, the expression itself.</summary>
    public IOperation? Resolve(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IFlowCaptureReferenceOperation reference when captures.TryGetValue(reference.Id, out var captured) && captured is not null:
                    operation = captured;
                    break;
                default:
                    return operation;
            }
        }
    }

    public Place? Of(IOperation? operation)
    {
        switch (_ = Resolve(operation))
        {
            case ILocalReferenceOperation local:
                return new Place(local.Local, "");
            case IParameterReferenceOperation parameter:
                return new Place(parameter.Parameter, "");
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                return Inside(Of(indexer.Instance), "[]");
            case IMemberReferenceOperation member and not IMethodReferenceOperation:
                return member.Instance is null || Resolve(member.Instance) is IInstanceReferenceOperation
                    ? new Place(member.Member, "")
                    : Inside(Of(member.Instance), "." + member.Member.Name);
            case IArrayElementReferenceOperation element:
                return Inside(Of(element.ArrayReference), "[]");
            default:
                return null;
        }
    }

    /// <summary>All places an expression reads, the longest of each chain.</summary>
    public IEnumerable<Place> In(IOperation? operation)
    {
        operation = Resolve(operation);
        if (operation is null) yield break;
        if (Of(operation) is { } place)
        {
            yield return place;
            yield break;
        }

        foreach (var child in operation.ChildOperations)
            foreach (var inner in In(child)) yield return inner;
    }

    private static Place? Inside(Place? outer, string member) => outer is { } place ? place with { Members = place.Members + member } : null;
}
