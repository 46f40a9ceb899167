using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Adapter.Tests;

public sealed class NodeAdapterTests
{
    private readonly SimulatedStore store = new();
    private readonly List<Puppet> made = [];
    private readonly Outbox outbox = new();
    private NodeAdapter adapter = null!;

    private Puppet Node => made[^1];

    [SetUp]
    public void Make()
    {
        adapter = new NodeAdapter(() =>
        {
            made.Add(new Puppet());
            return made[^1];
        }, _ => store, TimeProvider.System);
        made.Clear();
    }

    [TearDown]
    public void End() => adapter.Dispose();

    [Test]
    public void It_declares_what_the_SDK_does_and_what_the_node_promises()
    {
        var hello = (InitOkBody)Say("harness", Init()).Single().Body;
        Assert.That(hello.Capabilities, Is.EquivalentTo(["messages", "ordered", "learned", "reset", "refuses-config", "ticks", "durable"]));
        Assert.That((hello.Protocol, hello.Implementation!.Name), Is.EqualTo((1, nameof(Puppet))));
    }

    [Test]
    public void Clients_are_answered_as_soon_as_the_node_knows_the_decision_and_at_once_from_then_on()
    {
        Initialise();
        Assert.That(Say("c1", new ProposeBody { MsgId = 1, Value = "x" }), Is.Empty);
        Assert.That(Say("c2", new ProposeBody { MsgId = 2, Value = "y" }), Is.Empty);
        var answers = Say("n2", new DecideBody { Value = "z" });
        Assert.That(answers.Select(answer => (answer.Dest, answer.Body.InReplyTo, ((ProposeOkBody)answer.Body).Text)), Is.EqualTo([("c1", 1L, "z"), ("c2", (long?)2, "z")]));
        Assert.That(((ProposeOkBody)Say("c3", new ProposeBody { MsgId = 3, Value = "x" }).Single().Body).Text, Is.EqualTo("z"));
        Assert.That(((LearnedOkBody)Say("c3", new LearnedBody { MsgId = 4 }).Single().Body).Text, Is.EqualTo("z"));
        Assert.That(Node.Proposed, Is.EqualTo((Value[])["x", "y"]));
    }

    [Test]
    public void A_refusal_in_the_shape_of_a_vote_leaves_as_a_nack()
    {
        Initialise();
        Node.Answer = (_, _) => new PromiseBody { Ballot = new Ballot(9, "n3") };
        Assert.That(Say("n2", new PrepareBody { Ballot = new Ballot(5, "n2") }).Single().Body, Is.EqualTo(new NackBody { Ballot = new Ballot(5, "n2"), Promised = new Ballot(9, "n3") }));
        Node.Answer = (_, _) => new AcceptedBody { Ballot = new Ballot(9, "n3") };
        Assert.That(Say("n2", new AcceptBody { Ballot = new Ballot(5, "n2"), Value = "x" }).Single().Body, Is.EqualTo(new NackBody { Ballot = new Ballot(5, "n2"), Promised = new Ballot(9, "n3") }));
    }

    [Test]
    public void A_vote_leaves_as_it_is()
    {
        Initialise();
        Node.Answer = (_, _) => new PromiseBody { Ballot = new Ballot(5, "n2") };
        Assert.That(Say("n2", new PrepareBody { Ballot = new Ballot(5, "n2") }).Single().Body, Is.InstanceOf<PromiseBody>());
        Node.Answer = (_, _) => new AcceptedBody { Ballot = new Ballot(9, "n3"), Value = "x" };
        Assert.That(Say("n2", new AcceptBody { Ballot = new Ballot(5, "n2"), Value = "x" }).Single().Body, Is.InstanceOf<AcceptedBody>(), "with a value it is a vote that is told to a learner");
    }

