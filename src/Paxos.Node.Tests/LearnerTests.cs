using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

public sealed class LearnerTests
{
    [Test]
    public void The_news_of_a_decision_answers_the_clients_and_survives_a_loss_of_power()
    {
        var rig = new Rig();
        rig.Propose("x");

        Assert.That(rig.From("n2", Decide("y")).Show(), Is.EqualTo((string[])["c1 propose_ok y"]));

        rig.Restart(losePower: true);
        Assert.That(rig.Learned(), Is.EqualTo(Value.FromString("y")));
    }

    [Test]
    public void A_decision_is_durable_before_anybody_sees_it()
    {
        var rig = new Rig();
        rig.Propose("x");
        rig.From("n2", Promise(B(1, "n1")));

        rig.Fault = operation => new IOException("I/O error");

        Assert.That(() => rig.From("n2", Accepted(B(1, "n1"))), Throws.TypeOf<StorageFailedException>());
        Assert.That(rig.Sent, Is.Empty);
    }

    [Test]
    public void A_repeated_decision_has_no_effect_and_a_contradiction_raises_the_alarm()
    {
        var rig = new Rig();
        rig.From("n2", Decide("x"));
        var before = rig.Syncs;

        Assert.That(rig.Batch(("n2", Decide("x")), ("n3", Decide("x"))), Is.Empty);
        Assert.That((rig.Syncs, rig.Log.Count), Is.EqualTo((before, 0)));

        rig.From("n3", Decide("y"));
        Assert.That(rig.Log, Has.One.StartsWith("ALARM"));
        Assert.That(rig.Learned(), Is.EqualTo(Value.FromString("x")));
    }

    [Test]
    public void Who_asks_for_votes_after_the_decision_gets_them_and_the_decision()
    {
        var rig = new Rig();
        rig.From("n2", Decide("x"));

        Assert.That(rig.From("n3", Prepare(9, "n3")).Show(), Is.EqualTo((string[])["n3 promise 9.n3 -", "n3 decide x"]));
        Assert.That(rig.From("n3", Prepare(3, "n3")).Show(), Is.EqualTo((string[])["n3 nack 3.n3 9.n3", "n3 decide x"]));
        Assert.That(rig.From("n3", Accept(9, "x", "n3")).Show(), Is.EqualTo((string[])["n3 accepted 9.n3", "n3 decide x"]));
    }

    [Test]
    public void After_the_decision_the_node_waits_for_nothing()
    {
        var rig = new Rig();
        rig.Propose("x");
        rig.From("n2", Accept(5, "y"));
        rig.From("n2", Decide("y"));

        Assert.That(rig.Due, Is.Null);
    }
}
