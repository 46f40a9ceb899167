namespace Paxos.Tests;

public class AcceptorTests
{
    private Acceptor acceptor = new(AcceptorState.Initial);

    [SetUp]
    public void Fresh() => acceptor = new Acceptor(AcceptorState.Initial);

    [Test]
    public void A_fresh_acceptor_promises_any_ballot_and_reports_nothing() =>
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(0)))), Is.EqualTo(new Promise(B(0), null)));

    [Test]
    public void A_higher_prepare_is_promised()
    {
        acceptor.OnPrepare(new Prepare(B(5)));
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(7)))), Is.EqualTo(new Promise(B(7), null)));
    }

    [Test]
    public void A_stale_prepare_gets_no_promise_and_leaves_no_trace()
    {
        acceptor.OnPrepare(new Prepare(B(5)));
        var before = acceptor.State;
        Assert.That(acceptor.OnPrepare(new Prepare(B(4))), Is.EqualTo(new Refusal(new Nack(B(4), B(5)))));
        Assert.That(acceptor.State, Is.EqualTo(before));
    }

    [Test]
    public void A_prepare_repeated_is_promised_again_with_what_was_accepted_since()
    {
        acceptor.OnPrepare(new Prepare(B(5)));
        acceptor.OnAccept(new Accept(B(5), "x"));
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(5)))), Is.EqualTo(new Promise(B(5), new Proposal(B(5), "x"))));
    }

    [Test]
    public void The_id_breaks_the_tie_between_two_prepares()
    {
        acceptor.OnPrepare(new Prepare(new Ballot(5, "n2")));
        Assert.That(acceptor.OnPrepare(new Prepare(new Ballot(5, "n1"))), Is.TypeOf<Refusal>());
        Assert.That(acceptor.OnPrepare(new Prepare(new Ballot(5, "n3"))), Is.TypeOf<PromiseWhenDurable>());
    }

    [Test]
    public void The_promised_ballot_is_accepted()
    {
        acceptor.OnPrepare(new Prepare(B(5)));
        Assert.That(Told(acceptor.OnAccept(new Accept(B(5), "x"))), Is.EqualTo(new Accepted(B(5))));
        Assert.That(acceptor.State, Is.EqualTo(new AcceptorState(B(5), new Proposal(B(5), "x"))));
    }

    [Test]
    public void A_ballot_above_the_promise_is_accepted_without_a_prepare()
    {
        acceptor.OnPrepare(new Prepare(B(5)));
        Assert.That(Told(acceptor.OnAccept(new Accept(B(7), "x"))), Is.EqualTo(new Accepted(B(7))));
    }

    [Test]
    public void A_ballot_below_the_promise_is_refused_and_leaves_no_trace()
    {
        acceptor.OnAccept(new Accept(B(3), "x"));
        acceptor.OnPrepare(new Prepare(B(5)));
        var before = acceptor.State;
        Assert.That(acceptor.OnAccept(new Accept(B(4), "y")), Is.EqualTo(new Refusal(new Nack(B(4), B(5)))));
        Assert.That(acceptor.State, Is.EqualTo(before));
    }

    [Test]
    public void Accepting_raises_the_promise()
    {
        acceptor.OnAccept(new Accept(B(5), "x"));
        Assert.That(acceptor.State.Promised, Is.EqualTo(B(5)));
        Assert.That(acceptor.OnAccept(new Accept(B(4), "y")), Is.TypeOf<Refusal>());
        Assert.That(acceptor.OnPrepare(new Prepare(B(3))), Is.TypeOf<Refusal>());
    }

    [Test]
    public void A_promise_reports_the_accepted_pair_with_its_own_ballot()
    {
        acceptor.OnAccept(new Accept(B(5), "x"));
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(9)))), Is.EqualTo(new Promise(B(9), new Proposal(B(5), "x"))));
    }

    [Test]
    public void A_higher_prepare_leaves_the_accepted_pair_in_place()
    {
        acceptor.OnAccept(new Accept(B(5), "x"));
        acceptor.OnPrepare(new Prepare(B(9)));
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(10)))), Is.EqualTo(new Promise(B(10), new Proposal(B(5), "x"))));
    }

    [Test]
    public void The_pair_accepted_last_is_the_one_reported()
    {
        acceptor.OnAccept(new Accept(B(5), "x"));
        acceptor.OnAccept(new Accept(B(7), "y"));
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(9)))), Is.EqualTo(new Promise(B(9), new Proposal(B(7), "y"))));
    }

    [Test]
    public void An_accept_repeated_is_answered_again_and_changes_nothing()
    {
        acceptor.OnAccept(new Accept(B(5), "x"));
        var before = acceptor.State;
        Assert.That(Told(acceptor.OnAccept(new Accept(B(5), "x"))), Is.EqualTo(new Accepted(B(5))));
        Assert.That(acceptor.State, Is.EqualTo(before));
    }

    [Test]
    public void A_second_value_in_one_ballot_is_refused_and_leaves_no_trace()
    {
        acceptor.OnAccept(new Accept(B(5), "x"));
        var before = acceptor.State;
        Assert.That(acceptor.OnAccept(new Accept(B(5), "y")), Is.EqualTo(new Refusal(new Nack(B(5), B(5)))));
        Assert.That(acceptor.State, Is.EqualTo(before));
    }

    [Test]
    public void A_recovered_acceptor_stands_by_what_it_vouched_for()
    {
        acceptor = new Acceptor(new AcceptorState(B(9), new Proposal(B(5), "x")));
        Assert.That(acceptor.OnPrepare(new Prepare(B(8))), Is.TypeOf<Refusal>());
        Assert.That(acceptor.OnAccept(new Accept(B(8), "y")), Is.TypeOf<Refusal>());
        Assert.That(Told(acceptor.OnPrepare(new Prepare(B(9)))), Is.EqualTo(new Promise(B(9), new Proposal(B(5), "x"))));
    }

    private static Ballot B(long n) => new(n, "n1");

    private static Message Told(Answer answer)
    {
        var vote = (VoteWhenDurable)answer;
        using var storage = new MemoryStorage();
        return vote.Cast(storage.Persist([new StableState(vote.State, null)]).Single()).Message;
    }
}
