using System;

namespace PaxosConformance.Annotations;

/// <summary>Waives one diagnostic for a member or a type, for a reason that is written down.</summary>
/// <param name="diagnostic">The diagnostic, such as <c>PAX1002</c>.</param>
/// <param name="justification">Why the code is right nevertheless. A blank one waives nothing and is reported as PAX9002.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method
    | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Event, AllowMultiple = true)]
public sealed class WaivedAttribute(string diagnostic, string justification) : Attribute
{
    /// <summary>The diagnostic that is waived.</summary>
    public string Diagnostic { get; } = diagnostic;

    /// <summary>Why the code is right nevertheless.</summary>
    public string Justification { get; } = justification;
}
