using System;

namespace PaxosConformance.Annotations;

/// <summary>
/// Marks a member that, when it completes normally, has put every change made so far to <see cref="DurableAttribute">durable</see> state on
/// stable storage, where a loss of power leaves it. One that returns a task completes when the task does; a <c>Try…</c> member that
/// returns <see langword="false"/>, or whose task ends with it, has persisted nothing.
/// </summary>
/// <remarks>Binds overrides and implementations too. They should repeat the attribute, so that their readers see it.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PersistsAttribute : Attribute;
