using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>The words that a name is made of.</summary>
internal static class Words
{
    private static readonly Regex parts = new("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.Compiled);

    /// <summary>The words in lower case: <c>PromisesReceived</c> is <c>promises</c>, <c>received</c>.</summary>
    public static IEnumerable<string> Of(string name) => parts.Matches(name).Cast<Match>().Select(match => match.Value.ToLowerInvariant());

    public static bool Has(string name, params string[] words) => Of(name).Any(word => words.Contains(word, StringComparer.Ordinal));
}
