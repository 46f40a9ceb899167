using Paxos.Storage;
using PaxosConformance.Wire;
using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

public sealed class AcceptorTests
{
    [Test]
    public void A_prepare_is_answered_by_a_promise_and_a_stale_one_by_a_nack()
    {
        var rig = new Rig();

        Assert.That(rig.From("n2", Prepare(5)).Show(), Is.EqualTo((string[])["n2 promise 5.n2 -"]));
        Assert.That(rig.From("n3", Prepare(3, "n3")).Show(), Is.EqualTo((string[])["n3 nack 3.n3 5.n2"]));
        Assert.That(rig.From("n2", Accept(5, "x")).Show(), Is.EqualTo((string[])["n2 accepted 5.n2"]));
        Assert.That(rig.From("n3", Prepare(9, "n3")).Show(), Is.EqualTo((string[])["n3 promise 9.n3 (5.n2, x)"]));
    }

    [Test]
    public void A_batch_is_answered_in_order_after_one_write()
    {
        var rig = new Rig();
        var before = rig.Syncs;

        var sent = rig.Batch(("n2", Prepare(5)), ("n3", Prepare(3, "n3")), ("n2", Accept(5, "x")), ("n3", Prepare(7, "n3")));

        string[] expected = ["n2 promise 5.n2 -", "n3 nack 3.n3 5.n2", "n2 accepted 5.n2", "n3 promise 7.n3 (5.n2, x)"];
        Assert.That(sent.Show(), Is.EqualTo(expected));
        Assert.That(rig.Syncs - before, Is.EqualTo(1));
    }

    [Test]
    public void No_vote_leaves_before_it_is_durable([Values] bool losePower)
    {
        var rig = new Rig();
        rig.From("n2", Prepare(5));
        rig.From("n2", Accept(5, "x"));
        rig.From("n3", Prepare(8, "n3"));

        rig.Restart(losePower);

        Assert.That(rig.From("n2", Prepare(7)).Show(), Is.EqualTo((string[])["n2 nack 7.n2 8.n3"]));
        Assert.That(rig.From("n2", Prepare(9)).Show(), Is.EqualTo((string[])["n2 promise 9.n2 (5.n2, x)"]));
    }

    [TestCase(DiskOperationKind.Write)]
    [TestCase(DiskOperationKind.Sync)]
    public void When_the_disk_fails_nothing_leaves(DiskOperationKind kind)
    {
        var rig = new Rig { Fault = operation => operation.Kind == kind ? new IOException("I/O error") : null };

        Assert.That(
            () => rig.Batch(("c1", new LearnedBody()), ("n2", Prepare(5)), ("n3", Prepare(3, "n3"))),
            Throws.TypeOf<StorageFailedException>());
        Assert.That(rig.Sent, Is.Empty);
    }

    [Test]
    public void A_node_that_is_no_acceptor_gives_nobody_a_vote()
    {
        var rig = Rig.WithoutVote();

        Assert.That(rig.Batch(("n2", Prepare(5)), ("n2", Accept(5, "x"))), Is.Empty);
    }

    [TestCase("n9")]
    [TestCase("n1")]
    public void A_stranger_and_a_copy_of_the_node_itself_have_no_say(string stranger)
    {
        var rig = new Rig();

        Assert.That(rig.Batch((stranger, Prepare(5)), (stranger, Decide("x"))), Is.Empty);

        Assert.That(rig.Log, Has.Count.EqualTo(2).And.All.Contains($"'{stranger}'"));
        Assert.That(rig.Learned(), Is.Null);
    }

    [Test]
    public void A_slot_is_not_supported()
    {
        var rig = new Rig();

        var sent = rig.Batch(("n2", Prepare(5) with { Slot = 1 }), ("c1", new LearnedBody { Slot = 0 }));

        Assert.That(sent.Show(), Is.EqualTo((string[])["n2 error 10", "c1 error 10"]));
        Assert.That(rig.From("n2", Prepare(1)).Show(), Is.EqualTo((string[])["n2 promise 1.n2 -"]));
    }

    [Test]
    public void An_answer_that_nobody_asked_for_is_ignored()
    {
        var rig = new Rig();

        Assert.That(rig.Batch(("n2", new ErrorBody { Code = 11 }), ("c1", new TickOkBody { Slot = 1 })), Is.Empty);
        Assert.That(rig.Log, Has.Count.EqualTo(2).And.All.StartsWith("ignored"));
    }
}
