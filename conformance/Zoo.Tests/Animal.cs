using System.Reflection;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Marks a node that breaks a rule, and says which scenario must name it.</summary>
/// <param name="scenario">The scenario that must fail.</param>
/// <param name="rule">The rule that it must name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class FailsAttribute(string scenario, string rule) : Attribute
{
    public string Scenario => scenario;

    public string Rule => rule;
}

/// <summary>Marks a node that is different and keeps every rule: no scenario may fail it, or find nothing to judge in it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LegalAttribute : Attribute
{
    /// <summary>The scenarios that are made for nodes like it: they may not be found inapplicable.</summary>
    public string[] Passes { get; init; } = [];

    /// <summary>A rule of mere advice that it follows; null where none is meant.</summary>
    public string? Unadvised { get; init; }
}

/// <summary>Marks a legal node that does not follow a rule of mere advice, and says which scenario must tell so.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="rule">The rule that it must name.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AdvisedAttribute(string scenario, string rule) : Attribute
{
    public string Scenario => scenario;

    public string Rule => rule;
}

/// <summary>A kind of node that is kept in the zoo.</summary>
internal sealed record Animal(Type Type)
{
    public static IReadOnlyList<Animal> All { get; } =
        [.. typeof(Animal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TextbookNode))).Select(type => new Animal(type))];

    /// <summary>The name of its class, as words.</summary>
    public string Name => string.Concat(Type.Name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    public LegalAttribute? Legal => Type.GetCustomAttribute<LegalAttribute>(inherit: false);

    public IEnumerable<FailsAttribute> Fails => Type.GetCustomAttributes<FailsAttribute>(inherit: false);

    public AdvisedAttribute? Advised => Type.GetCustomAttribute<AdvisedAttribute>(inherit: false);

    public TextbookNode New(Memories memories)
    {
        var node = (TextbookNode)Activator.CreateInstance(Type)!;
        typeof(TextbookNode).GetProperty(nameof(TextbookNode.Memories))!.SetValue(node, memories);
        return node;
    }
}
