using PaxosConformance.Reports.Diagrams;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Tests.Diagrams;

public class ExcerptTests
{
    [Test]
    public void A_short_diagram_stays_whole() => Assert.That(Told(Numbers(5).Drawn(3), 5), Is.EqualTo("1 2 3 4 5"));

    [Test]
    public void What_led_to_the_proof_is_kept_and_the_rest_is_counted() =>
        Assert.That(Told(Numbers(10).Drawn(8), 3), Is.EqualTo("(5 steps left out) 6 7 8 (2 steps left out)"));

    [Test]
    public void Every_proof_is_kept_however_far_back() =>
        Assert.That(Told(Numbers(10).Drawn(2, 9), 4), Is.EqualTo("(1 step left out) 2 (4 steps left out) 7 8 9 (1 step left out)"));

    [Test]
    public void More_proofs_than_fit_are_kept_all_the_same() => Assert.That(Told(Numbers(4).Drawn(1, 2, 3), 1), Is.EqualTo("1 2 3 (1 step left out)"));

    [Test]
    public void Without_a_proof_the_end_is_kept() => Assert.That(Told(Numbers(10).Drawn(), 2), Is.EqualTo("(8 steps left out) 9 10"));

    [Test]
    public void A_message_whose_sending_is_left_out_comes_from_the_gap()
    {
        var tale = new Tale().Says("n2", "n1", Tale.Prepare(5)).Then(EventKind.Held);
        for (var i = 0; i < 8; i++) tale.Happens(EventKind.Note, "", "word");
        var cut = Excerpt.Of(tale.Arrives().Drawn(11), 3);
        Assert.That(cut.Steps, Has.Count.EqualTo(4));
        Assert.That(((ArrivalStep)cut.Steps[^1]).SentIn, Is.EqualTo(0));
    }

    [Test]
    public void An_outage_that_began_in_a_gap_begins_with_it()
    {
        var tale = new Tale().Happens(EventKind.Started, "n1").Happens(EventKind.Killed, "n1");
        for (var i = 0; i < 8; i++) tale.Happens(EventKind.Note, "", "word");
        Assert.That(Excerpt.Of(tale.Drawn(10), 2).Outages, Is.EqualTo(new[] { new Outage(0, 0, 3, false) }));
    }

    private static Tale Numbers(int count) => Enumerable.Range(1, count).Aggregate(new Tale(), (tale, _) => tale.Happens(EventKind.Note, "", "word"));

    private static string Told(Diagram diagram, int most) => string.Join(' ', Excerpt.Of(diagram, most).Steps.Select(step => step.Clock == 0 ? $"({step.Text})" : $"{step.Clock}"));
}
