namespace Paxos.Tests;

public class QuorumSystemTests
{
    [Test]
    public void There_must_be_acceptors() => Assert.That(() => QuorumSystem.Majority([]), Throws.TypeOf<QuorumException>());

    [Test]
    public void An_acceptor_must_have_an_id() => Assert.That(() => QuorumSystem.Majority(["n1", ""]), Throws.TypeOf<QuorumException>());

    [Test]
    public void An_acceptor_is_named_once() =>
        Assert.That(() => QuorumSystem.Majority(["n1", "n2", "n1"]), Throws.TypeOf<QuorumException>().With.Message.Contains("n1, n2, n1"));

    [Test]
    public void Ids_are_told_apart_ordinally() => Assert.That(QuorumSystem.Majority(["n1", "N1"]).Contains("n1"), Is.True);

    [Test]
    public void Only_configured_acceptors_are_contained()
    {
        var quorums = QuorumSystem.Majority(["n1", "n2"]);
        Assert.That(quorums.Contains("n2"), Is.True);
        Assert.That(quorums.Contains("n3"), Is.False);
        Assert.That(quorums.Acceptors, Is.EqualTo((string[])["n1", "n2"]));
    }

    [Test]
    public void What_becomes_of_the_list_of_acceptors_changes_nothing()
    {
        List<string> acceptors = ["n1", "n2", "n3"];
        var quorums = QuorumSystem.Majority(acceptors);
        acceptors.Clear();
        Assert.That(quorums.Acceptors, Has.Count.EqualTo(3));
    }
}
