using System.Text;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter.Tests;

public sealed class SessionTests
{
    private readonly Recorder adapter = new();
    private readonly List<string> log = [];
    private readonly Session session;

    public SessionTests() => session = new Session(adapter, log.Add);

    [SetUp]
    public void Forget()
    {
        if (session.NodeId is not null) Take(Line("""{"type":"reset"}"""));
        adapter.Batches.Clear();
        log.Clear();
    }

    [Test]
    public void What_arrives_together_is_handed_over_together()
    {
        Initialise();

        Take(Propose(1), Propose(2), Propose(3));

        Assert.That(adapter.Batches, Is.EqualTo((string[])["init", "propose propose propose"]));
    }

    [Test]
    public void An_echo_is_answered_after_everything_before_it_and_before_everything_after_it()
    {
        Initialise();

        var sent = Take(Propose(1), Line("""{"type":"echo","msg_id":2,"echo":{"a":1}}"""), Propose(3));

        Assert.That(sent.Select(Number), Is.EqualTo((long?[])[1, 2, 3]));
        Assert.That(((EchoOkBody)sent[1].Body).Echo!.Value.GetRawText(), Is.EqualTo("""{"a":1}"""));
        Assert.That(adapter.Batches, Is.EqualTo((string[])["init", "propose", "propose"]));
    }

    [Test]
    public void A_malformed_line_is_answered_in_its_place_by_the_node()
    {
        Initialise();

        var sent = Take(Propose(1), Line("""{"type":"prepare","msg_id":2}"""), Propose(3));

        Assert.That(sent.Select(Number), Is.EqualTo((long?[])[1, 2, 3]));
        Assert.That((sent[1].Src, sent[1].Dest, ((ErrorBody)sent[1].Body).Code), Is.EqualTo(("n1", "c1", ErrorCode.Malformed)));
        Assert.That(log, Has.One.StartsWith("malformed: /body"));
    }

    [Test]
    public void A_line_of_nobody_is_answered_to_the_harness()
    {
        var sent = Take(Arrival.Of("rubbish"u8.ToArray()));
        Assert.That((sent[0].Src, sent[0].Dest), Is.EqualTo(("unknown", "harness")));

        Initialise();
        sent = Take(Arrival.Oversized());
        Assert.That((sent[0].Src, sent[0].Dest, ((ErrorBody)sent[0].Body).Code), Is.EqualTo(("n1", "harness", ErrorCode.Malformed)));
        Assert.That(((ErrorBody)sent[0].Body).Text, Does.Contain("1048576"));
    }

    [TestCase("""{"type":"propose","msg_id":1,"value":"x"}""")]
    [TestCase("""{"type":"learned","msg_id":1}""")]
    [TestCase("""{"type":"tick","msg_id":1,"ms":1}""")]
    [TestCase("""{"type":"reset","msg_id":1}""")]
    [TestCase("""{"type":"prepare","msg_id":1,"ballot":{"n":1,"id":"n2"}}""")]
    [TestCase("""{"type":"accept","msg_id":1,"ballot":{"n":1,"id":"n2"},"value":"x"}""")]
    public void Before_init_a_request_is_refused(string body)
    {
        var sent = Take(Line(body));

        var error = (ErrorBody)sent.Single().Body;
        Assert.That((error.Code, error.Text, error.InReplyTo), Is.EqualTo((ErrorCode.Unavailable, "not initialised: send init first", 1)));
        Assert.That(adapter.Batches, Is.Empty);
    }

    [TestCase("""{"type":"error","code":11}""")]
    [TestCase("""{"type":"promise","ballot":{"n":1,"id":"n1"}}""")]
    [TestCase("""{"type":"decide","value":"x"}""")]
    [TestCase("""{"type":"tick_ok"}""")]
    public void What_waits_for_no_answer_gets_none(string body) => Assert.That(Take(Line(body)), Is.Empty);

    [Test]
    public void Before_init_an_echo_is_answered() =>
        Assert.That(Take(Line("""{"type":"echo","msg_id":1}""")).Single().Body, Is.InstanceOf<EchoOkBody>());

    [Test]
    public void An_init_that_is_refused_leaves_the_node_uninitialised()
    {
        Take(Line("""{"type":"init","node_id":"n1","node_ids":["n1"]}"""));

        Assert.That(Take(Propose(1)).Single().Body, Is.InstanceOf<ErrorBody>());
    }

    [Test]
    public void Init_and_reset_come_alone_and_decide_about_what_follows()
    {
        var sent = Take(Propose(1), Init(2), Propose(3), Line("""{"type":"reset","msg_id":4}"""), Propose(5), Init(6), Propose(7));

        string[] expected = ["error", "init_ok", "propose_ok", "reset_ok", "error", "init_ok", "propose_ok"];
        Assert.That(sent.Select(message => message.Body.Type), Is.EqualTo(expected));
        Assert.That(adapter.Batches, Is.EqualTo((string[])["init", "propose", "reset", "init", "propose"]));
    }

    [Test]
    public void With_nothing_arrived_the_adapter_is_called_for_what_is_due()
    {
        Take();

        Assert.That(adapter.Batches, Is.EqualTo((string[])[""]));
    }

    [Test]
    public void A_network_of_its_own_needs_a_process()
    {
        var sent = Take(Line("""{"type":"init","node_id":"n1","node_ids":["n1"],"data_dir":"d","network":{"mode":"direct"}}"""));

        Assert.That(((ErrorBody)sent.Single().Body).Code, Is.EqualTo(ErrorCode.Abort));
        Assert.That(adapter.Batches, Is.Empty);
    }

    private void Initialise() => Assert.That(Take(Init(0)).Single().Body, Is.InstanceOf<InitOkBody>());

    private IReadOnlyList<Envelope> Take(params Arrival[] arrivals)
    {
        var outbox = new Outbox();
        session.Handle(arrivals, outbox);
        return outbox.Messages;
    }

    private static long? Number(Envelope message) => message.Body.InReplyTo;

    private static Arrival Init(long id) => Line($$"""{"type":"init","msg_id":{{id}},"node_id":"n1","node_ids":["n1"],"data_dir":"d"}""");

    private static Arrival Propose(long id) => Line($$"""{"type":"propose","msg_id":{{id}},"value":"x"}""");

    private static Arrival Line(string body) => Arrival.Of(Encoding.UTF8.GetBytes($$"""{"src":"c1","dest":"n1","body":{{body}}}"""));
}
