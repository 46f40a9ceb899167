using PaxosConformance.Hosts;
using PaxosConformance.Network;

namespace PaxosConformance.Smoke.Tests;

/// <summary>Walks with the test subject of a kind.</summary>
internal static class Walker
{
    /// <summary>The command that starts the test subject.</summary>
    public static SubjectCommand Subject(string kind) => new(Path.Combine(AppContext.BaseDirectory, "paxos-test-subject"), [kind]);

    /// <summary>Takes the walk.</summary>
    /// <param name="command">What starts a node.</param>
    /// <param name="until">The last step; null: all.</param>
    /// <param name="reply">How long answers are waited for: only who never answers should be hurried.</param>
    /// <param name="quiet">How long is waited for what should not come: only who speaks should be waited for longer.</param>
    public static async Task<(IReadOnlyList<StepResult> Steps, Walk Walk)> Take(SubjectCommand command, string? until = null, int reply = 5000, int quiet = 250)
    {
        using var directory = RunDirectory.Create();
        await using var walk = new Walk(new ProcessHost(command, directory), directory, new WalkSettings
        {
            Patience = Patience.Default with { Reply = TimeSpan.FromMilliseconds(reply), Quiet = TimeSpan.FromMilliseconds(quiet) },
            StartPatience = TimeSpan.FromSeconds(30),
            Until = until,
        });
        return (await walk.Take(_ => { }, TestContext.CurrentContext.CancellationToken), walk);
    }
}
