namespace Paxos.Tests;

public class SetQuorumsTests
{
    // A grid of two rows: whole rows for phase 1, whole columns for phase 2.
    private static readonly string[] Acceptors = ["a", "b", "c", "d"];
    private static readonly string[][] Rows = [["a", "b"], ["c", "d"]], Columns = [["a", "c"], ["b", "d"]];
    private static readonly QuorumSystem Grid = QuorumSystem.Sets(Acceptors, Rows, Columns);

    [TestCase("ab", true)]
    [TestCase("cd", true)]
    [TestCase("abc", true)]
    [TestCase("ac", false)]
    [TestCase("ad", false)]
    [TestCase("a", false)]
    [TestCase("", false)]
    public void Phase_1_needs_a_whole_set(string members, bool quorum) => Assert.That(Grid.IsPhase1(Set(members)), Is.EqualTo(quorum));

    [TestCase("ac", true)]
    [TestCase("bd", true)]
    [TestCase("acd", true)]
    [TestCase("ab", false)]
    [TestCase("ad", false)]
    public void Phase_2_needs_a_whole_set(string members, bool quorum) => Assert.That(Grid.IsPhase2(Set(members)), Is.EqualTo(quorum));

    [Test]
    public void Sets_are_not_told_by_their_size() => Assert.That(Grid.IsPhase1(Set("axyz")), Is.False);

    [Test]
    public void A_pair_that_does_not_meet_is_named() =>
        Assert.That(() => QuorumSystem.Sets(Acceptors, Rows, Rows), Throws.TypeOf<QuorumException>()
            .With.Message.Contains("{a, b}").And.Message.Contains("{c, d}"));

    [Test]
    public void Every_pair_must_meet() =>
        Assert.That(() => QuorumSystem.Sets(Acceptors, [["a", "b"]], [["a", "c"], ["c", "d"]]), Throws.TypeOf<QuorumException>()
            .With.Message.Contains("{c, d}"));

    [Test]
    public void A_phase_without_a_quorum_is_named()
    {
        Assert.That(() => QuorumSystem.Sets(Acceptors, [], Columns), Throws.TypeOf<QuorumException>().With.Message.Contains("phase1"));
        Assert.That(() => QuorumSystem.Sets(Acceptors, Rows, []), Throws.TypeOf<QuorumException>().With.Message.Contains("phase2"));
    }

    [Test]
    public void An_empty_quorum_is_refused() =>
        Assert.That(() => QuorumSystem.Sets(Acceptors, [[]], Columns), Throws.TypeOf<QuorumException>().With.Message.Contains("empty"));

    [Test]
    public void A_stranger_is_named() =>
        Assert.That(() => QuorumSystem.Sets(Acceptors, [["a", "b", "e"]], Columns), Throws.TypeOf<QuorumException>().With.Message.Contains("'e'"));

    [Test]
    public void A_member_named_twice_is_refused() =>
        Assert.That(() => QuorumSystem.Sets(Acceptors, [["a", "a", "b"]], Columns), Throws.TypeOf<QuorumException>().With.Message.Contains("twice"));

    [Test]
    public void What_becomes_of_the_lists_changes_nothing()
    {
        List<string> row = ["a", "b"];
        List<IReadOnlyList<string>> rows = [row];
        var quorums = QuorumSystem.Sets(Acceptors, rows, Columns);
        row.Remove("b");
        rows.Clear();
        Assert.That(quorums.IsPhase1(Set("a")), Is.False);
        Assert.That(quorums.IsPhase1(Set("ab")), Is.True);
    }

    private static HashSet<string> Set(string members) => [.. members.Select(member => member.ToString())];
}
