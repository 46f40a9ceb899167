namespace PaxosConformance.Mutants.Tests;

public class RewriteTests
{
    private const string File = "Paxos/Acceptor.cs";

    [Test]
    public void What_stands_there_once_is_replaced()
    {
        var changed = Rewrite.In(File, "OnPrepare").Replace("prepare.Ballot<State . Promised", "false").Apply(Sources.Tree(File));
        Assert.That(changed.ToString(), Does.Contain("if (false) return new Refusal"));
        Assert.That(changed.ToString(), Does.Contain("if (accept.Ballot < State.Promised)"), "another member was changed");
    }

    [Test]
    public void Strings_and_ranges_are_found()
    {
        const string codec = "Paxos.Storage/StateCodec.cs", campaign = "Paxos.Node/Campaign.cs";
        Assert.That(Rewrite.In(codec, "WriteBallot").Replace("ballot.Id ?? \"\"", "ballot.Id!").Apply(Sources.Tree(codec)).ToString(), Does.Contain("writer.Write(ballot.Id!)"));
        Assert.That(Rewrite.In(campaign, "OnDue").Replace("[.. proposer.Silent]", "[]").Apply(Sources.Tree(campaign)).ToString(), Does.Contain("new Appeal(request, [])"));
    }

    [TestCase("no.Such.Thing", 0)]
    [TestCase("State", 5)]
    public void What_stands_nowhere_or_in_more_than_one_place_is_an_error_that_names_it(string find, int places)
    {
        var rewrite = Rewrite.In(File, "OnPrepare").Replace(find, "");
        Assert.That(() => rewrite.Apply(Sources.Tree(File)), Throws.TypeOf<RewriteException>().With.Message.EqualTo(
            $"{File}, OnPrepare: '{find}' stands in {places} places: expected exactly one"));
    }

    [Test]
    public void A_mutant_that_no_longer_applies_is_named()
    {
        var mutant = new Mutant("Z99", "none") { Breaks = [], Killers = [], Rewrites = [Rewrite.In("Paxos/Gone.cs").Replace("a", "b")] };
        Assert.That(() => Specimen.Of(mutant), Throws.TypeOf<RewriteException>().With.Message.EqualTo("Z99: Paxos/Gone.cs: the source of the reference node has no such file"));
    }

    [Test]
    public void A_mutant_that_no_longer_compiles_is_named()
    {
        var mutant = new Mutant("Z99", "none") { Breaks = [], Killers = [], Rewrites = [Rewrite.In(File, "OnPrepare").Replace("prepare.Ballot < State.Promised", "nonsense")] };
        var directory = Directory.CreateTempSubdirectory("mutants-tests-");
        try
        {
            Assert.That(() => Specimen.Of(mutant).EmitTo(directory.FullName),
                Throws.TypeOf<RewriteException>().With.Message.StartsWith("Z99 does not compile").And.Message.Contains("'nonsense' does not exist"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
