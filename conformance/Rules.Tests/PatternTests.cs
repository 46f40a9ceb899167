namespace PaxosConformance.Rules.Tests;

public class PatternTests
{
    [TestCase("P-ACC-08", "P-ACC-08")]
    [TestCase("p-acc-08", "P-ACC-08")]
    [TestCase("P-ACC-*", "P-ACC-08")]
    [TestCase("P-ACC*", "P-ACC")]
    [TestCase("*-08", "P-ACC-08")]
    [TestCase("P-*-0?", "P-ACC-08")]
    [TestCase("SC-???-01", "SC-PRE-01")]
    [TestCase("safety", "SAFETY")]
    [TestCase("*", "SC-PRE-01")]
    public void It_matches(string pattern, string identifier) => Assert.That(new Pattern(pattern).Matches(identifier));

    [TestCase("P-ACC", "P-ACC-08")]
    [TestCase("ACC-08", "P-ACC-08")]
    [TestCase("P-ACC-?", "P-ACC-08")]
    [TestCase("P-ACC-08?", "P-ACC-08")]
    [TestCase("P.ACC.08", "P-ACC-08")]
    [TestCase("P-[A-Z]*", "P-ACC-08")]
    public void It_does_not_match(string pattern, string identifier) => Assert.That(new Pattern(pattern).Matches(identifier), Is.False);

    [TestCase("")]
    [TestCase("  ")]
    [TestCase(" P-ACC-08")]
    [TestCase("P-ACC-08 ")]
    [TestCase(@"P-ACC-\*")]
    public void What_can_match_nothing_is_refused(string pattern) => Assert.That(() => new Pattern(pattern), Throws.ArgumentException);

    [Test]
    public void It_is_told_as_it_was_written() => Assert.That(new Pattern("p-Acc-*").ToString(), Is.EqualTo("p-Acc-*"));
}
