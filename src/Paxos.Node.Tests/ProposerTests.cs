using PaxosConformance.Wire;
using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

public sealed class ProposerTests
{
    private static readonly Ballot First = B(1, "n1");

    [Test]
    public void A_value_is_chosen_in_two_phases()
    {
        var rig = new Rig();

        Assert.That(rig.Propose("x").Show(), Is.EqualTo((string[])["n2 prepare 1.n1", "n3 prepare 1.n1"]));
        Assert.That(rig.From("n2", Promise(First)).Show(), Is.EqualTo((string[])["n2 accept 1.n1 x", "n3 accept 1.n1 x"]));
        Assert.That(rig.From("n3", Accepted(First)).Show(), Is.EqualTo((string[])["c1 propose_ok x", "n2 decide x", "n3 decide x"]));
        Assert.That(rig.Learned(), Is.EqualTo(Value.FromString("x")));
    }

    [Test]
    public void A_node_alone_decides_at_once_and_durably()
    {
        var rig = new Rig(nodes: 1);

        Assert.That(rig.Propose("x").Show(), Is.EqualTo((string[])["c1 propose_ok x"]));

        rig.Restart(losePower: true);
        Assert.That(rig.Learned(), Is.EqualTo(Value.FromString("x")));
    }

    [Test]
    public void A_prepare_and_an_accept_leave_only_when_the_own_acceptor_has_them_durably()
    {
        var rig = new Rig();
        rig.Propose("x");
        rig.Restart(losePower: true);

        // The promise for 1.n1 was kept, so the next ballot is another (P-BAL-04).
        Assert.That(rig.Propose("y").Show(), Does.Contain("n2 prepare 2.n1"));
        rig.From("n2", Promise(B(2, "n1")));
        rig.Restart(losePower: true);
        Assert.That(rig.From("n2", Prepare(9)).Show(), Is.EqualTo((string[])["n2 promise 9.n2 (2.n1, y)"]));
    }

    [Test]
    public void A_restart_never_reuses_a_ballot_also_where_the_node_is_no_acceptor([Values] bool losePower)
    {
        var rig = Rig.WithoutVote();
        var ballots = new List<Ballot>();
        for (var i = 0; i < 5; i++)
        {
            ballots.Add(rig.Propose("x").Select(m => m.Body).OfType<PrepareBody>().First().Ballot);
            rig.Restart(losePower);
        }

        Assert.That(ballots, Is.Ordered.And.Unique);
    }

    [Test]
    public void The_own_vote_is_not_counted_where_the_node_is_no_acceptor()
    {
        var rig = Rig.WithoutVote();
        rig.Propose("x");

        Assert.That(rig.From("n2", Promise(First)), Is.Empty);
        Assert.That(rig.From("n3", Promise(First)).Show(), Does.Contain("n2 accept 1.n1 x"));
    }

    [Test]
    public void The_reported_value_wins_and_the_client_is_told_so()
    {
        var rig = new Rig();
        rig.Propose("mine");

        Assert.That(rig.From("n2", Promise(First, new Proposal(B(0), "theirs"))).Show(), Does.Contain("n3 accept 1.n1 theirs"));
        Assert.That(rig.From("n2", Accepted(First)).Show(), Does.Contain("c1 propose_ok theirs"));
    }

    [Test]
    public void All_waiting_clients_are_answered_and_the_oldest_has_its_wish()
    {
        var rig = new Rig();
        rig.Propose("x", "c1");

        Assert.That(rig.Propose("y", "c2"), Is.Empty, "one round at a time");
        rig.From("n2", Promise(First));
        Assert.That(rig.From("n2", Accepted(First)).Show(), Is.SupersetOf((string[])["c1 propose_ok x", "c2 propose_ok x"]));
        Assert.That(rig.Propose("z", "c3").Show(), Is.EqualTo((string[])["c3 propose_ok x"]));
    }

    [Test]
    public void The_own_acceptor_that_was_overtaken_does_not_count()
    {
        // P-PRO-12, step by step as in SC-PRO-13.
        var rig = new Rig();
        rig.Propose("x");
        rig.From("n2", Prepare(9));

        rig.From("n3", Promise(First));

        Assert.That(rig.From("n3", Accepted(First)), Is.Empty);
        Assert.That(rig.Learned(), Is.Null);
    }

    [Test]
    public void Votes_of_strangers_and_repeated_votes_do_not_make_a_quorum()
    {
        var rig = new Rig(nodes: 5);
        rig.Propose("x");

        string[] tooFew = ["n2", "n2", "n9", "n1"];
        Assert.That(rig.Batch([.. tooFew.Select(id => (id, (Body)Promise(First)))]), Is.Empty);
        Assert.That(rig.From("n3", Promise(First)), Is.Not.Empty);
        Assert.That(rig.Batch([.. tooFew.Select(id => (id, (Body)Accepted(First)))]), Is.Empty);
        Assert.That(rig.From("n3", Accepted(First)), Is.Not.Empty);
    }

    [Test]
    public void A_vote_with_a_higher_ballot_is_a_refusal_that_tells_what_to_pass()
    {
        var rig = new Rig();
        rig.Propose("x");

        Assert.That(rig.From("n2", Promise(B(7, "n3"))), Is.Empty);
        Assert.That(rig.WhenDue().Show(), Does.Contain("n2 prepare 8.n1"));
    }

    [Test]
    public void Sets_of_acceptors_as_quorums_are_used_as_sets()
    {
        var quorums = new Quorums
        {
            Phase1 = new PhaseQuorums(null, [["n1", "n2"]]),
            Phase2 = new PhaseQuorums(null, [["n2", "n3"], ["n1"]]),
        };
        var rig = new Rig(init: new InitBody { NodeId = "n1", NodeIds = ["n1", "n2", "n3"], DataDir = "data", Quorums = quorums });
        rig.Propose("x");

        Assert.That(rig.From("n3", Promise(First)), Is.Empty);
        Assert.That(rig.From("n2", Promise(First)).Show(), Does.Contain("c1 propose_ok x"), "the node alone is a quorum of phase 2");
    }

    [Test]
    public void Without_a_ballot_left_the_client_is_told_whether_its_value_may_win()
    {
        var rig = new Rig();
        rig.Propose("x");
        rig.From("n2", Promise(First));
        rig.Propose("y", "c2");
        rig.From("n2", Nack(First, B(Ballot.MaxN, "n3")));

        Assert.That(rig.WhenDue().Show(), Is.EqualTo((string[])["c1 error 0", "c2 error 11"]));
        Assert.That(rig.Propose("z").Show(), Is.EqualTo((string[])["c1 error 11"]));
        Assert.That(rig.From("n2", Decide("w")), Is.Empty);
        Assert.That(rig.Propose("z").Show(), Is.EqualTo((string[])["c1 propose_ok w"]), "the node is of use all the same");
    }
}
