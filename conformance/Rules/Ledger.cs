using System.Diagnostics.CodeAnalysis;

namespace PaxosConformance.Rules;

/// <summary>The rules of the protocol, with their sources and freedoms; complete and free of dangling references. Immutable.</summary>
public sealed class Ledger
{
    private static readonly Lazy<Ledger> ours = new(Load);
    private readonly Dictionary<string, Rule> byId;
    private readonly Dictionary<string, Freedom> freedomsById;

    internal Ledger(LedgerFile file)
    {
        Notation = file.Notation;
        Classes = file.Classes;
        Works = file.Works;
        Freedoms = file.Freedoms;
        Families = file.Families;
        Rules = file.Rules;
        byId = file.Rules.ToDictionary(rule => rule.Id, StringComparer.OrdinalIgnoreCase);
        freedomsById = file.Freedoms.ToDictionary(freedom => freedom.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The ledger of this suite, loaded on first use.</summary>
    public static Ledger Default => ours.Value;

    /// <summary>The rules, by family and number.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The families, in the order of their rules.</summary>
    public IReadOnlyList<Family> Families { get; }

    /// <summary>Where correct nodes differ.</summary>
    public IReadOnlyList<Freedom> Freedoms { get; }

    /// <summary>The works that rules rest on, by the key that <see cref="Source.Work"/> names.</summary>
    public IReadOnlyDictionary<string, Work> Works { get; }

    /// <summary>What each class means, gravest first.</summary>
    public IReadOnlyList<ClassMeaning> Classes { get; }

    /// <summary>The marks that the texts use.</summary>
    public IReadOnlyList<Notation> Notation { get; }

    /// <summary>The rule of this identifier, in any case.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Rule this[string id] => byId.TryGetValue(id, out var rule)
        ? rule
        : throw new KeyNotFoundException($"the ledger has no rule '{id}': rules are named like {Rules[0].Id}, in the families " +
                                         string.Join(", ", Families.Select(family => family.Id)));

    /// <summary>Loads the ledger of this suite afresh.</summary>
    /// <exception cref="LedgerException">It is malformed or inconsistent.</exception>
    public static Ledger Load()
    {
        using var json = typeof(Ledger).Assembly.GetManifestResourceStream("rules.json")!;
        return Load(json);
    }

    /// <summary>Loads a ledger from JSON in the form of <c>rules.schema.json</c>.</summary>
    /// <exception cref="LedgerException">It is malformed or inconsistent.</exception>
    public static Ledger Load(Stream json) => new(LedgerReader.Read(json));

    /// <summary>Finds the rule of this identifier, in any case.</summary>
    public bool TryGetRule(string id, [NotNullWhen(true)] out Rule? rule) => byId.TryGetValue(id, out rule);

    /// <summary>Finds the freedom of this identifier, in any case.</summary>
    public bool TryGetFreedom(string id, [NotNullWhen(true)] out Freedom? freedom) => freedomsById.TryGetValue(id, out freedom);

    /// <summary>The rules whose identifier, family or class matches, in the order of the ledger.</summary>
    public IEnumerable<Rule> Matching(Pattern pattern) => Rules.Where(rule => rule.Matches(pattern));

    /// <summary>The freedoms that a verdict on this rule has to respect.</summary>
    public IEnumerable<Freedom> FreedomsOf(Rule rule) => rule.Freedoms.Select(id => freedomsById[id]);
}
