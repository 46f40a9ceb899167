using System.Xml.Linq;
using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Tests.Diagrams;

public class SvgDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void It_shows_who_takes_part_and_what_was_said()
    {
        var svg = Drawn(new Tale().Happens(EventKind.Started, "n1").Says("n2", "n1", Tale.Prepare(5)).Arrives().Drawn(2));
        Assert.That(string.Join('|', Texts(svg)), Is.EqualTo("n1|node|n2|puppet|1|▸|started|✱ 2|prepare 5.n2"));
        Assert.That(svg.Attribute("aria-label")!.Value, Is.EqualTo("a title"));
    }

    [Test]
    public void An_arrow_runs_from_the_sender_to_the_receiver()
    {
        var svg = Drawn(new Tale().Says("n2", "n1", Tale.Prepare(5)).Arrives().Drawn());
        var wire = Of(svg, "line", "wire").Single();
        Assert.That((int)wire.Attribute("x1")!, Is.GreaterThan((int)wire.Attribute("x2")!));
        Assert.That(Of(svg, "path", "tip").Count(), Is.EqualTo(1));
    }

    [Test]
    public void What_is_lost_ends_on_the_way_in_a_cross()
    {
        var svg = Drawn(new Tale().Says("n2", "n1", Tale.Prepare(5)).Then(EventKind.Dropped).Drawn());
        Assert.That(Of(svg, "path", "cross").Count(), Is.EqualTo(1));
        Assert.That(Of(svg, "path", "tip"), Is.Empty);
    }

    [Test]
    public void What_is_late_slopes_from_where_it_was_sent()
    {
        var svg = Drawn(new Tale().Says("n2", "n1", Tale.Prepare(5)).Then(EventKind.Held).Happens(EventKind.Note, "", "word").Arrives().Drawn());
        var flight = Of(svg, "line", "late").Last();
        Assert.That((int)flight.Attribute("y2")! - (int)flight.Attribute("y1")!, Is.GreaterThan(34));
    }

    [Test]
    public void Proofs_are_marked() => Assert.That(Of(Drawn(new Tale().Says("n2", "n1", Tale.Prepare(5)).Arrives().Drawn(1)), "rect", "proof").Count(), Is.EqualTo(1));

    [Test]
    public void Deaths_and_pauses_show_on_the_lifeline()
    {
        var svg = Drawn(new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Killed, "n1").Happens(EventKind.Restarted, "n1").Happens(EventKind.Paused, "n1").Drawn());
        Assert.That((Of(svg, "line", "dead").Count(), Of(svg, "line", "paused").Count()), Is.EqualTo((1, 1)));
    }

    [Test]
    public void What_the_subject_says_is_text_and_nothing_else()
    {
        var svg = Drawn(new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Malformed, "n1", "]]><script>x</script>\0").Drawn());
        Assert.That(svg.Descendants(Svg + "script"), Is.Empty);
        Assert.That(Texts(svg), Does.Contain("malformed: ]]><script>x</script>\\u0000"));
    }

    [Test]
    public void Of_a_long_trace_what_matters_is_drawn()
    {
        var tale = new Tale();
        for (var i = 0; i < 2_000; i++) tale.Happens(EventKind.Note, "", "word");
        Assert.That(Texts(Drawn(tale.Drawn(1_900))), Does.Contain("1400 steps left out").And.Contain("100 steps left out"));
    }

    private static XElement Drawn(Diagram diagram)
    {
        using var stream = new MemoryStream();
        SvgDiagram.Write(diagram, "a title", stream);
        stream.Position = 0;
        return XElement.Load(stream);
    }

    private static string[] Texts(XElement svg) => svg.Descendants(Svg + "text").Select(text => text.Value).ToArray();

    private static IEnumerable<XElement> Of(XElement svg, string name, string style) =>
        svg.Descendants(Svg + name).Where(element => element.Attribute("class")?.Value.Split(' ').Contains(style) == true);
}
