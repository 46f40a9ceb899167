using System.Text;
using Paxos;

namespace PaxosConformance.Wire.Tests;

public sealed class CodecTests
{
    [TestCaseSource(typeof(Examples), nameof(Examples.Bodies))]
    public void A_message_survives_the_way_over_the_wire(Body body)
    {
        var line = Codec.Line(new Envelope("n1", "c-2.x", body));

        var read = Codec.Parse(line.AsMemory(0, line.Length - 1));

        Assert.That(line[^1], Is.EqualTo((byte)'\n'));
        Assert.That((read.Src, read.Dest, read.Body.GetType()), Is.EqualTo(("n1", "c-2.x", body.GetType())));
        Assert.That(Codec.Show(read), Is.EqualTo(Encoding.UTF8.GetString(line).TrimEnd('\n')));
    }

    [Test]
    public void There_is_an_example_of_every_kind() =>
        Assert.That(Examples.Bodies.Select(body => body.Type).Distinct(), Is.EquivalentTo(Kinds.Types));

    [Test]
    public void What_is_read_is_what_was_written()
    {
        var promise = (PromiseBody)Read("""{"type":"promise","ballot":{"n":9007199254740991,"id":"n2"},"accepted":{"ballot":{"n":0,"id":"n3"},"value_base64":"/wA="}}""");
        var accept = (AcceptBody)Read("""{"type":"accept","msg_id":7,"ballot":{"id":"n2","n":1},"value":"x","unknown":[1]}""");
        var init = (InitBody)Read("""{"type":"init","node_id":"n1","node_ids":["n1"],"quorums":{"phase1":2,"phase2":[["n1"],["n2","n3"]]}}""");

        Assert.That(promise.Ballot, Is.EqualTo(new Ballot(Ballot.MaxN, "n2")));
        Assert.That(promise.Accepted, Is.EqualTo(new Proposal(new Ballot(0, "n3"), Value.Of([0xff, 0x00]))));
        Assert.That((accept.MsgId, accept.Ballot, accept.Value), Is.EqualTo((7L, new Ballot(1, "n2"), Value.FromString("x"))));
        Assert.That(init.Quorums!.Phase1.Count, Is.EqualTo(2));
        Assert.That(init.Quorums.Phase2.Sets, Is.EqualTo((string[][])[["n1"], ["n2", "n3"]]));
    }

    [Test]
    public void The_type_stands_first_and_absent_fields_do_not_stand_at_all() => Assert.That(
        Codec.Show(new Envelope("n1", "n2", new PromiseBody { Ballot = new Ballot(5, "n1") })),
        Is.EqualTo("""{"src":"n1","dest":"n2","body":{"type":"promise","ballot":{"n":5,"id":"n1"},"accepted":null}}"""));

    [TestCase("rubbish", "not one JSON object")]
    [TestCase("{\"src\":\"n1\"", "not one JSON object")]
    [TestCase("{} {}", "not one JSON object")]
    [TestCase("[1]", "a JSON object, not [1]")]
    [TestCase("{\"src\":\"\\ud800\",\"dest\":\"n1\",\"body\":{}}", "not readable")]
    public void A_line_that_is_no_object_is_malformed_and_nobody_is_known_to_have_sent_it(string line, string text)
    {
        var fault = Fault(Encoding.UTF8.GetBytes(line));

        Assert.That(fault.Code, Is.EqualTo(ErrorCode.Malformed));
        Assert.That(fault.Message, Does.Contain(text));
        Assert.That(fault.Origin, Is.Null);
    }

    [Test]
    public void A_line_that_is_not_UTF8_is_malformed() =>
        Assert.That(Fault([.. "{\"src\":\""u8, 0xff, .. "\"}"u8]).Message, Does.Contain("UTF-8"));

    [TestCase("""{"dest":"n1","body":{"type":"reset"}}""", "/src: a string")]
    [TestCase("""{"src":5,"dest":"n1","body":{"type":"reset"}}""", "/src: a string")]
    [TestCase("""{"src":"a b","dest":"n1","body":{"type":"reset"}}""", "/src: \"a b\" is no id")]
    [TestCase("""{"src":"","dest":"n1","body":{"type":"reset"}}""", "/src: \"\" is no id")]
    [TestCase("""{"src":"n1\n","dest":"n1","body":{"type":"reset"}}""", "/src:")]
    [TestCase("""{"src":"ż","dest":"n1","body":{"type":"reset"}}""", "/src:")]
    [TestCase("""{"src":"n1","body":{"type":"reset"}}""", "/dest: a string")]
    [TestCase("""{"src":"n1","dest":"n2"}""", "/body: an object")]
    [TestCase("""{"src":"n1","dest":"n2","body":[]}""", "/body: an object")]
    public void A_fault_in_the_envelope_is_named_with_its_place(string line, string text)
    {
        var fault = Fault(Encoding.UTF8.GetBytes(line));

        Assert.That(fault.Code, Is.EqualTo(ErrorCode.Malformed));
        Assert.That(fault.Message, Does.StartWith(text));
    }

