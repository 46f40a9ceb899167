namespace PaxosConformance.Adapter;

/// <summary>Stable storage for small things, each under a name. Errors are <see cref="IOException"/>s, and leave nothing sure. Not thread-safe.</summary>
public interface IStore
{
    /// <summary>What was written last under a name, or null.</summary>
    /// <param name="name">The name: letters, digits, dots and dashes.</param>
    byte[]? Read(string name);

    /// <summary>Replaces what stands under a name, all of it or nothing. A crash may undo it until <see cref="Sync"/> has returned.</summary>
    /// <param name="name">The name: letters, digits, dots and dashes.</param>
    /// <param name="content">What is to stand there.</param>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <summary>Returns once all that was written survives kill -9 and a loss of power.</summary>
    void Sync();

    /// <summary>Forgets everything, durably.</summary>
    void Clear();
}
