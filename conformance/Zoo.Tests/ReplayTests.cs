using PaxosConformance.Network;
using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Zoo.Tests;

/// <summary>What a run drew at random is in its result, and another run follows it.</summary>
[Parallelizable(ParallelScope.All)]
public class ReplayTests
{
    private static readonly Animal Textbook = Animal.All.First(animal => animal.Legal is not null);

    [Test]
    public async Task A_random_network_does_to_each_message_what_it_did_then()
    {
        var then = await Play("SC-NET-02", 7);

        // With another seed, for which other fates would be drawn: what is recorded goes before it.
        var now = await Play("SC-NET-02", 0, then with { Drawn = then.Drawn with { Seed = 99 } });
        Assert.That(then.Drawn.Round, Is.GreaterThan(1));
        Assert.That((now.Drawn.Seed, now.Drawn.Round), Is.EqualTo((99, then.Drawn.Round)));
        Assert.That(Rounds(now), Is.EqualTo(1), "only the round that it ended with");
        Assert.That(then.Drawn.Network, Is.Not.Empty);
        foreach (var (link, fates) in then.Drawn.Network)
        {
            var common = Math.Min(fates.Count, now.Drawn.Network[link].Count);
            Assert.That(now.Drawn.Network[link].Take(common), Is.EqualTo(fates.Take(common)), link);
        }
    }

    [Test]
    public async Task Another_seed_gives_another_network()
    {
        var (one, other) = (await Play("SC-NET-02", 1), await Play("SC-NET-02", 2));
        Assert.That(Fates(one), Is.Not.EqualTo(Fates(other)));
    }

    [Test]
    public async Task The_round_that_is_kept_is_the_one_with_the_violation()
    {
        var forgetful = Animal.All.First(animal => animal.Fails.Any(fails => fails.Scenario == "SC-PRE-10"));
        ScenarioResult result;
        var seed = 0;
        do
        {
            // Which of the schedules meets the mistake, and by which of the rules that it breaks, is a matter of luck, and on a slow machine few are tried.
            await using var cage = new Cage(forgetful, seed);
            result = (await cage.Play([.. Scenario.All.Where(scenario => scenario.Id == "SC-NET-02")])).Single();
        }
        while (!result.Violations.Any(violation => violation.Rule == "P-ACC-13") && ++seed < 20);
        Assert.That(result.Violations.Select(violation => violation.Rule), Does.Contain("P-ACC-13"), Cage.Tell(result));
        Assert.That(Rounds(result), Is.EqualTo(result.Drawn.Round));
        var found = result.Violations[0].Proof.Max();
        Assert.That(result.Events.Where(e => e.Clock > found && IsStart(e)), Is.Empty, "no round after it");
    }

    [Test]
    public async Task A_node_dies_as_long_after_the_request_as_it_did_then()
    {
        var then = await Play("SC-CRA-06", 3);
        var now = await Play("SC-CRA-06", 0, then);
        Assert.That(then.Drawn.Delays.Keys, Is.SupersetOf((string[])["n1", "n2", "n3"]));
        foreach (var (node, delays) in then.Drawn.Delays) Assert.That(now.Drawn.Delays[node], Is.EqualTo(delays), node);
    }

    [Test]
    public async Task What_drew_nothing_has_nothing_to_follow()
    {
        var drawn = (await Play("SC-PRE-01", 0)).Drawn;
        Assert.That((drawn.Network, drawn.Delays), Is.EqualTo((new Drawn().Network, new Drawn().Delays)));
    }

    private static async Task<ScenarioResult> Play(string id, int seed, params ScenarioResult[] again)
    {
        await using var cage = new Cage(Textbook, seed, again: again);
        var result = (await cage.Play([.. Scenario.All.Where(scenario => scenario.Id == id)])).Single();
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), Cage.Tell(result));
        return result;
    }

    private static int Rounds(ScenarioResult result) => 1 + result.Events.Count(IsStart);

    private static bool IsStart(TraceEvent e) => e.Text?.StartsWith("-- from the start", StringComparison.Ordinal) == true;

    private static IEnumerable<Fate> Fates(ScenarioResult result) => result.Drawn.Network["n1->n2"].Take(3);
}
