using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Where execution goes at the end of a finally block: on along a branch, or on with an exception.</summary>
/// <param name="Branch">The branch that leads through the block; null while an exception passes.</param>
/// <param name="Next">How many finally blocks of the branch have been entered.</param>
/// <param name="Raised">The statement with the finally block that the exception leaves; null on a branch.</param>
/// <param name="Thrown">What the exception is, while one passes.</param>
/// <param name="Outer">What the finally block around this one goes on with.</param>
internal sealed record Continuation(ControlFlowBranch? Branch, int Next, ControlFlowRegion? Raised, Thrown? Thrown, Continuation? Outer)
{
    public ImmutableArray<ControlFlowRegion> Finallies => Branch?.FinallyRegions ?? ImmutableArray<ControlFlowRegion>.Empty;
}

/// <summary>An exception on its way.</summary>
/// <param name="At">What threw.</param>
/// <param name="Type">The type, where it is known.</param>
/// <param name="IsPersistFailure">Whether it says that a persist failed.</param>
/// <param name="Crossed">How many statements with catch clauses it has left.</param>
internal sealed record Thrown(SyntaxNode At, ITypeSymbol? Type, bool IsPersistFailure, int Crossed = 0);
