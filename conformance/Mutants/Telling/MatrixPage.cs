using System.Text;
using PaxosConformance.Scenarios;

namespace PaxosConformance.Mutants;

/// <summary>The page of the matrix, MATRIX.md beside the zoo.</summary>
public static class MatrixPage
{
    private const string Ledger = "## What proves the rules";

    /// <summary>The page.</summary>
    /// <param name="fates">What became of every creature of the zoo.</param>
    /// <param name="full">Whether the mutants met every scenario.</param>
    /// <param name="before">The page as it was, or null; what a run that is not full cannot tell is taken from it.</param>
    public static string Write(IReadOnlyList<Fate> fates, bool full, string? before) => $"""
        # Detection matrix

        What the suite and the analyzers make of wrong nodes and of different ones. Written by

        ```
        paxos-conformance matrix --full --markdown conformance/Mutants/MATRIX.md
        ```

        {MatrixConsole.Summary(fates)}. {fates.Count(fate => fate.Creature is Mutant && fate.Diagnostics.Count > 0)} of the mutants are flagged by the analyzers, and none of the variants.

        ## Mutants

        Each is the reference node with one change. It counts as killed only by a check that names a rule it breaks. `Z…` are those of the catalogue of known
        mistakes, `X…` were added for bugs seen elsewhere, or where the suite was found weak.

        {Mutants(fates)}

        ## Waiting

        The scenarios that are to kill these are not in the suite yet, or are not for the machine that wrote this page.

        {Waiting(fates)}

        ## Legal variants

        Each is the reference node with one freedom used. No scenario may fail it or find nothing to judge in it, and no analyzer may flag it.

        {Variants(fates)}

        ## Not in the zoo

        Mutants and variants of several slots (Z44, Z45, Z47, Z48, Z67 to Z73, V18, V19), of flexible quorums (Z49, Z50, Z74 to Z76) and of synchronous rounds (Z77 to
        Z80, V26) follow with these features. Z86, a node that comes back with an empty disk as if it were new, is what the reference node does: it is outside the model, and advice at most.

        {Ledger}

        For each rule that binds every node: the mutants that only the checks of this rule find, which would pass the whole suite without them, and those that checks
        of other rules find too. Only a run with `--full` tells this, so it may be older than the rest.

        {(full ? Proofs(fates) : Kept(before))}
        """ + "\n";

    /// <summary>The row of a mutant.</summary>
    /// <param name="mutant">Which.</param>
    /// <param name="killers">The scenarios that killed it, of those that were expected to; none: what became of it, in a word.</param>
    /// <param name="diagnostics">What the analyzers say of it.</param>
    public static string Row(Mutant mutant, IEnumerable<string> killers, IReadOnlyList<string> diagnostics) =>
        $"| {mutant.Id} | {mutant.Change} | {List(mutant.Breaks)} | {mutant.Tier.ToText()} | {List(killers)} | {List(diagnostics)} |";

    /// <summary>The row of a variant.</summary>
    public static string Row(Variant variant) => $"| {variant.Id} | {variant.Change} |";

    /// <summary>The row of a mutant whose scenarios are missing.</summary>
    public static string WaitingRow(Mutant mutant) => $"| {mutant.Id} | {List(mutant.Killers)} |";

    private static string Mutants(IReadOnlyList<Fate> fates) => Table("| mutant | change | breaks | tier | killed by | analyzers |",
        fates.Where(fate => fate.Creature is Mutant).Select(fate => Row((Mutant)fate.Creature, Killers(fate), fate.Diagnostics)));

    private static IEnumerable<string> Killers(Fate fate) =>
        fate.Outcome == Outcome.Killed ? ((Mutant)fate.Creature).Killers.Intersect(fate.Kills.Select(kill => kill.Scenario)) : [fate.Outcome.ToText().ToLowerInvariant()];

    private static string Waiting(IReadOnlyList<Fate> fates) => Table("| mutant | waits for |",
        fates.Where(fate => fate.Outcome is Outcome.Waits or Outcome.NotJudged).Select(fate => WaitingRow((Mutant)fate.Creature)));

    private static string Variants(IReadOnlyList<Fate> fates) => Table("| variant | difference |", fates.Select(fate => fate.Creature).OfType<Variant>().Select(Row));

    private static string Proofs(IReadOnlyList<Fate> fates)
    {
        var proofs = Proof.Of(fates);
        var (named, unnamed) = (proofs.Where(proof => proof.IsNamed).ToList(), proofs.Where(proof => !proof.IsNamed).ToList());
        return $"""
            {Table("| rule | only its checks find | others' find too |", named.Select(proof => $"| {proof.Rule.Id} {proof.Rule.Title} | {List(proof.Alone)} | {List(proof.Besides)} |"))}

            In a run with {Scenario.All.Count} scenarios, {named.Count} of {proofs.Count} binding rules were named for a mutant that breaks them; {proofs.Count(proof => proof.IsProven)} of these are proven by one
            that only their checks found. No mutant shows that the others are tested:

            - with scenarios: {List(unnamed.Where(proof => proof.HasScenario).Select(proof => proof.Rule.Id))}
            - without a scenario: {List(unnamed.Where(proof => !proof.HasScenario).Select(proof => proof.Rule.Id))}
            """;
    }

    private static string Kept(string? before)
    {
        var at = before?.IndexOf("| rule |", StringComparison.Ordinal) ?? -1;
        return at < 0 ? "Nothing is known yet." : before![at..].TrimEnd();
    }

    private static string Table(string head, IEnumerable<string> rows)
    {
        var text = new StringBuilder(head).Append('\n').Append(string.Concat(Enumerable.Repeat("|---", head.Count(c => c == '|') - 1))).Append('|');
        foreach (var row in rows) text.Append('\n').Append(row);
        return text.ToString();
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items);
}
