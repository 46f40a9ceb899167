namespace Paxos.Tests;

public class LearnerTests
{
    [Test]
    public void A_node_that_heard_nothing_knows_no_decision() => Assert.That(new Learner(null).Decided, Is.Null);

    [Test]
    public void The_first_news_is_learnt()
    {
        var learner = new Learner(null);
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.New));
        Assert.That(learner.Decided, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void A_repetition_has_no_effect()
    {
        var learner = new Learner(null);
        learner.OnDecide("x");
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.Known));
        Assert.That(learner.Decided, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void A_contradiction_is_told_and_changes_nothing()
    {
        var learner = new Learner(null);
        learner.OnDecide("x");
        Assert.That(learner.OnDecide("y"), Is.EqualTo(Learnt.Contradiction));
        Assert.That(learner.Decided, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void A_recovered_decision_is_known()
    {
        var learner = new Learner("x");
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.Known));
        Assert.That(learner.OnDecide("y"), Is.EqualTo(Learnt.Contradiction));
    }

    [Test]
    public void The_empty_value_can_be_decided()
    {
        var learner = new Learner(null);
        Assert.That(learner.OnDecide(Value.Of([])), Is.EqualTo(Learnt.New));
        Assert.That(learner.OnDecide("x"), Is.EqualTo(Learnt.Contradiction));
    }
}
