using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>What the symbols of one compilation mean: attributes, the additional file, and what is known of .NET.</summary>
internal sealed class Lexicon
{
    private const string Annotations = "PaxosConformance.Annotations.";

    private readonly INamedTypeSymbol? durable;
    private readonly INamedTypeSymbol? changes;
    private readonly INamedTypeSymbol? persists;
    private readonly INamedTypeSymbol? replies;
    private readonly INamedTypeSymbol? waived;
    private readonly ILookup<string, ApiFile.Entry> apis;
    private readonly ConcurrentDictionary<ISymbol, Roles> roles = new(SymbolEqualityComparer.Default);

    private Lexicon(Compilation compilation, ILookup<string, ApiFile.Entry> apis)
    {
        this.apis = apis;
        durable = Attribute(compilation, "DurableAttribute");
        changes = Attribute(compilation, "ChangesAttribute");
        persists = Attribute(compilation, "PersistsAttribute");
        replies = Attribute(compilation, "RepliesAttribute");
        waived = Attribute(compilation, "WaivedAttribute");
    }

    /// <summary>The lexicon, or null where neither an attribute nor a line of the additional file can occur: then there is nothing to do.</summary>
    public static Lexicon? Of(Compilation compilation, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var apis = ApiFile.Read(files, cancellation).ToLookup(entry => entry.Type);
        var lexicon = new Lexicon(compilation, apis);
        return apis.Count > 0 || lexicon.durable is not null || lexicon.changes is not null || lexicon.persists is not null || lexicon.replies is not null ? lexicon : null;
    }

    /// <summary>What a member or type means, by its own words or by those of what it overrides or implements.</summary>
    public Roles Of(ISymbol symbol)
    {
        if (symbol.Kind == SymbolKind.Local) return Roles.None;
        symbol = symbol.OriginalDefinition;
        return roles.TryGetValue(symbol, out var known) ? known : roles[symbol] = Find(symbol);
    }

    /// <summary>What is written on the symbol itself, without what it inherits.</summary>
    public Roles Own(ISymbol symbol)
    {
        var own = Attributes(symbol.GetAttributes());
        if (symbol is IMethodSymbol { AssociatedSymbol: IPropertySymbol property }) own |= Attributes(property.GetAttributes());
        return own | Listed(symbol);
    }

    /// <summary>Whether what the method returns or yields is a reply.</summary>
    public Roles OfReturned(IMethodSymbol method)
    {
        var own = Attributes(method.GetReturnTypeAttributes());
        foreach (var ancestor in Contracts.BasesOf(method)) own |= Attributes(((IMethodSymbol)ancestor).GetReturnTypeAttributes());
        return own;
    }

    /// <summary>Whether a message of this type refuses.</summary>
    public bool IsNegative(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if ((Of(type) & Roles.Negative) != 0) return true;
        return false;
    }

    /// <summary>Whether every instance of the type, or of a base of it, is durable state.</summary>
    public bool IsDurableType(ITypeSymbol? type)
    {
        for (; type is INamedTypeSymbol; type = type.BaseType)
            if ((Of(type) & Roles.Durable) != 0) return true;
        return false;
    }

    /// <summary>The waivers on a symbol: which diagnostic, why, and where that is written.</summary>
    public IEnumerable<(string Diagnostic, string Justification, AttributeData Data)> WaiversOn(ISymbol symbol)
    {
        if (waived is null) yield break;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, waived) || attribute.ConstructorArguments.Length != 2) continue;
            yield return (attribute.ConstructorArguments[0].Value as string ?? "",
                attribute.ConstructorArguments[1].Value as string ?? "", attribute);
        }
    }

    /// <summary>Whether the symbol, or what it is declared in, waives the diagnostic for a stated reason.</summary>
    public bool IsWaived(string diagnostic, ISymbol? symbol)
    {
        if (waived is null) return false;
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (Waives(symbol)) return true;
            if (symbol is IMethodSymbol { AssociatedSymbol: { } property } && Waives(property)) return true;
        }

        return false;

        bool Waives(ISymbol candidate) =>
            WaiversOn(candidate).Any(waiver => waiver.Diagnostic == diagnostic && !string.IsNullOrWhiteSpace(waiver.Justification));
    }

    private static INamedTypeSymbol? Attribute(Compilation compilation, string name) =>
        compilation.Assembly.GetTypeByMetadataName(Annotations + name) ?? compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => !IsOfTheFramework(assembly.Name)).Select(assembly => assembly.GetTypeByMetadataName(Annotations + name)).FirstOrDefault(type => type is not null);

    // To look for a type in all of the framework, a compiler has to read the names of all its types.
    private static bool IsOfTheFramework(string assembly) =>
        assembly.StartsWith("System", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly is "mscorlib" or "netstandard";

    private Roles Find(ISymbol symbol)
    {
        var own = Own(symbol);
        foreach (var ancestor in Contracts.BasesOf(symbol)) own |= Own(ancestor);
        return own;
    }

    private Roles Attributes(ImmutableArray<AttributeData> attributes)
    {
        var found = Roles.None;
        foreach (var attribute in attributes)
        {
            var type = attribute.AttributeClass;
            if (type is null) continue;
            if (SymbolEqualityComparer.Default.Equals(type, durable))
            {
                found |= Roles.Durable;
            }
            else if (SymbolEqualityComparer.Default.Equals(type, changes))
            {
                found |= Roles.Changes;
            }
            else if (SymbolEqualityComparer.Default.Equals(type, persists))
            {
                found |= Roles.Persists;
            }
            else if (SymbolEqualityComparer.Default.Equals(type, replies))
            {
                found |= attribute.NamedArguments.Any(named => named.Key == "Negative" && named.Value.Value is true)
                    ? Roles.Replies | Roles.Negative
                    : Roles.Replies;
            }
        }

        return found;
    }

    private Roles Listed(ISymbol symbol)
    {
        if (apis.Count == 0) return Roles.None;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null) return Roles.None;
        var member = symbol is INamedTypeSymbol ? "" : symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : symbol.Name;
        return apis[Contracts.MetadataName(type)].Where(entry => entry.Member == member).Aggregate(Roles.None, (all, entry) => all | entry.Roles);
    }
}
