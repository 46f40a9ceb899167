namespace PaxosConformance.Wire;

/// <summary>One line of the protocol: who says what to whom.</summary>
/// <param name="Src">The sender: a node id, or a client of the harness (<c>c1</c>, …).</param>
/// <param name="Dest">The receiver.</param>
/// <param name="Body">What is said.</param>
public sealed record Envelope(string Src, string Dest, Body Body);
