namespace PaxosConformance.Cli;

/// <summary>The log of a step on GitHub Actions, whose lines can be commands.</summary>
internal static class GithubActions
{
    /// <summary>Whether this runs in such a step.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>Has no line obeyed until it is disposed of: what a subject says is told in the log, and must command nothing.</summary>
    public static IDisposable Unheeded(TextWriter output) => IsOn ? new Silence(output) : Nothing.Instance;

    private sealed class Silence : IDisposable
    {
        // Nobody who could guess it could be kept from ending the silence.
        private readonly string token = Guid.NewGuid().ToString("N");
        private readonly TextWriter output;
        private bool isOver;

        public Silence(TextWriter output)
        {
            this.output = output;
            output.WriteLine($"::stop-commands::{token}");
        }

        public void Dispose()
        {
            if (!isOver) output.WriteLine($"::{token}::");
            isOver = true;
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static Nothing Instance { get; } = new();

        public void Dispose()
        {
            // Nothing was silenced.
        }
    }
}