    [Test]
    public void The_refusal_of_another_arrives_as_the_nack_that_it_is()
    {
        Initialise();
        Say("n2", new PromiseBody { Ballot = new Ballot(9, "n3") });
        Assert.That(Node.Heard, Is.Empty, "nothing was asked");
        Node.Answer = (_, _) => new PrepareBody { Ballot = new Ballot(6, "n1") };
        Say("n2", new NackBody { Ballot = new Ballot(5, "n1") });
        Node.Heard.Clear();
        Say("n2", new PromiseBody { Ballot = new Ballot(9, "n3") });
        Say("n2", new AcceptedBody { Ballot = new Ballot(8, "n3") });
        Say("n2", new PromiseBody { Ballot = new Ballot(6, "n1") });
        Assert.That(Node.Heard, Is.EqualTo((Body[])[
            new NackBody { Ballot = new Ballot(6, "n1"), Promised = new Ballot(9, "n3") },
            new NackBody { Ballot = new Ballot(6, "n1"), Promised = new Ballot(8, "n3") },
            new PromiseBody { Ballot = new Ballot(6, "n1") }]));
    }

    [TestCase("n4")]
    [TestCase("c1")]
    [TestCase("n1")]
    public void Strangers_and_copies_of_its_own_words_are_not_heard(string from)
    {
        Initialise();
        Say(from, new PrepareBody { Ballot = new Ballot(5, "n2") });
        Assert.That(Node.Heard, Is.Empty);
    }

    [Test]
    public void Only_acceptors_are_asked_and_have_a_vote()
    {
        Say("harness", Init() with { Acceptors = ["n2"] });
        Say("n2", new PrepareBody { Ballot = new Ballot(5, "n2") });
        Say("n3", new PromiseBody { Ballot = default(Ballot).Next("n1") });
        Assert.That(Node.Heard, Is.Empty);
    }

    [Test]
    public void What_it_says_to_itself_does_not_travel()
    {
        Initialise();
        Node.Answer = (from, _) => from == "n2" ? new DecideBody { Value = "x" } : null;
        Node.AnswersTo = "n1";
        Assert.That(Say("n2", new NackBody { Ballot = new Ballot(5, "n1") }), Is.Empty);
        Assert.That(Node.Heard.Select(body => body.Type), Is.EqualTo((string[])["nack", "decide"]));
    }

    [Test]
    public void A_reset_clears_the_store_and_makes_a_new_node()
    {
        Initialise();
        store.Write("a", [1]);
        store.Sync();
        Assert.That(Say("harness", new ResetBody { MsgId = 9 }).Single().Body, Is.InstanceOf<ResetOkBody>());
        Assert.That(store.Read("a"), Is.Null);
        Initialise();
        Assert.That(made, Has.Count.EqualTo(2));
    }

    [Test]
    public void Ticks_move_the_time_from_one_thing_that_is_due_to_the_next()
    {
        Initialise();
        Node.Period = TimeSpan.FromMilliseconds(100);
        Say("harness", new TickBody { MsgId = 1, Ms = 0 });
        var begun = Node.Now;
        Node.Due = begun + Node.Period;
        Assert.That(Say("harness", new TickBody { MsgId = 2, Ms = 350 }).Single().Body, Is.InstanceOf<TickOkBody>());
        Assert.That(Node.Rang, Is.EqualTo((TimeSpan[])[begun + (1 * Node.Period), begun + (2 * Node.Period), begun + (3 * Node.Period)]));
        Assert.That(Node.Now, Is.EqualTo(begun + TimeSpan.FromMilliseconds(350)));
        Assert.That(adapter.Due, Is.Null, "nothing but ticks moves the time");
    }

    [Test]
    public void A_timer_that_stands_still_is_told()
    {
        Initialise();
        Say("harness", new TickBody { MsgId = 1, Ms = 0 });
        Node.Due = Node.Now;
        Assert.That(() => Say("harness", new TickBody { MsgId = 2, Ms = 1 }), Throws.InvalidOperationException.With.Message.Contains("Puppet.Due is not later than now"));
    }

