using System;

namespace PaxosConformance.Annotations;

/// <summary>
/// Marks state that must be on stable storage before another process relies on it: a promise, a vote, a term.
/// </summary>
/// <remarks>
/// On a field, property or parameter: an assignment to it, or to anything inside it, makes it not yet durable. On a type: the same for
/// every member of every instance, and a copy made by <c>with</c> is not yet durable. On a method: what it returns was read from stable
/// storage, so assigning the result leaves the state durable.
/// </remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Method)]
public sealed class DurableAttribute : Attribute;
