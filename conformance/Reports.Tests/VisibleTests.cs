namespace PaxosConformance.Reports.Tests;

public class VisibleTests
{
    [TestCase("plain text, ünïcode, 日本, 😀", "plain text, ünïcode, 日本, 😀")]
    [TestCase("\u001b[31mred", @"\u001B[31mred")]
    [TestCase("a\0b", @"a\u0000b")]
    [TestCase("a\nb\tc", @"a\u000Ab\u0009c")]
    [TestCase("evil\u202etxt.exe", @"evil\u202Etxt.exe")]
    [TestCase("\ufffe\uffff", @"\uFFFE\uFFFF")]
    [TestCase("\u0085\u009b", @"\u0085\u009B")]
    public void What_a_reader_would_obey_is_made_visible(string text, string visible) => Assert.That(Visible.Line(text), Is.EqualTo(visible));

    [Test]
    public void Half_a_pair_is_no_text() => Assert.That(Visible.Line("\ud800 a \udc00"), Is.EqualTo(@"\uD800 a \uDC00"));

    [Test]
    public void Lines_and_tabs_stay_where_there_may_be_lines() => Assert.That(Visible.Lines("a\r\nb\n\tc\rd"), Is.EqualTo("a\nb\n\tc\\u000Dd"));
}
