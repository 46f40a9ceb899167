using System;

namespace PaxosConformance.Annotations;

/// <summary>
/// Marks what lets another process rely on this one: a call that sends a vote, a delegate or a channel that carries votes, a returned answer.
/// </summary>
/// <remarks>
/// On a method: a call of it is a reply. On its return value: what it returns or yields is a reply. On a field, property or parameter:
/// calling the delegate in it, or writing to the channel, queue or completion source in it, is a reply. On a message type it is of use
/// with <see cref="Negative"/> only.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property
    | AttributeTargets.Parameter | AttributeTargets.Event | AttributeTargets.Delegate | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class RepliesAttribute : Attribute
{
    /// <summary>
    /// Whether this refuses, and so lets nobody rely on anything: it may leave before the state is durable. On a message type, every reply
    /// that carries such a message is negative.
    /// </summary>
    public bool Negative { get; set; }
}
