using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What in .NET runs the delegates it is given, and when.</summary>
internal static class Runners
{
    /// <summary>Whether the method runs a delegate on another thread, or later.</summary>
    public static bool Runs(IMethodSymbol method) => (method.ContainingType.Name, method.Name) is
        ("Task", "Run") or ("TaskFactory", "StartNew") or ("ThreadPool", "QueueUserWorkItem") or ("ThreadPool", "UnsafeQueueUserWorkItem")
        or ("SynchronizationContext", "Post") or ("Timer", _) or ("TimeProvider", "CreateTimer");

    /// <summary>Whether an object of the type does.</summary>
    public static bool Runs(ITypeSymbol type) => type.Name is "Timer" or "Thread";

    /// <summary>Whether the method runs a delegate before it returns.</summary>
    public static bool RunsAtOnce(IMethodSymbol method) =>
        method.ContainingType.Name is "Parallel" || (method.ContainingType.Name is "List" or "Array" && method.Name == "ForEach")
        || (method.ContainingType.Name == "SynchronizationContext" && method.Name == "Send");
}
