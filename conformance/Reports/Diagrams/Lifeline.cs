namespace PaxosConformance.Reports.Diagrams;

/// <summary>Somebody who takes part: a vertical line in a diagram.</summary>
/// <param name="Name">Who.</param>
/// <param name="Role">In which role.</param>
public sealed record Lifeline(string Name, Role Role);

/// <summary>The roles in a scenario.</summary>
public enum Role
{
    /// <summary>A node of the subject.</summary>
    Node,

    /// <summary>A node that the suite plays.</summary>
    Puppet,

    /// <summary>A client, whom the suite plays too.</summary>
    Client,
}

/// <summary>A part of a lifeline in which the node does not run.</summary>
/// <param name="Lifeline">The number of the lifeline.</param>
/// <param name="From">The step in which it begins.</param>
/// <param name="To">The step in which it ends; the number of steps if it lasts to the end.</param>
/// <param name="IsPause">Whether the node was paused, and not dead.</param>
public sealed record Outage(int Lifeline, int From, int To, bool IsPause);
