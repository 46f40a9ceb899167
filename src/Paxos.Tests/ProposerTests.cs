namespace Paxos.Tests;

public class ProposerTests
{
    private Proposer proposer = New();

    [SetUp]
    public void Fresh() => proposer = New();

    [Test]
    public void A_round_begins_with_a_prepare_of_its_own_ballot()
    {
        var prepare = proposer.Start(default);
        Assert.That(prepare.Ballot.Id, Is.EqualTo("n1"));
        Assert.That(proposer.Current, Is.EqualTo(prepare.Ballot));
    }

    [Test]
    public void A_proposer_at_rest_asks_nobody_anything()
    {
        Assert.That(proposer.Current.IsNone, Is.True);
        Assert.That(proposer.Request, Is.Null);
        Assert.That(proposer.Silent, Is.Empty);
    }

    [Test]
    public void Every_round_has_a_higher_ballot()
    {
        var first = proposer.Start(default).Ballot;
        proposer.GiveUp();
        Assert.That(proposer.Start(default).Ballot, Is.GreaterThan(first));
    }

    [Test]
    public void A_round_begins_above_what_the_own_acceptor_has_promised() =>
        Assert.That(proposer.Start(new Ballot(41, "n3")).Ballot, Is.GreaterThan(new Ballot(41, "n3")));

    [Test]
    public void A_round_begins_above_what_a_refusal_told()
    {
        var ballot = proposer.Start(default).Ballot;
        proposer.OnNack(new Nack(ballot, new Ballot(41, "n3")));
        Assert.That(proposer.Start(default).Ballot, Is.GreaterThan(new Ballot(41, "n3")));
    }

    [Test]
    public void A_proposer_that_restarts_uses_no_ballot_again()
    {
        var acceptor = new Acceptor(AcceptorState.Initial);
        var before = proposer.Start(acceptor.State.Promised);
        acceptor.OnPrepare(before);
        Assert.That(New().Start(acceptor.State.Promised).Ballot, Is.GreaterThan(before.Ballot));
    }

    [Test]
    public void A_quorum_of_promises_puts_the_wish_to_the_vote()
    {
        var ballot = proposer.Start(default).Ballot;
        Assert.That(proposer.OnPromise("n1", new Promise(ballot, null), "x"), Is.Null);
        Assert.That(proposer.OnPromise("n2", new Promise(ballot, null), "x"), Is.EqualTo(new Accept(ballot, "x")));
    }

