namespace PaxosConformance.Rules;

/// <summary>A text or a report that rules rest on.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Work
{
    /// <summary>Who wrote it; null if it does not say.</summary>
    public string? Author { get; init; }

    /// <summary>The title, or what the report is about.</summary>
    public required string Title { get; init; }

    /// <summary>The year it appeared; null if it does not say.</summary>
    public int? Year { get; init; }

    /// <summary>Where it was published, or what kind of text it is.</summary>
    public required string Published { get; init; }
}
