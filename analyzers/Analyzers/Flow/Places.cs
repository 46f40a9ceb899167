using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Finds the place an expression names. The graph's captures are seen through where they stand for one expression only.</summary>
internal sealed class Places
{
    private readonly Dictionary<CaptureId, Capture> captures = [];
    private readonly Dictionary<IOperation, Place?> named = [];
    private readonly Dictionary<IOperation, Place[]> read = [];

    public Places(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
                if (operation is IFlowCaptureOperation capture) Add(capture);
        }
    }

    /// <summary>What stands for a capture in a state.</summary>
    public object KeyOf(CaptureId id)
    {
        if (!captures.TryGetValue(id, out var capture)) captures.Add(id, capture = new Capture());
        return capture;
    }

    /// <summary>The expression that a capture stands for, and conversions apart, the expression itself.</summary>
    public IOperation? Resolve(IOperation? operation)
    {
        while (true)
        {
            switch (operation?.Kind)
            {
                case OperationKind.Conversion:
                    operation = ((IConversionOperation)operation).Operand;
                    break;
                case OperationKind.FlowCaptureReference when captures.TryGetValue(((IFlowCaptureReferenceOperation)operation).Id, out var capture) && capture.Value is { } value:
                    operation = value;
                    break;
                default:
                    return operation;
            }
        }
    }

    public Place? Of(IOperation? operation)
    {
        operation = Resolve(operation);
        if (operation is null) return null;
        if (!named.TryGetValue(operation, out var known)) named.Add(operation, known = Find(operation));
        return known;
    }

    /// <summary>All places an expression reads, the longest of each chain.</summary>
    public Place[] In(IOperation? operation)
    {
        operation = Resolve(operation);
        if (operation is null) return [];
        if (!read.TryGetValue(operation, out var known)) read.Add(operation, known = Of(operation) is { } place ? [place] : InParts(operation));
        return known;
    }

    private Place[] InParts(IOperation operation)
    {
        List<Place>? parts = null;
        foreach (var child in operation.ChildOperations) (parts ??= []).AddRange(In(child));
        return parts?.ToArray() ?? [];
    }

    private void Add(IFlowCaptureOperation capture)
    {
        if (captures.TryGetValue(capture.Id, out var known)) known.Value = null;
        else captures.Add(capture.Id, new Capture { Value = capture.Value });
    }

    private Place? Find(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return new Place(local.Local);
            case IParameterReferenceOperation parameter:
                return new Place(parameter.Parameter);
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                return Of(indexer.Instance)?.Inside("[]");
            case IMemberReferenceOperation member and not IMethodReferenceOperation:
                return member.Instance is null || Resolve(member.Instance) is IInstanceReferenceOperation
                    ? new Place(member.Member)
                    : Of(member.Instance)?.Inside("." + member.Member.Name);
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference)?.Inside("[]");
            default:
                return null;
        }
    }

    /// <summary>A capture, and the expression it stands for; null where that is not always the same.</summary>
    private sealed class Capture
    {
        public IOperation? Value { get; set; }
    }
}
