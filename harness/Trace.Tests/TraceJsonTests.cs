using System.Text;
using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Tests;

public class TraceJsonTests
{
    [Test]
    public void A_trace_that_is_read_is_the_one_that_was_written()
    {
        var message = new Envelope("n1", "n2", new PromiseBody { Ballot = new Ballot(5, "n2"), Accepted = new Proposal(new Ballot(2, "n3"), "x\"\n\u001b</script>") });
        var events = Enum.GetValues<EventKind>().Select((kind, place) => new TraceEvent(place + 1, kind, "n1", message, place % 2 == 0 ? null : "why\nthis")).ToList();
        using var stream = new MemoryStream();
        TraceJson.Write(events, stream);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n'), Has.Length.EqualTo(events.Count));
        stream.Position = 0;
        Assert.That(TraceJson.Read(stream), Is.EqualTo(events));
    }

    [TestCase("no json", "line 1")]
    [TestCase("[]", "JSON object")]
    [TestCase("""{"kind":"started","node":"n1"}""", "clock")]
    [TestCase("""{"clock":1,"node":"n1"}""", "kind")]
    [TestCase("""{"clock":1,"kind":"born","node":"n1"}""", "'born' is no kind of event")]
    [TestCase("""{"clock":1,"kind":"3","node":"n1"}""", "'3' is no kind of event")]
    [TestCase("""{"clock":1,"kind":"started"}""", "node")]
    [TestCase("""{"clock":1,"kind":"sent","node":"n1"}""", "message: an event of the kind sent has one")]
    [TestCase("""{"clock":1,"kind":"sent","node":"n1","message":{"src":"n1"}}""", "message: ")]
    [TestCase("""{"clock":1,"kind":"note","node":"n1","text":7}""", "text: a string is required")]
    [TestCase("""{"clock":2,"kind":"started","node":"n1"}""", "line 1", "the clock 2")]
    public void A_line_that_is_no_event_is_named_with_the_reason(string line, params string[] said)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(line));
        var wrong = Assert.Throws<FormatException>(() => TraceJson.Read(stream))!;
        foreach (var words in said.Prepend("line 1")) Assert.That(wrong.Message, Does.Contain(words));
    }
}
