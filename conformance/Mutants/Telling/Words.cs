namespace PaxosConformance.Mutants;

/// <summary>Tiers and outcomes as reports write them.</summary>
public static class Words
{
    /// <summary>The tier in small letters.</summary>
    public static string ToText(this Tier tier) => tier.ToString().ToLowerInvariant();

    /// <summary>The outcome in capitals.</summary>
    public static string ToText(this Outcome outcome) => outcome == Outcome.NotJudged ? "NOT JUDGED" : outcome.ToString().ToUpperInvariant();
}
