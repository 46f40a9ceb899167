using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

public sealed class CatchUpTests
{
    private const int Quiet = 8 * Rig.Retry;

    [Test]
    public void A_node_that_accepted_asks_for_the_decision_when_all_is_quiet()
    {
        var rig = new Rig();
        rig.From("n2", Accept(5, "x"));

        Assert.That(rig.Due!.Value.TotalMilliseconds, Is.InRange(Quiet, 2 * Quiet));
        Assert.That(rig.WhenDue().Show(), Is.EqualTo((string[])["n2 prepare 6.n1", "n3 prepare 6.n1"]));
        Assert.That(rig.From("n3", Promise(B(6, "n1"))).Show(), Does.Contain("n2 accept 6.n1 x"), "it has no wish but what was accepted");
    }

    [Test]
    public void Who_hears_others_at_work_waits()
    {
        var rig = new Rig();
        rig.From("n2", Accept(5, "x"));
        rig.After(Quiet - 1);

        rig.From("n3", Prepare(7, "n3"));

        Assert.That(rig.Due!.Value.TotalMilliseconds, Is.AtLeast(Quiet));
    }

    [Test]
    public void A_node_that_is_asked_for_the_decision_looks_for_it_once_and_gives_up_quietly()
    {
        var rig = new Rig();
        Assert.That(rig.Due, Is.Null);
        rig.Learned();

        Assert.That(rig.WhenDue().Show(), Does.Contain("n2 prepare 1.n1"));
        Assert.That(rig.From("n2", Promise(B(1, "n1"))), Is.Empty);
        Assert.That(rig.Due, Is.Null);
    }

    [Test]
    public void A_search_that_finds_an_accepted_value_finishes_its_round()
    {
        var rig = new Rig();
        rig.Learned();
        rig.WhenDue();

        Assert.That(rig.From("n2", Promise(B(1, "n1"), new Proposal(B(0), "x"))).Show(), Does.Contain("n3 accept 1.n1 x"));
        Assert.That(rig.From("n2", Accepted(B(1, "n1"))).Show(), Does.Contain("n3 decide x"));
    }

    [Test]
    public void A_search_in_vain_is_repeated_ever_more_seldom()
    {
        var rig = new Rig();
        rig.From("n2", Accept(5, "x"));
        var waits = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            waits.Add(rig.Due!.Value.TotalMilliseconds);
            rig.WhenDue();
            for (var resend = 0; resend < 4; resend++) rig.After(Rig.Retry);
        }

        for (var i = 0; i < waits.Count; i++) Assert.That(waits[i], Is.InRange(Quiet << i, 2 * Quiet << i));
    }

    [Test]
    public void A_client_that_comes_during_a_search_has_its_wish()
    {
        var rig = new Rig();
        rig.Learned();
        rig.WhenDue();

        Assert.That(rig.Propose("x"), Is.Empty);
        Assert.That(rig.From("n2", Promise(B(1, "n1"))).Show(), Does.Contain("n3 accept 1.n1 x"));
    }

    [Test]
    public void A_restarted_node_that_had_accepted_asks_too()
    {
        var rig = new Rig();
        rig.From("n2", Accept(5, "x"));
        rig.Restart();

        Assert.That(rig.WhenDue().Show(), Does.Contain("n2 prepare 6.n1"));
    }
}
