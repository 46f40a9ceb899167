namespace Paxos.Tests;

public class BallotTests
{
    [Test]
    public void The_counter_decides_before_the_id()
    {
        Assert.That(new Ballot(5, "n2"), Is.LessThan(new Ballot(9, "n1")));
        Assert.That(new Ballot(5, "n2"), Is.GreaterThan(new Ballot(5, "n1")));
    }
}
