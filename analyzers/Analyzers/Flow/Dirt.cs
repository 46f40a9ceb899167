using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>How far a change is from the disk.</summary>
internal enum Phase
{
    /// <summary>Nothing has been done for it.</summary>
    Dirty,

    /// <summary>A persist was started for it, and has not been awaited.</summary>
    Pending,

    /// <summary>A persist of it failed.</summary>
    Failed,
}

/// <summary>A change to durable state that is not known to be on disk.</summary>
/// <param name="State">The state that was changed; null for whatever was dirty when the method was entered, and for a renamed file.</param>
/// <param name="Write">Where it was changed; null for what was dirty at entry.</param>
/// <param name="Phase">How far it is from the disk.</param>
/// <param name="Persists">The persists any of which completes it (<see cref="Phase.Pending"/>), or the one that failed.</param>
/// <param name="SwallowedBy">The catch clause that took the failure.</param>
internal sealed record Dirt(ISymbol? State, SyntaxNode? Write, Phase Phase, Set<SyntaxNode> Persists, SyntaxNode? SwallowedBy)
{
    /// <summary>Whatever was dirty when the method was entered: the caller knows.</summary>
    public static readonly Dirt AtEntry = new(null, null, Phase.Dirty, Set<SyntaxNode>.Empty, null);

    public static Dirt Of(ISymbol state, SyntaxNode write) => new(state, write, Phase.Dirty, Set<SyntaxNode>.Empty, null);

    /// <summary>A file renamed or written whole, whose directory or content has not been synced.</summary>
    public static Dirt Replaced(SyntaxNode call) => new(null, call, Phase.Dirty, Set<SyntaxNode>.Empty, null);

    public bool IsEntry => State is null && Write is null;

    public bool IsReplacedFile => State is null && Write is not null;

    /// <summary>The same change after a persist was started.</summary>
    public Dirt Started(SyntaxNode persist) => this with
    {
        Phase = Phase.Pending,
        Persists = Phase == Phase.Pending ? Persists.Add(persist) : Set<SyntaxNode>.Of(persist),
        SwallowedBy = null,
    };

    /// <summary>The same change after a persist failed.</summary>
    public Dirt FailedBy(SyntaxNode persist) => this with { Phase = Phase.Failed, Persists = Set<SyntaxNode>.Of(persist) };
}
