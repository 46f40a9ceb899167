namespace PaxosConformance.Rules.Tests;

public class LedgerTests
{
    [Test]
    public void The_ledger_of_the_suite_loads() => Assert.That(Ledger.Load().Rules, Is.Not.Empty);
}
