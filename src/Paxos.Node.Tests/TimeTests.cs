using PaxosConformance.Wire;
using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

public sealed class TimeTests
{
    private static readonly Ballot First = B(1, "n1");

    [Test]
    public void A_request_without_an_answer_is_sent_again_word_by_word_to_the_silent()
    {
        var rig = new Rig();
        var prepares = rig.Propose("x");
        Assert.That(rig.After(Rig.Retry - 1), Is.Empty);
        Assert.That(rig.After(1).Show(), Is.EqualTo(prepares.Show()));

        var accepts = rig.From("n2", Promise(First));
        Assert.That(rig.After(Rig.Retry).Show(), Is.EqualTo(accepts.Show()));
    }

    [Test]
    public void Who_has_answered_is_not_asked_again()
    {
        var rig = new Rig(nodes: 5);
        rig.Propose("x");
        rig.From("n3", Promise(First));

        Assert.That(rig.After(Rig.Retry).Show(), Is.EqualTo((string[])["n2 prepare 1.n1", "n4 prepare 1.n1", "n5 prepare 1.n1"]));
    }

    [Test]
    public void After_three_repetitions_a_new_round_starts_after_a_pause()
    {
        var rig = new Rig();
        rig.Propose("x");
        for (var i = 0; i < 3; i++) Assert.That(rig.After(Rig.Retry).Show(), Does.Contain("n2 prepare 1.n1"));

        Assert.That(rig.After(Rig.Retry), Is.Empty);
        Assert.That(rig.Due, Is.LessThan(TimeSpan.FromMilliseconds(Rig.Retry)));
        Assert.That(rig.WhenDue().Show(), Is.EqualTo((string[])["n2 prepare 2.n1", "n3 prepare 2.n1"]));
    }

    [Test]
    public void A_round_that_is_pre_empted_is_given_up_and_the_next_passes_what_was_in_the_way()
    {
        var rig = new Rig();
        rig.Propose("x");
        rig.From("n2", Nack(First, B(40, "n3")));

        Assert.That(rig.From("n2", Promise(First)), Is.Empty);
        Assert.That(rig.WhenDue().Show(), Does.Contain("n2 prepare 41.n1"));
    }

    [Test]
    public void Pauses_grow_up_to_sixteen_times_and_are_random()
    {
        var (first, second) = (Pauses(seed: 1), Pauses(seed: 2));

        Assert.That(first, Is.Not.EqualTo(second));
        for (var i = 0; i < first.Length; i++) Assert.That(first[i].TotalMilliseconds, Is.InRange(0, Rig.Retry << Math.Min(i, 4)));
        Assert.That(first.Skip(4).Max().TotalMilliseconds, Is.GreaterThan(8 * Rig.Retry));
        Assert.That(Pauses(seed: 1), Is.EqualTo(first), "a seed makes them repeatable");

        static TimeSpan[] Pauses(int seed)
        {
            var rig = new Rig(seed: seed);
            var ballot = rig.Propose("x").Select(m => m.Body).OfType<PrepareBody>().First().Ballot;
            var pauses = new TimeSpan[20];
            for (var i = 0; i < pauses.Length; i++)
            {
                rig.From("n2", Nack(ballot, new Ballot(ballot.N + 1, "n2")));
                pauses[i] = rig.Due!.Value;
                ballot = rig.WhenDue().Select(m => m.Body).OfType<PrepareBody>().First().Ballot;
            }

            return pauses;
        }
    }

    [Test]
    public void From_the_first_tick_on_nothing_else_moves_the_time()
    {
        var rig = new Rig();
        var prepares = rig.Propose("x");
        rig.Tick(0);

        Assert.That(rig.Due, Is.Null);
        Assert.That(rig.After(100 * Rig.Retry), Is.Empty);
        Assert.That(rig.Tick(Rig.Retry - 1), Is.Empty);
        Assert.That(rig.Tick(1).Show(), Is.EqualTo(prepares.Show()));
    }

    [Test]
    public void A_long_tick_does_all_that_is_due_in_it_in_order()
    {
        var rig = new Rig();
        rig.Propose("x");

        var ballots = rig.Tick(10 * Rig.Retry).Where(m => m.Dest == "n2").Select(m => ((PrepareBody)m.Body).Ballot.N).ToArray();

        Assert.That(ballots, Is.Ordered);
        Assert.That(ballots.Count(n => n == 1), Is.EqualTo(3));
        Assert.That(ballots, Does.Contain(2));
    }

    [Test]
    public void A_tick_is_answered_after_what_it_brought_about()
    {
        var rig = new Rig(nodes: 1);
        rig.From("c1", new TickBody { Ms = 1 });

        var sent = rig.Batch(("c1", new ProposeBody { Value = "x" }), ("c1", new TickBody { Ms = 5 }), ("c1", new LearnedBody()));

        Assert.That(sent.Show(), Is.EqualTo((string[])["c1 propose_ok x", "c1 tick_ok", "c1 learned_ok x"]));
    }

    [Test]
    public void A_tick_is_an_hour_at_most()
    {
        var rig = new Rig();

        Assert.That(((ErrorBody)rig.Request(new TickBody { Ms = 3_600_001 })).Code, Is.EqualTo(ErrorCode.Malformed));
        Assert.That(rig.Request(new TickBody { Ms = 3_600_000 }), Is.InstanceOf<TickOkBody>());
    }

    [Test]
    public void Reset_gives_the_node_its_own_time_back()
    {
        var rig = new Rig();
        rig.Tick(5);
        rig.Request(new ResetBody());
        rig.Init();
        rig.Propose("x");

        Assert.That(rig.Due, Is.EqualTo(TimeSpan.FromMilliseconds(Rig.Retry)));
    }
}
