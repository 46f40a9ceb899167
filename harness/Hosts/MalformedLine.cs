namespace PaxosConformance.Hosts;

/// <summary>A line that is no message of the protocol.</summary>
/// <param name="Line">What was said, shortened.</param>
/// <param name="Fault">What is wrong with it, beginning with the place.</param>
public sealed record MalformedLine(string Line, string Fault);