    [Test]
    public void A_message_to_nobody_is_told_where_it_is_sent()
    {
        Initialise();
        Node.Answer = (_, _) => new DecideBody { Value = "x" };
        Node.AnswersTo = "n9";
        Assert.That(() => Say("n2", new NackBody { Ballot = new Ballot(5, "n1") }), Throws.ArgumentException.With.Message.Contains("'n9' is no node"));
    }

    private static IEnumerable<TestCaseData> Refused =>
    [
        new TestCaseData(Init() with { NodeIds = ["n1", "n1"] }, 12, "/body/node_ids"),
        new TestCaseData(Init() with { NodeId = "n7" }, 12, "/body/node_id"),
        new TestCaseData(Init() with { DataDir = null }, 12, "/body/data_dir"),
        new TestCaseData(Init() with { Acceptors = ["n1", "n8"] }, 14, "/body/acceptors"),
        new TestCaseData(Init() with { Timing = new Timing { RetryMs = 0 } }, 12, "/body/timing/retry_ms"),
        new TestCaseData(Init() with { Quorums = new Quorums { Phase1 = new PhaseQuorums(1, null), Phase2 = new PhaseQuorums(2, null) } }, 14, "/body/quorums"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void A_configuration_that_is_incomplete_or_not_safe_is_refused_with_its_place(Body init, int code, string place)
    {
        var error = (ErrorBody)Say("harness", init).Single().Body;
        Assert.That(error.Code, Is.EqualTo(code));
        Assert.That(error.Text, Does.StartWith(place));
        Initialise();
    }

    [Test]
    public void A_second_init_is_refused_and_the_node_runs_on()
    {
        Initialise();
        Assert.That(((ErrorBody)Say("harness", Init()).Single().Body).Code, Is.EqualTo(ErrorCode.Abort));
        Say("n2", new DecideBody { Value = "x" });
        Assert.That(Node.Learned, Is.EqualTo((Value)"x"));
    }

    [Test]
    public void Slots_are_not_supported() => Assert.That(
        ((ErrorBody)SayTo(new ProposeBody { MsgId = 1, Value = "x", Slot = 3 }).Single().Body).Code,
        Is.EqualTo(ErrorCode.NotSupported));

    private static InitBody Init() => new() { MsgId = 1, NodeId = "n1", NodeIds = ["n1", "n2", "n3"], DataDir = "anywhere" };

    private void Initialise() => Assert.That(Say("harness", Init()).Single().Body, Is.InstanceOf<InitOkBody>());

    private List<Envelope> SayTo(Body body)
    {
        Initialise();
        return Say("c1", body);
    }

    private List<Envelope> Say(string from, Body body)
    {
        outbox.Clear();
        adapter.Handle([new Envelope(from, "n1", body)], outbox);
        return [.. outbox.Messages];
    }

    /// <summary>A node that does as it is told.</summary>
    private sealed class Puppet : INode, ITimed
    {
        private NodeSetup setup = null!;

        public List<Body> Heard { get; } = [];

        public List<Value> Proposed { get; } = [];

        public List<TimeSpan> Rang { get; } = [];

        public Func<string, Body, Body?> Answer { get; set; } = (_, _) => null;

        public string? AnswersTo { get; set; }

        public TimeSpan Period { get; set; }

        public TimeSpan Now => setup.Now;

        public IReadOnlyList<string> Capabilities => [Capability.Durable];

        public Value? Learned { get; private set; }

        public TimeSpan? Due { get; set; }

        public void Start(NodeSetup setup) => this.setup = setup;

        public void Handle(string from, Body message)
        {
            Heard.Add(message);
            if (message is DecideBody decide) Learned ??= decide.Value;
            if (Answer(from, message) is { } answer) setup.Send(AnswersTo ?? from, answer);
        }

        public void Propose(Value value) => Proposed.Add(value);

        public void OnDue()
        {
            Rang.Add(Now);
            Due += Period;
        }
    }
}
