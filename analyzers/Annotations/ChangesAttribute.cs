using System;

namespace PaxosConformance.Annotations;

/// <summary>
/// Marks a member that may change <see cref="DurableAttribute">durable</see> state, and leaves it to its caller to persist the change before
/// anyone relies on it: when it returns, the change is not on stable storage yet. For code whose body the caller cannot see: an interface,
/// a protocol core in another project, a store that only buffers.
/// </summary>
/// <remarks>
/// One that returns a task has changed the state when it is called. A <c>Try…</c> member that returns <see langword="false"/>, or whose task
/// ends with it, has changed nothing, nor has one that throws. Where the body is at hand and shows what becomes of durable state, the body is believed.
/// On the setter of a property: setting it changes durable state. Binds overrides and implementations too. They should repeat the attribute,
/// so that their readers see it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChangesAttribute : Attribute;
