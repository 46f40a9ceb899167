using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports.Tests.Diagrams;

public class TextDiagramTests
{
    private static readonly TextStyle Plain = new(80, Colour: false);

    [Test]
    public void Arrows_run_between_lanes_and_words_stand_beside_them()
    {
        Tale tale = new Tale().Happens(EventKind.Started, "n1").Says("n2", "n1", Tale.Prepare(5)).Arrives().Says("n1", "n2", Tale.Promise(5)).Then(EventKind.Dropped)
            .Says("n1", "n2", Tale.Promise(6)).Then(EventKind.Held).Happens(EventKind.Killed, "n1", "by SIGKILL").Happens(EventKind.Cut, "", "n1 | n2 n3").Arrives();
        Assert.That(Told(tale.Drawn(3, 10), Plain), Is.EqualTo("""
                       n1    n2
                  1    o     │   n1  started
            *     2    <─────┤   n2 -> n1  prepare 5.n2
                  4    ├───x │   n1 -> n2  promise 5.n2 reporting nothing (lost)
                  6    ├╌┤   │   n1 -> n2  promise 6.n2 reporting nothing (late)
                  8    X     │   n1  killed: by SIGKILL
                  9 ╌╌╌╌╌╌╌╌╌╌╌╌ -- links cut: n1 | n2 n3 --
            *    10    ├╌╌╌╌╌>   n1 -> n2  promise 6.n2 reporting nothing (late: of 6)

            """));
    }

    [TestCase(40)]
    [TestCase(80)]
    [TestCase(200)]
    public void No_line_is_longer_than_the_terminal_is_wide(int width)
    {
        Tale tale = new Tale().Says("n2", "n1", Tale.Accept(5, new string('x', 55))).Arrives().Says("n3", "n1", Tale.Accept(6, "many words " + new string('y', 40))).Arrives();
        var lines = Told(tale.Drawn(1), new TextStyle(width, Colour: false)).Split('\n');
        Assert.That(lines.Select(line => line.Length).Max(), Is.LessThanOrEqualTo(width));
        Assert.That(lines.Sum(line => line.Count(letter => letter == 'x')), Is.EqualTo(55), "nothing is cut away");
    }

    [Test]
    public void Colour_marks_the_proof_where_it_is_understood()
    {
        var diagram = new Tale().Says("n2", "n1", Tale.Prepare(5)).Arrives().Drawn(1);
        Assert.That(Told(diagram, new TextStyle(80, Colour: true)), Does.Contain("\e[1;31m*     1").And.Contain("\e[0m"));
        Assert.That(Told(diagram, Plain), Does.Contain("*     1").And.Not.Contain("\e"));
    }

    [TestCase(false, null, true)]
    [TestCase(false, "", true)]
    [TestCase(false, "1", false)]
    [TestCase(true, null, false)]
    public void Colour_is_for_terminals_whose_users_want_it(bool isRedirected, string? noColor, bool colour) =>
        Assert.That(TextStyle.Of(isRedirected, () => 100, name => name == "NO_COLOR" ? noColor : null).Colour, Is.EqualTo(colour));

    [TestCase(false, null, 100)]
    [TestCase(true, null, TextStyle.UsualWidth)]
    [TestCase(true, "90", 90)]
    [TestCase(true, "3", 40)]
    [TestCase(true, "wide", TextStyle.UsualWidth)]
    public void A_line_is_as_wide_as_the_terminal_or_as_a_log_is_said_to_be(bool isRedirected, string? columns, int width) =>
        Assert.That(TextStyle.Of(isRedirected, () => 100, name => name == "COLUMNS" ? columns : null).Width, Is.EqualTo(width));

    [Test]
    public void What_a_client_says_is_told_like_everything_else() => Assert.That(
        Told(new Tale().Says("c1", "n1", new ProposeBody { Value = "x" }).Arrives().Drawn(), Plain),
        Does.Contain("<─────┤   c1 -> n1  propose x"));

    private static string Told(Diagram diagram, TextStyle style)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TextDiagram.Write(diagram, style, output);
        return output.ToString();
    }
}