    [TestCase("""{"msg_id":3}""", "/body/type: a string")]
    [TestCase("""{"type":7}""", "/body/type: a string")]
    [TestCase("""{"type":"prepare"}""", "/body: required and missing: 'ballot'")]
    [TestCase("""{"type":"prepare","ballot":null}""", "/body/ballot: a ballot is an object")]
    [TestCase("""{"type":"prepare","ballot":5}""", "/body/ballot: a ballot is an object")]
    [TestCase("""{"type":"prepare","ballot":{"id":"n1"}}""", "/body/ballot: n of a ballot is a whole number, not absent")]
    [TestCase("""{"type":"prepare","ballot":{"n":1.5,"id":"n1"}}""", "/body/ballot: n of a ballot is a whole number, not 1.5")]
    [TestCase("""{"type":"prepare","ballot":{"n":-1,"id":"n1"}}""", "/body/ballot: n of a ballot is from 0")]
    [TestCase("""{"type":"prepare","ballot":{"n":9007199254740992,"id":"n1"}}""", "/body/ballot: n of a ballot is from 0")]
    [TestCase("""{"type":"prepare","ballot":{"n":1}}""", "/body/ballot: id of a ballot is a string")]
    [TestCase("""{"type":"prepare","ballot":{"n":1,"id":""}}""", "/body/ballot: id of a ballot is a string")]
    [TestCase("""{"type":"prepare","msg_id":"x","ballot":{"n":1,"id":"n1"}}""", "/body/msg_id: the value is of the wrong kind")]
    [TestCase("""{"type":"propose"}""", "/body: propose has no value")]
    [TestCase("""{"type":"propose","value":"x","value_base64":"eA=="}""", "/body: propose has both")]
    [TestCase("""{"type":"propose","value_base64":"?"}""", "/body: propose value_base64 is not base64")]
    [TestCase("""{"type":"propose","value":5}""", "/body/value: the value is of the wrong kind")]
    [TestCase("""{"type":"promise","ballot":{"n":1,"id":"n1"},"accepted":{"value":"x"}}""", "/body/accepted: an accepted proposal is an object")]
    [TestCase("""{"type":"promise","ballot":{"n":1,"id":"n1"},"accepted":{"ballot":{"n":1,"id":"n1"}}}""", "/body/accepted: an accepted proposal has no value")]
    [TestCase("""{"type":"init","node_id":"n1","node_ids":["n1"],"quorums":{"phase1":"x","phase2":1}}""", "/body/quorums/phase1: the quorums of a phase")]
    [TestCase("""{"type":"init","node_id":"n1","node_ids":["n1"],"quorums":{"phase1":1}}""", "/body/quorums: required and missing: 'phase2'")]
    [TestCase("""{"type":"init","node_id":"n1","node_ids":["n1",2]}""", "/body/node_ids/1: the value is of the wrong kind")]
    [TestCase("""{"type":"tick","ms":-1}""", "/body: tick ms is -1")]
    public void A_fault_in_a_body_is_named_with_its_place_and_can_be_answered(string body, string text)
    {
        var fault = Fault(Encoding.UTF8.GetBytes($$"""{"src":"c1","dest":"n2","body":{{body}}}"""));

        Assert.That(fault.Message, Does.StartWith(text));
        Assert.That(fault.Code, Is.EqualTo(ErrorCode.Malformed));
        Assert.That((fault.Origin!.Src, fault.Origin.Dest), Is.EqualTo(("c1", "n2")));
    }

    [Test]
    public void A_fault_knows_the_number_of_the_request() => Assert.That(
        Fault("""{"src":"c1","dest":"n2","body":{"type":"propose","msg_id":42}}"""u8.ToArray()).Origin!.MsgId, Is.EqualTo(42));

    [Test]
    public void An_unknown_type_is_not_supported()
    {
        var fault = Fault("""{"src":"c1","dest":"n2","body":{"type":"fast_accept","msg_id":1}}"""u8.ToArray());

        Assert.That(fault.Code, Is.EqualTo(ErrorCode.NotSupported));
        Assert.That(fault.Message, Is.EqualTo("/body/type: 'fast_accept' is no message of the protocol"));
    }

    private static Body Read(string body) => Codec.Parse(Encoding.UTF8.GetBytes($$"""{"src":"n1","dest":"n2","body":{{body}}}""")).Body;

    private static MalformedException Fault(byte[] line) => Assert.Throws<MalformedException>(() => Codec.Parse(line))!;
}
