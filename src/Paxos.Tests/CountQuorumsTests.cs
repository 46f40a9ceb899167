namespace Paxos.Tests;

public class CountQuorumsTests
{
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 2)]
    [TestCase(4, 3)]
    [TestCase(5, 3)]
    [TestCase(6, 4)]
    [TestCase(7, 4)]
    public void A_majority_is_more_than_half(int acceptors, int majority)
    {
        var quorums = QuorumSystem.Majority(Ids(acceptors));
        Assert.That(quorums.IsPhase1(Set(majority)), Is.True);
        Assert.That(quorums.IsPhase2(Set(majority)), Is.True);
        Assert.That(quorums.IsPhase1(Set(majority - 1)), Is.False);
        Assert.That(quorums.IsPhase2(Set(majority - 1)), Is.False);
    }

    [Test]
    public void Each_phase_has_its_own_count()
    {
        var quorums = QuorumSystem.Counts(Ids(5), 4, 2);
        Assert.That(quorums.IsPhase1(Set(3)), Is.False);
        Assert.That(quorums.IsPhase1(Set(4)), Is.True);
        Assert.That(quorums.IsPhase2(Set(1)), Is.False);
        Assert.That(quorums.IsPhase2(Set(2)), Is.True);
    }

    [Test]
    public void Strangers_do_not_count()
    {
        var quorums = QuorumSystem.Majority(Ids(3));
        Assert.That(quorums.IsPhase1(new HashSet<string> { "n1", "x", "y" }), Is.False);
        Assert.That(quorums.IsPhase2(new HashSet<string> { "n1", "n2", "x" }), Is.True);
    }

    [TestCase(5, 2, 3)]
    [TestCase(5, 4, 1)]
    [TestCase(4, 2, 2)]
    public void Phases_that_need_not_meet_are_refused(int acceptors, int phase1, int phase2) =>
        Assert.That(() => QuorumSystem.Counts(Ids(acceptors), phase1, phase2), Throws.TypeOf<QuorumException>().With.Message.Contains("need not meet"));

    [TestCase(0, 3, "phase1")]
    [TestCase(3, 0, "phase2")]
    [TestCase(4, 3, "phase1")]
    [TestCase(3, 4, "phase2")]
    [TestCase(-1, 3, "phase1")]
    [TestCase(int.MaxValue, int.MaxValue, "phase1")]
    public void An_impossible_count_is_refused_by_name(int phase1, int phase2, string phase) =>
        Assert.That(() => QuorumSystem.Counts(Ids(3), phase1, phase2), Throws.TypeOf<QuorumException>().With.Message.Contains(phase));

    [Test]
    public void One_acceptor_is_a_quorum_of_itself() => Assert.That(QuorumSystem.Counts(Ids(1), 1, 1).IsPhase2(Set(1)), Is.True);

    private static string[] Ids(int count) => [.. Enumerable.Range(1, count).Select(n => $"n{n}")];

    private static HashSet<string> Set(int count) => [.. Ids(count)];
}
