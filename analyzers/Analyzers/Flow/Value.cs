using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What is known of a value. Nothing, unless a property says otherwise.</summary>
internal sealed record Value
{
    public static readonly Value Unknown = new();
    public static readonly Value True = new() { Constant = true };
    public static readonly Value False = new() { Constant = false };
    public static readonly Value Null = new() { IsNull = true };

    /// <summary>The value of a condition, or what the task of one ends with.</summary>
    public bool? Constant { get; init; }

    public bool? IsNull { get; init; }

    /// <summary>The exact type of a new object.</summary>
    public ITypeSymbol? Type { get; init; }

    /// <summary>Whether a collection is empty.</summary>
    public bool? IsEmpty { get; init; }

    /// <summary>For a task: the persists that have completed when it has.</summary>
    public Set<SyntaxNode> Completes { get; init; } = Set<SyntaxNode>.Empty;

    /// <summary>For a task: whether it may end with <c>false</c>, and has persisted nothing then.</summary>
    public bool MayRefuse { get; init; }

    /// <summary>The durable state that changes when something inside this object is assigned.</summary>
    public ISymbol? State { get; init; }

    /// <summary>Whether the object is new: nobody else can see a change to it.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Whether the value comes from stable storage.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Whether a reply goes out when something is written to this, or when it is called.</summary>
    public bool CarriesReplies { get; init; }

    /// <summary>What the value was made of.</summary>
    public Set<Place> Ingredients { get; init; } = Set<Place>.Empty;

    /// <summary>The durable member of which this is a copy, made while the member was on disk.</summary>
    public Place? CopyOf { get; init; }

    /// <summary>For a delegate: the method, local function or lambda (an operation of the graph) it calls.</summary>
    public object? Target { get; init; }

    /// <summary>What is left of the knowledge when the value travels out of its method.</summary>
    public Value Abroad() => Ingredients.Count == 0 && State is null && !IsFresh && CopyOf is null && Target is null or IMethodSymbol
        ? this
        : this with { Ingredients = Set<Place>.Empty, State = null, IsFresh = false, CopyOf = null, Target = Target as IMethodSymbol };

    /// <summary>The same where it is handed over, to a call or by one: what is new is new there too.</summary>
    public Value HandedOver() => IsFresh ? Abroad() with { IsFresh = true } : Abroad();
}