    [Test]
    public void A_reported_value_binds()
    {
        var ballot = proposer.Start(new Ballot(5, "n3")).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), "x");
        Assert.That(proposer.OnPromise("n2", Reports(ballot, 1, "w"), "x"), Is.EqualTo(new Accept(ballot, "w")));
    }

    [TestCase("n1", "n2")]
    [TestCase("n2", "n1")]
    public void The_value_with_the_highest_ballot_binds_whoever_reports_it_first(string first, string second)
    {
        var ballot = proposer.Start(new Ballot(20, "n3")).Ballot;
        var reports = new Dictionary<string, Promise> { ["n1"] = Reports(ballot, 9, "a"), ["n2"] = Reports(ballot, 10, "b") };
        proposer.OnPromise(first, reports[first], "x");
        Assert.That(proposer.OnPromise(second, reports[second], "x"), Is.EqualTo(new Accept(ballot, "b")));
    }

    [Test]
    public void The_id_decides_between_reports_of_one_counter()
    {
        var ballot = proposer.Start(new Ballot(20, "n3")).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, new Proposal(new Ballot(5, "n3"), "c")), "x");
        Assert.That(proposer.OnPromise("n2", new Promise(ballot, new Proposal(new Ballot(5, "n2"), "b")), "x")!.Value, Is.EqualTo((Value)"c"));
    }

    [Test]
    public void A_proposer_without_a_wish_finishes_what_others_began()
    {
        var ballot = proposer.Start(new Ballot(5, "n3")).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), null);
        Assert.That(proposer.OnPromise("n2", Reports(ballot, 1, "w"), null)!.Value, Is.EqualTo((Value)"w"));
    }

    [Test]
    public void Without_a_wish_and_a_report_the_round_is_given_up()
    {
        var ballot = proposer.Start(default).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), null);
        Assert.That(proposer.OnPromise("n2", new Promise(ballot, null), null), Is.Null);
        Assert.That(proposer.Current.IsNone, Is.True);
    }

    [Test]
    public void One_acceptor_that_repeats_itself_is_no_quorum_of_promises()
    {
        var ballot = proposer.Start(default).Ballot;
        proposer.OnPromise("n2", new Promise(ballot, null), "x");
        Assert.That(proposer.OnPromise("n2", new Promise(ballot, null), "x"), Is.Null);
    }

    [Test]
    public void Promises_of_other_ballots_do_not_count()
    {
        var old = proposer.Start(default).Ballot;
        var ballot = proposer.Start(default).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), "x");
        Assert.That(proposer.OnPromise("n2", new Promise(old, null), "x"), Is.Null);
        Assert.That(proposer.OnPromise("n3", new Promise(ballot.Next("n1"), null), "x"), Is.Null);
    }

    [Test]
    public void Strangers_have_no_vote()
    {
        var ballot = proposer.Start(default).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), "x");
        Assert.That(proposer.OnPromise("n9", new Promise(ballot, null), "x"), Is.Null);

        proposer.OnPromise("n2", new Promise(ballot, null), "x");
        proposer.OnAccepted("n1", new Accepted(ballot));
        Assert.That(proposer.OnAccepted("n9", new Accepted(ballot)), Is.Null);
    }

    [Test]
    public void What_strangers_report_binds_nobody()
    {
        var ballot = proposer.Start(new Ballot(20, "n3")).Ballot;
        proposer.OnPromise("n9", Reports(ballot, 9, "w"), "x");
        proposer.OnPromise("n1", new Promise(ballot, null), "x");
        Assert.That(proposer.OnPromise("n2", new Promise(ballot, null), "x"), Is.EqualTo(new Accept(ballot, "x")));
    }

    [Test]
    public void A_late_promise_cannot_change_the_value_that_was_put_to_the_vote()
    {
        var ballot = InPhase2("x");
        Assert.That(proposer.OnPromise("n3", Reports(ballot, 1, "w"), "z"), Is.Null);
        Assert.That(proposer.Request, Is.EqualTo(new Accept(ballot, "x")));
    }

    [Test]
    public void A_quorum_of_votes_decides_what_was_accepted()
    {
        var ballot = proposer.Start(new Ballot(5, "n3")).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), "x");
        proposer.OnPromise("n2", Reports(ballot, 1, "w"), "x");
        Assert.That(proposer.OnAccepted("n1", new Accepted(ballot)), Is.Null);
        Assert.That(proposer.OnAccepted("n3", new Accepted(ballot)), Is.EqualTo(new Decide("w", ballot)));
    }

    [Test]
    public void A_decision_is_told_once()
    {
        var ballot = InPhase2("x");
        proposer.OnAccepted("n1", new Accepted(ballot));
        proposer.OnAccepted("n2", new Accepted(ballot));
        Assert.That(proposer.OnAccepted("n3", new Accepted(ballot)), Is.Null);
        Assert.That(proposer.Current.IsNone, Is.True);
    }

    [Test]
    public void One_acceptor_that_repeats_itself_is_no_quorum_of_votes()
    {
        var ballot = InPhase2("x");
        proposer.OnAccepted("n2", new Accepted(ballot));
        Assert.That(proposer.OnAccepted("n2", new Accepted(ballot)), Is.Null);
    }

    [Test]
    public void Votes_for_another_ballot_do_not_count()
    {
        var old = InPhase2("x");
        var ballot = InPhase2("x");
        proposer.OnAccepted("n1", new Accepted(ballot));
        Assert.That(proposer.OnAccepted("n2", new Accepted(old)), Is.Null);
    }

    [Test]
    public void Votes_before_the_vote_was_called_do_not_count()
    {
        var ballot = proposer.Start(default).Ballot;
        Assert.That(proposer.OnAccepted("n1", new Accepted(ballot)), Is.Null);
        Assert.That(proposer.OnAccepted("n2", new Accepted(ballot)), Is.Null);
    }

    [Test]
    public void Promises_do_not_count_as_votes()
    {
        var ballot = InPhase2("x");
        Assert.That(proposer.OnAccepted("n3", new Accepted(ballot)), Is.Null);
    }

    [Test]
    public void Answers_to_a_round_that_was_given_up_count_for_nothing()
    {
        var ballot = InPhase2("x");
        proposer.GiveUp();
        Assert.That(proposer.OnPromise("n3", new Promise(ballot, null), "x"), Is.Null);
        Assert.That(proposer.OnAccepted("n1", new Accepted(ballot)), Is.Null);
        Assert.That(proposer.OnAccepted("n2", new Accepted(ballot)), Is.Null);
    }

    [Test]
    public void A_refusal_with_a_higher_ballot_ends_the_round()
    {
        var ballot = InPhase2("x");
        Assert.That(proposer.OnNack(new Nack(ballot, ballot.Next("n2"))), Is.True);
        Assert.That(proposer.Current.IsNone, Is.True);
    }

    [Test]
    public void A_refusal_of_an_earlier_round_leaves_this_one_running()
    {
        var old = proposer.Start(default).Ballot;
        var ballot = proposer.Start(default).Ballot;
        Assert.That(proposer.OnNack(new Nack(old, new Ballot(41, "n3"))), Is.False);
        Assert.That(proposer.Current, Is.EqualTo(ballot));
    }

    [Test]
    public void A_refusal_that_names_nothing_higher_leaves_the_round_running()
    {
        var ballot = proposer.Start(default).Ballot;
        Assert.That(proposer.OnNack(new Nack(ballot, ballot)), Is.False);
        Assert.That(proposer.Current, Is.EqualTo(ballot));
    }

    [Test]
    public void A_retransmission_asks_those_who_are_silent_the_same_again()
    {
        var prepare = proposer.Start(default);
        proposer.OnPromise("n2", new Promise(prepare.Ballot, null), "x");
        Assert.That(proposer.Request, Is.EqualTo(prepare));
        Assert.That(proposer.Silent, Is.EquivalentTo((string[])["n1", "n3"]));

        var accept = proposer.OnPromise("n1", new Promise(prepare.Ballot, null), "x");
        proposer.OnAccepted("n3", new Accepted(prepare.Ballot));
        Assert.That(proposer.Request, Is.EqualTo(accept));
        Assert.That(proposer.Silent, Is.EquivalentTo((string[])["n1", "n2"]));
    }

    [Test]
    public void Each_phase_asks_for_its_own_quorum()
    {
        proposer = new Proposer("a", QuorumSystem.Sets(["a", "b", "c", "d"], [["a", "b"], ["c", "d"]], [["a", "c"], ["b", "d"]]));
        var ballot = proposer.Start(default).Ballot;
        Assert.That(proposer.OnPromise("a", new Promise(ballot, null), "x"), Is.Null);
        Assert.That(proposer.OnPromise("c", new Promise(ballot, null), "x"), Is.Null, "a column is no phase-1 quorum");
        Assert.That(proposer.OnPromise("b", new Promise(ballot, null), "x"), Is.Not.Null);

        Assert.That(proposer.OnAccepted("a", new Accepted(ballot)), Is.Null);
        Assert.That(proposer.OnAccepted("b", new Accepted(ballot)), Is.Null, "a row is no phase-2 quorum");
        Assert.That(proposer.OnAccepted("c", new Accepted(ballot)), Is.Not.Null);
    }

    [Test]
    public void No_round_begins_when_no_ballot_is_left()
    {
        Assert.That(() => proposer.Start(new Ballot(Ballot.MaxN, "n3")), Throws.InvalidOperationException);
        Assert.That(proposer.Current.IsNone, Is.True);
    }

    private static Proposer New() => new("n1", QuorumSystem.Majority(["n1", "n2", "n3"]));

    private static Promise Reports(Ballot ballot, long accepted, Value value) => new(ballot, new Proposal(new Ballot(accepted, "n3"), value));

    private Ballot InPhase2(Value value)
    {
        var ballot = proposer.Start(default).Ballot;
        proposer.OnPromise("n1", new Promise(ballot, null), value);
        proposer.OnPromise("n2", new Promise(ballot, null), value);
        return ballot;
    }
}
