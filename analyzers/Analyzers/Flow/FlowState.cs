using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>One way execution may have come to a point, and what is known there. Immutable; equal states are explored once.</summary>
internal sealed record FlowState
{
    private int hash;

    /// <summary>Stands for this object among the <see cref="Values"/>.</summary>
    public static readonly object This = new();

    public static readonly FlowState AtEntry = new() { Dirt = Set<Dirt>.Of(Flow.Dirt.AtEntry) };

    public FlowState()
    {
    }

    // What "with" begins from: all but the hash.
    private FlowState(FlowState other)
    {
        (Dirt, Values, Facts, Vouched) = (other.Dirt, other.Values, other.Facts, other.Vouched);
        (Staged, Failed, WeakFlushes) = (other.Staged, other.Failed, other.WeakFlushes);
        (MayHavePersisted, Returning, After) = (other.MayHavePersisted, other.Returning, other.After);
    }

    /// <summary>The changes that are not known to be on disk.</summary>
    public Set<Dirt> Dirt { get; init; } = Set<Dirt>.Empty;

    /// <summary>What is known of variables and members, and of the graph's captures.</summary>
    public Map<object, Value> Values { get; init; } = Map<object, Value>.Empty;

    /// <summary>What conditions that are tested more than once turned out to be.</summary>
    public Map<Fact, bool> Facts { get; init; } = Map<Fact, bool>.Empty;

    /// <summary>What has been given to a completed persist: assigning it to durable state afterwards leaves that state durable.</summary>
    public Set<Place> Vouched { get; init; } = Set<Place>.Empty;

    /// <summary>What has been written to a log or file that has not been persisted yet.</summary>
    public Set<Staged> Staged { get; init; } = Set<Staged>.Empty;

    /// <summary>The logs and files whose persist has failed.</summary>
    public Set<FailedHandle> Failed { get; init; } = Set<FailedHandle>.Empty;

    /// <summary>Calls that empty a buffer without reaching the disk.</summary>
    public Set<SyntaxNode> WeakFlushes { get; init; } = Set<SyntaxNode>.Empty;

    /// <summary>Whether something was called that may persist for all that can be seen, or there may have been nothing to persist.</summary>
    public bool MayHavePersisted { get; init; }

    /// <summary>The return statement that is being carried out, if any.</summary>
    public Returning? Returning { get; init; }

    /// <summary>Where a finally block goes when it ends.</summary>
    public Continuation? After { get; init; }

    /// <summary>Takes a change into account. It takes the place of earlier changes to the same state that no persist has been started for.</summary>
    public FlowState Dirtied(Dirt change) => this with
    {
        Dirt = Dirt.Where(change, static (dirt, change) => dirt.Phase != Phase.Dirty || dirt.State is null || !Same(dirt.State, change.State)).Add(change),
    };

    /// <summary>All that was dirty is on disk now.</summary>
    public FlowState Persisted() => this with { Dirt = Set<Dirt>.Empty, WeakFlushes = Set<SyntaxNode>.Empty };

    /// <summary>A persist has been started for all that is dirty.</summary>
    public FlowState Started(SyntaxNode persist) => this with { Dirt = Dirt.Select(dirt => dirt.Started(persist)) };

    /// <summary>The persists have completed.</summary>
    public FlowState Completed(Set<SyntaxNode> persists) => persists.Count == 0 ? this : this with
    {
        Dirt = Dirt.Where(dirt => dirt.Phase != Phase.Pending || !dirt.Persists.Any(persists.Contains)),
    };

    /// <summary>One of the persists has failed.</summary>
    public FlowState FailedToComplete(Set<SyntaxNode> persists) => persists.Count == 0 ? this : this with
    {
        Dirt = Dirt.Select(dirt => dirt.Phase == Phase.Pending && dirt.Persists.FirstOrDefault(persists.Contains) is { } failed ? dirt.FailedBy(failed) : dirt),
    };

    /// <summary>A place holds another value from here on.</summary>
    public FlowState Assigning(Place place, Value value)
    {
        var values = Values.Without(place, static (key, place) => key is Place other && other.IsWithin(place));
        return this with
        {
            Values = value == Value.Unknown ? values : values.With(place, value),
            Facts = Facts.Without(place, static (fact, place) => fact.DependsOn(place)),
            Vouched = Vouched.Where(place, static (vouched, place) => !vouched.IsWithin(place)),
            Failed = Failed.Where(place, static (failed, place) => failed.Handle is not { } handle || !handle.IsWithin(place)),
        };
    }

    /// <summary>All but the dirt is forgotten: the last resort where too many ways lead to one point.</summary>
    public FlowState Blurred() => AtEntry with
    {
        Dirt = Dirt,
        After = After,
        Returning = Returning,
        MayHavePersisted = MayHavePersisted,
        WeakFlushes = WeakFlushes,
    };

    public bool Equals(FlowState? other) => ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode()
        && MayHavePersisted == other.MayHavePersisted && Dirt.Equals(other.Dirt) && Values.Equals(other.Values) && Facts.Equals(other.Facts)
        && Vouched.Equals(other.Vouched) && Staged.Equals(other.Staged) && Failed.Equals(other.Failed) && WeakFlushes.Equals(other.WeakFlushes)
        && Equals(Returning, other.Returning) && Equals(After, other.After));

    /// <summary>Kept once asked for: a state is looked up again and again, and never changes.</summary>
    public override int GetHashCode()
    {
        if (hash != 0) return hash;
        var sum = Dirt.GetHashCode();
        sum = sum * 31 + Values.GetHashCode();
        sum = sum * 31 + Facts.GetHashCode();
        sum = sum * 31 + Vouched.GetHashCode();
        sum = sum * 31 + (After?.GetHashCode() ?? 0);
        sum = sum * 31 + (Returning?.GetHashCode() ?? 0);
        return hash = sum == 0 ? 1 : sum;
    }

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);
}

/// <summary>A return of a value, and where it is written.</summary>
internal sealed record Returning(IOperation At, Value Value);

/// <summary>A value that was written to a log or file.</summary>
internal readonly record struct Staged(Place Log, Place What);

/// <summary>A persist that failed, and on what; no place means this object itself.</summary>
internal readonly record struct FailedHandle(Place? Handle, SyntaxNode Persist);

/// <summary>A condition, in a form that is equal wherever it is tested again, and the places it reads.</summary>
internal sealed record Fact(string Text, Set<Place> Reads)
{
    public bool DependsOn(Place place)
    {
        foreach (var read in Reads)
            if (read.IsWithin(place) || place.IsWithin(read)) return true;
        return false;
    }

    public bool Equals(Fact? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
