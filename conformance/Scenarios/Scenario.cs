using System.Reflection;
using PaxosConformance.Rules;

namespace PaxosConformance.Scenarios;

/// <summary>Marks a method as a scenario of the suite.</summary>
/// <param name="id">The scenario's identifier, such as <c>SC-PRE-02</c>.</param>
/// <param name="rules">The rules it judges; the first is the one it is there for.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioAttribute(string id, params string[] rules) : Attribute
{
    /// <summary>The scenario's identifier.</summary>
    public string Id => id;

    /// <summary>The rules it judges.</summary>
    public IReadOnlyList<string> Rules => rules;

    /// <summary>How many nodes there are, real ones and puppets together.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>Whether all nodes are real; the number can then be chosen by the user.</summary>
    public bool Cluster { get; init; }

    /// <summary>Whether it needs to see nothing but what clients see, and so can be played where nodes carry their messages themselves.</summary>
    public bool Observe { get; init; }

    /// <summary>Who carries the messages between the nodes, whatever the user chooses; <see cref="NetworkMode.Auto"/>: the user chooses.</summary>
    public NetworkMode Network { get; init; }
}

/// <summary>
/// Marks a method that is played instead of a scenario where nodes carry their messages themselves: it judges the same rules by what
/// clients see.
/// </summary>
/// <param name="id">The scenario's identifier.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ObservedAttribute(string id) : Attribute
{
    /// <summary>The scenario's identifier.</summary>
    public string Id => id;
}

/// <summary>One scenario: a short story told to the subject, and what must come of it.</summary>
public sealed class Scenario
{
    private readonly Func<Scene, Task> play;
    private readonly Func<Scene, Task>? observe;

    private Scenario(ScenarioAttribute attribute, MethodInfo method, MethodInfo? observed)
    {
        Id = attribute.Id;
        Title = method.Name.Replace('_', ' ');
        Rules = attribute.Rules.Select(rule => Ledger.Default[rule]).ToList();
        Nodes = attribute.Nodes;
        IsCluster = attribute.Cluster;
        Network = attribute.Network;
        play = method.CreateDelegate<Func<Scene, Task>>();
        observe = observed?.CreateDelegate<Func<Scene, Task>>() ?? (attribute.Observe ? play : null);
    }

    /// <summary>Every scenario of the suite, in the order of families and numbers.</summary>
    public static IReadOnlyList<Scenario> All { get; } = Methods
        .Select(method => (method, attribute: method.GetCustomAttribute<ScenarioAttribute>()))
        .Where(found => found.attribute is not null)
        .Select(found => new Scenario(found.attribute!, found.method, Methods.SingleOrDefault(other => other.GetCustomAttribute<ObservedAttribute>()?.Id == found.attribute!.Id)))
        .OrderBy(scenario => Array.IndexOf(Families, scenario.Family))
        .ThenBy(scenario => scenario.Id, StringComparer.Ordinal)
        .ToList();

    private static IEnumerable<MethodInfo> Methods => typeof(Scenario).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public));

    private static string[] Families => ["SC-PRE", "SC-ACC", "SC-DEC", "SC-PRO", "SC-BAL", "SC-QRM", "SC-CRA", "SC-PWR", "SC-PAR", "SC-NET", "SC-LIV", "SC-ROB"];

    /// <summary>The identifier, such as <c>SC-PRE-02</c>.</summary>
    public string Id { get; }

    /// <summary>The family: <c>SC-PRE</c> for <c>SC-PRE-02</c>.</summary>
    public string Family => Id[..Id.LastIndexOf('-')];

    /// <summary>What the subject must do, as a sentence.</summary>
    public string Title { get; }

    /// <summary>The rules it judges; the first is the one it is there for.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>How many nodes there are, real ones and puppets together.</summary>
    public int Nodes { get; }

    /// <summary>Whether all nodes are real.</summary>
    public bool IsCluster { get; }

    /// <summary>Whether it can be played where nodes carry their messages themselves.</summary>
    public bool IsObservable => observe is not null;

    /// <summary>Who carries the messages between the nodes, whatever the user chooses; <see cref="NetworkMode.Auto"/>: the user chooses.</summary>
    public NetworkMode Network { get; }

    /// <summary>Whether a pattern means this scenario: by its identifier or family, or by a rule's identifier, family or class.</summary>
    public bool Matches(Pattern pattern) => pattern.Matches(Id) || pattern.Matches(Family) || Rules.Any(rule => rule.Matches(pattern));

    internal Task Play(Scene scene)
    {
        if (!scene.IsDirect) return play(scene);
        if (observe is null) throw new NotApplicableException("the harness does not see the messages between nodes: these carry them themselves");
        scene.NeedsOwnNetwork();
        return observe(scene);
    }
}
