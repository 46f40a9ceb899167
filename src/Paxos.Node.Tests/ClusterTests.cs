using Paxos.Storage;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace Paxos.Node.Tests;

/// <summary>Three nodes in memory, on a network that the test's dice rule.</summary>
public sealed class ClusterTests
{
    private static readonly string[] Ids = ["n1", "n2", "n3"];

    [Test]
    public void Three_nodes_decide_and_all_learn_it()
    {
        var cluster = new Cluster(new Random(1), loss: 0);
        cluster.Send(new Envelope("c1", "n2", new ProposeBody { MsgId = 1, Value = "x" }));

        cluster.Run(() => cluster.Answers.Count > 0 && cluster.AllKnow);

        Assert.That(cluster.Answers, Is.EqualTo((string[])["x"]));
        Assert.That(cluster.Decisions, Is.EqualTo((string[])["x", "x", "x"]));
    }

    [Test]
    public void Duelling_nodes_on_a_bad_network_decide_one_value([Range(1, 25)] int seed)
    {
        var cluster = new Cluster(new Random(seed), loss: 0.2);
        foreach (var id in Ids) cluster.Send(new Envelope("c1", id, new ProposeBody { MsgId = 1, Value = "value of " + id }));

        cluster.Run(() => cluster.Answers.Count == 3 && cluster.AllKnow);

        Assert.That(cluster.Answers.Concat(cluster.Decisions).Distinct().ToArray(), Has.Length.EqualTo(1));
        Assert.That(cluster.Answers[0], Does.StartWith("value of n"));
    }

    [Test]
    public void Nodes_that_crash_all_the_time_decide_one_value_and_keep_it([Range(1, 25)] int seed)
    {
        var cluster = new Cluster(new Random(seed), loss: 0.1, crash: 0.02);
        for (var i = 0; i < 40; i++)
        {
            cluster.Send(new Envelope("c1", Ids[i % 3], new ProposeBody { MsgId = i, Value = "value " + i }));
            cluster.Steps(60);
        }

        cluster.Crash = 0;
        cluster.Send(new Envelope("c1", "n1", new ProposeBody { MsgId = 99, Value = "last" }));
        cluster.Run(() => cluster.AllKnow);

        Assert.That(cluster.Answers.Concat(cluster.Decisions).Distinct().ToArray(), Has.Length.EqualTo(1));
        Assert.That(cluster.ValuesByBallot.Values.Select(values => values.Count), Is.All.EqualTo(1), "one value per ballot, over all restarts");
    }

    /// <summary>Messages are lost, doubled and reordered; nodes lose power.</summary>
    private sealed class Cluster
    {
        private readonly Random random;
        private readonly double loss;
        private readonly FakeTime time = new();
        private readonly Dictionary<string, SimulatedDisk> disks = Ids.ToDictionary(id => id, id => new SimulatedDisk(id));
        private readonly Dictionary<string, (PaxosNode Node, Session Session)> nodes = [];
        private readonly List<Envelope> flying = [];

        public Cluster(Random random, double loss, double crash = 0)
        {
            (this.random, this.loss, Crash) = (random, loss, crash);
            foreach (var id in Ids) Boot(id);
        }

        public double Crash { get; set; }

        public List<string> Answers { get; } = [];

        public Dictionary<Ballot, HashSet<Value>> ValuesByBallot { get; } = [];

        public bool AllKnow => Decisions.Count == 3;

        public IReadOnlyList<string> Decisions => [.. Ids.Select(Learned).OfType<string>()];

        public void Send(Envelope message) => flying.Add(message);

        public void Run(Func<bool> until)
        {
            for (var i = 0; i < 400; i++)
            {
                Steps(10);
                if (until()) return;
            }

            Assert.Fail("no decision after 4000 steps");
        }

        public void Steps(int count)
        {
            for (var i = 0; i < count; i++) Step();
        }

        private void Step()
        {
            var id = Ids[random.Next(3)];
            if (random.NextDouble() < Crash)
            {
                disks[id].CutPower(random.Next);
                Boot(id);
            }
            else if (flying.Count > 0 && random.NextDouble() < 0.9)
            {
                var message = flying[random.Next(flying.Count)];
                if (message.Body is ProposeBody || random.NextDouble() < 0.9) flying.Remove(message);
                if (message.Body is ProposeBody || random.NextDouble() >= loss) Handle(message.Dest, Arrival.Of(message));
            }
            else
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                foreach (var each in Ids) Handle(each);
            }
        }

        private void Boot(string id)
        {
            var node = new PaxosNode(_ => Log.Open(disks[id], length: 4096), time, random.Next(), _ => { });
            nodes[id] = (node, new Session(node, _ => { }));
            var init = new InitBody { NodeId = id, NodeIds = Ids, DataDir = id, Timing = new Timing { RetryMs = 50 } };
            Handle(id, Arrival.Of(new Envelope("c0", id, init)));
        }

        private void Handle(string id, params Arrival[] arrivals)
        {
            var outbox = new Outbox();
            nodes[id].Session.Handle(arrivals, outbox);
            foreach (var message in outbox.Messages) Take(message);
        }

        private void Take(Envelope message)
        {
            if (message.Body is AcceptBody accept)
            {
                if (!ValuesByBallot.TryGetValue(accept.Ballot, out var values)) ValuesByBallot[accept.Ballot] = values = [];
                values.Add(accept.Value!);
            }

            if (message.Body is IPeerBody) flying.Add(message);
            else if (message.Body is ProposeOkBody ok) Answers.Add(ok.Value!.ToString());
        }

        private string? Learned(string id)
        {
            var outbox = new Outbox();
            nodes[id].Session.Handle([Arrival.Of(new Envelope("c9", id, new LearnedBody { MsgId = 1 }))], outbox);
            var answer = outbox.Messages.Select(message => message.Body).OfType<LearnedOkBody>().Single();
            foreach (var message in outbox.Messages) Take(message);
            return answer.Value?.ToString();
        }
    }
}
