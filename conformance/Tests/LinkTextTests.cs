using PaxosConformance.Scenarios;
using PaxosConformance.Tracing;

namespace PaxosConformance.Tests;

public class LinkTextTests
{
    [TestCase("", "")]
    [TestCase("13 14 31 41 23 24 32 42", "n1 n2 | n3 n4")]
    [TestCase("12 21 13 31 14 41", "n1 | n2 n3 n4")]
    [TestCase("12 21 13 31 14 41 23 32 24 42 34 43", "n1 | n2 | n3 | n4")]
    [TestCase("12", "n1 -> n2")]
    [TestCase("21", "n2 -> n1")]
    [TestCase("12 21 34", "n1 <-> n2, n3 -> n4")]
    public void A_partition_is_told_by_its_sides_and_anything_else_by_the_links(string closed, string text) => Assert.That(
        LinkText.Closed(["n1", "n2", "n3", "n4"], (from, to) => !closed.Split(' ').Contains(from[1..] + to[1..])),
        Is.EqualTo(text));

    [Test]
    public void The_trace_says_when_links_are_cut_and_when_they_are_whole_again()
    {
        var trace = new Trace();
        trace.TellLinks(["n1", "n2"], (_, _) => false);
        trace.TellLinks(["n1", "n2"], (_, _) => true);
        Assert.That(string.Join('\n', trace.Events.Select(TraceText.Show)), Is.EqualTo("   1  -- links cut: n1 | n2 --\n   2  -- all links are open --"));
    }
}
