using System.Text;

namespace PaxosConformance.Reports.Tests;

public class BaselineFileTests
{
    [Test]
    public void What_is_written_is_read_again_a_line_for_each_failure()
    {
        var baseline = new Baseline("known.json",
        [
            new KnownFailure("SC-PRE-02", "P-ACC-01", "0123456789abcdef") { Actual = Results.Hostile, Owner = "ann", Issue = "https://tracker/12", Expires = new DateOnly(2027, 1, 31) },
            new KnownFailure("SC-PRE-03", "P-ACC-13", null),
        ]);
        var text = Text(baseline);
        Assert.That(BaselineFile.Read("known.json", Encoding.UTF8.GetBytes(text)).Known, Is.EqualTo(baseline.Known));
        Assert.That(text.Split('\n').Count(line => line.Contains("SC-PRE", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void One_without_lines_is_a_baseline_too() => Assert.That(Read(Text(new Baseline("known.json", []))).Known, Is.Empty);

    [Test]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.That(Read("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-ACC-01"}, /* soon */ ],}""").Known, Has.Count.EqualTo(1));

    [TestCase("", "known.json, line 1: this is no baseline")]
    [TestCase("null", "null")]
    [TestCase("{\n\"version\":1,\n\"known\":[{]\n}", "line 3")]
    [TestCase("""{"known":[]}""", "version")]
    [TestCase("""{"version":2,"known":[]}""", "version 2", "version 1", "--write-baseline")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02"}]}""", "rule")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-ACC-01","ownr":"ann"}]}""", "'ownr'", "owner")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-ACC-01"},{"scenario":"SC-OLD-99","rule":"P-ACC-01"}]}""", "line 2 of 'known'", "there is no scenario SC-OLD-99", "remove the line")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-OLD-99"}]}""", "there is no rule P-OLD-99")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-06","rule":"P-PRO-13"}]}""", "P-PRO-13 is advice")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-ACC-01","fingerprint":"XYZ"}]}""", "'XYZ' is no fingerprint")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-ACC-01","expires":"31.1.2027"}]}""", "'31.1.2027'", "2027-01-31")]
    [TestCase("""{"version":1,"known":[{"scenario":"SC-PRE-02","rule":"P-ACC-01"},{"scenario":"SC-PRE-02","rule":"P-ACC-01"}]}""", "SC-PRE-02 P-ACC-01 is known twice", "remove one")]
    public void What_is_wrong_is_named_with_its_place_and_the_way_out(string text, params string[] said)
    {
        var wrong = Assert.Throws<FormatException>(() => Read(text))!;
        Assert.That(wrong.Message, Does.StartWith("known.json"));
        foreach (var words in said) Assert.That(wrong.Message, Does.Contain(words));
    }

    private static Baseline Read(string text) => BaselineFile.Read("known.json", Encoding.UTF8.GetBytes(text));

    private static string Text(Baseline baseline)
    {
        using var stream = new MemoryStream();
        BaselineFile.Write(baseline, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
