namespace Paxos.Tests;

public class BallotTests
{
    [Test]
    public void The_counter_decides_before_the_id()
    {
        Assert.That(new Ballot(5, "n2"), Is.LessThan(new Ballot(9, "n1")));
        Assert.That(new Ballot(5, "n2"), Is.GreaterThan(new Ballot(5, "n1")));
    }

    [Test]
    public void The_counter_is_compared_as_a_number() => Assert.That(new Ballot(9, "n1"), Is.LessThan(new Ballot(10, "n1")));

    [Test]
    public void Ids_are_compared_ordinally()
    {
        Assert.That(new Ballot(1, "n10"), Is.LessThan(new Ballot(1, "n2")));
        Assert.That(new Ballot(1, "N2"), Is.LessThan(new Ballot(1, "n1")));
    }

    [Test]
    public void Two_proposers_never_share_a_ballot() => Assert.That(new Ballot(5, "n1"), Is.Not.EqualTo(new Ballot(5, "n2")));

    [Test]
    public void Equal_counter_and_id_make_the_same_ballot()
    {
        Ballot a = new(5, "n1"), b = new(5, "n1");
        Assert.That(a, Is.EqualTo(b));
        Assert.That(a.CompareTo(b), Is.Zero);
    }

    [Test]
    public void Operators_agree_with_the_order()
    {
        Ballot low = new(5, "n1"), high = new(5, "n2"), same = new(5, "n1");
        bool[] right = [low < high, low <= high, low <= same, low >= same, (high > low), (high >= low)];
        bool[] wrong = [high < low, high <= low, low < same, low > same, (low > high), (low >= high)];
        Assert.That(right, Has.All.True);
        Assert.That(wrong, Has.All.False);
    }

    [Test]
    public void No_ballot_is_below_every_ballot()
    {
        Assert.That(default(Ballot).IsNone, Is.True);
        Assert.That(new Ballot(0, "a").IsNone, Is.False);
        Assert.That(default(Ballot), Is.LessThan(new Ballot(0, "a")));
    }

    [Test]
    public void The_next_ballot_is_higher_and_belongs_to_its_proposer()
    {
        var next = new Ballot(5, "n9").Next("n1");
        Assert.That(next, Is.GreaterThan(new Ballot(5, "n9")));
        Assert.That(next.Id, Is.EqualTo("n1"));
    }

    [Test]
    public void Even_above_no_ballot_there_is_a_next_one() => Assert.That(default(Ballot).Next("n1"), Is.GreaterThan(default(Ballot)));

    [Test]
    public void The_counter_ends_and_never_wraps()
    {
        Assert.That(() => new Ballot(Ballot.MaxN, "n1").Next("n2"), Throws.InvalidOperationException.With.Message.Contains($"{Ballot.MaxN}.n1"));
        Assert.That(new Ballot(Ballot.MaxN - 1, "n1").Next("n1").N, Is.EqualTo(Ballot.MaxN));
    }

    [TestCase(-1, "n1")]
    [TestCase(Ballot.MaxN + 1, "n1")]
    [TestCase(1, "")]
    [TestCase(1, null)]
    public void What_is_no_ballot_cannot_be_made(long n, string? id) =>
        Assert.That(() => new Ballot(n, id!), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void The_higher_of_two_is_the_same_in_either_order()
    {
        Ballot low = new(5, "n1"), high = new(5, "n2");
        Assert.That(Ballot.Max(low, high), Is.EqualTo(high));
        Assert.That(Ballot.Max(high, low), Is.EqualTo(high));
    }

    [Test]
    public void It_is_told_as_counter_and_id()
    {
        Assert.That(new Ballot(5, "n1").ToString(), Is.EqualTo("5.n1"));
        Assert.That(default(Ballot).ToString(), Is.EqualTo("-"));
    }
}
