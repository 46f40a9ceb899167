namespace PaxosConformance.Mutants;

/// <summary>All creatures of the zoo.</summary>
public static partial class Zoo
{
    /// <summary>The nodes that break a rule, in the order of their identifiers.</summary>
    public static IReadOnlyList<Mutant> Mutants { get; } =
        [.. new[] { Acceptors, Ballots, Proposers, Rounds, Quorums, Learners, Memories, Disks }.SelectMany(mutants => mutants).OrderBy(mutant => mutant.Id, StringComparer.Ordinal)];

    /// <summary>The nodes that are different and right.</summary>
    public static IReadOnlyList<Variant> Variants { get; } = [.. Legal.OrderBy(variant => variant.Id, StringComparer.Ordinal)];

    private static Rewrite.Place In(string file, string? member = null) => Rewrite.In(file, member);
}
