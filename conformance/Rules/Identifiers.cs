using System.Text.RegularExpressions;

namespace PaxosConformance.Rules;

/// <summary>The forms of identifiers. The constants also make the patterns of the published schema.</summary>
internal static partial class Identifiers
{
    internal const string Rule = "^P-[A-Z]{3}-[0-9]{2}$";
    internal const string Family = "^P-[A-Z]{3}$";
    internal const string Freedom = "^F[1-9][0-9]*$";

    [GeneratedRegex(Rule)]
    internal static partial Regex RuleForm();

    [GeneratedRegex(Family)]
    internal static partial Regex FamilyForm();

    [GeneratedRegex(Freedom)]
    internal static partial Regex FreedomForm();

    [GeneratedRegex(@"\bP-[A-Z]{3}-[0-9]{2}\b")]
    internal static partial Regex RuleMention();

    [GeneratedRegex(@"\bF[1-9][0-9]*\b")]
    internal static partial Regex FreedomMention();
}
