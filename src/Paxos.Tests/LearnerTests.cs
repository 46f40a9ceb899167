namespace Paxos.Tests;

public class LearnerTests
{
    private static readonly QuorumSystem Three = QuorumSystem.Majority(["n1", "n2", "n3"]);

    [Test]
    public void A_quorum_of_votes_for_one_proposal_makes_its_value_known()
    {
        var learner = new Learner(Three, null);
        Assert.That(learner.OnVote("n1", new Proposal(new Ballot(3, "n1"), "x")), Is.False);
        Assert.That(learner.OnVote("n2", new Proposal(new Ballot(3, "n1"), "x")), Is.True);
    }

    [Test]
    public void Votes_of_different_ballots_are_not_added()
    {
        var learner = new Learner(Three, null);
        learner.OnVote("n1", new Proposal(new Ballot(1, "n1"), "x"));
        Assert.That(learner.OnVote("n2", new Proposal(new Ballot(3, "n1"), "x")), Is.False);
    }

    [Test]
    public void A_vote_that_comes_twice_is_one_vote()
    {
        var learner = new Learner(Three, null);
        learner.OnVote("n1", new Proposal(new Ballot(3, "n1"), "x"));
        Assert.That(learner.OnVote("n1", new Proposal(new Ballot(3, "n1"), "x")), Is.False);
    }

    [Test]
    public void A_stranger_has_no_vote()
    {
        var learner = new Learner(Three, null);
        learner.OnVote("n1", new Proposal(new Ballot(3, "n1"), "x"));
        Assert.That(learner.OnVote("n9", new Proposal(new Ballot(3, "n1"), "x")), Is.False);
    }

    [Test]
    public void A_node_that_heard_nothing_knows_no_decision() => Assert.That(new Learner(Three, null).Decided, Is.Null);

    [Test]
    public void The_first_news_is_learnt()
    {
        var learner = new Learner(Three, null);
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.New));
        Assert.That(learner.Decided, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void A_repetition_has_no_effect()
    {
        var learner = new Learner(Three, null);
        learner.OnDecide("x");
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.Known));
        Assert.That(learner.Decided, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void A_contradiction_is_told_and_changes_nothing()
    {
        var learner = new Learner(Three, null);
        learner.OnDecide("x");
        Assert.That(learner.OnDecide("y"), Is.EqualTo(Learnt.Contradiction));
        Assert.That(learner.Decided, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void A_recovered_decision_is_known()
    {
        var learner = new Learner(Three, "x");
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.Known));
        Assert.That(learner.OnDecide("y"), Is.EqualTo(Learnt.Contradiction));
    }

    [Test]
    public void The_empty_value_can_be_decided()
    {
        var learner = new Learner(Three, null);
        Assert.That(learner.OnDecide(Value.Of([])), Is.EqualTo(Learnt.New));
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.Contradiction));
    }
}
