namespace PaxosConformance.Snapshots.Tests;

/// <summary>Holds traces to the accepted ones by Verify, where the tests were built with it. It reads and writes the files of <see cref="SnapshotFolder"/>.</summary>
internal static class VerifiedTrace
{
#if HAS_VERIFY
    /// <summary>Why there is no Verify; null: there is.</summary>
    public static string? Lacking => null;

    static VerifiedTrace()
    {
        VerifierSettings.UseUtf8NoBom();
        VerifierSettings.FixNewlinesOnRead();
    }

    /// <summary>Holds a text to the accepted one. One that differs is written beside it, as received.</summary>
    /// <exception cref="VerifyException">It differs, or none was accepted.</exception>
    public static Task Hold(string text, string folder, string name)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(folder);
        settings.UseFileName(name);
        settings.UseStringComparer(Compare);

        // Nothing in a trace tells of the machine: what a scrubber would find there is the trace itself.
        settings.DisableScrubbers();

        // The difference is told, and both texts lie side by side: no window opens, on a build server or elsewhere.
        settings.DisableDiff();
        return Verify(text, settings);
    }

    private static Task<CompareResult> Compare(string received, string accepted, IReadOnlyDictionary<string, object> context)
    {
        accepted = accepted.TrimEnd('\n');
        return Task.FromResult(received == accepted ? CompareResult.Equal : CompareResult.NotEqual(string.Join('\n', TextDiff.Lines(accepted, received))));
    }
#else
    public static string? Lacking => "the tests were built without Verify, which could not be restored";

    public static Task Hold(string text, string folder, string name) => throw new NotSupportedException(Lacking);
#endif
}
