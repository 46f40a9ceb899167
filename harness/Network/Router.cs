using PaxosConformance.Hosts;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>
/// Carries every message between real nodes, puppets and clients, and writes it down. What it is told to lose or to keep back, it does;
/// everything else is delivered at once, in order.
/// </summary>
public sealed class Router(Trace trace)
{
    /// <summary>So many messages of one node in one scenario are a flood: the node is ended.</summary>
    public const int Flood = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Action<Envelope>?> receivers = new(StringComparer.Ordinal);
    private readonly List<LinkRule> rules = [];
    private readonly List<Fault> faults = [];
    private readonly List<NodePort> ports = [];
    private Course? course;

    /// <summary>Whether a schedule says what becomes of the messages between nodes.</summary>
    public bool IsScheduled
    {
        get
        {
            lock (gate) return course is not null;
        }
    }

    /// <summary>Gives a message of a puppet, a client or the harness to the network.</summary>
    public TraceEvent Send(Envelope message)
    {
        lock (gate)
        {
            var sent = trace.Add(EventKind.Sent, message.Src, message);
            Carry(message);
            return sent;
        }
    }

    /// <summary>Puts a real node at an address. Messages to an address where nobody is are only written down.</summary>
    public void Attach(string id, IRunningNode node)
    {
        lock (gate)
        {
            var port = new NodePort(this, id, node);
            ports.Add(port);
            receivers[id] = node.Send;
            node.Listener = port;
        }
    }

    /// <summary>Puts a node that was down at its address again, and writes that down: what is sent to it from then on, it hears.</summary>
    public void AttachAgain(string id, IRunningNode node)
    {
        lock (gate)
        {
            trace.Add(EventKind.Restarted, id);
            Attach(id, node);
        }
    }

    /// <summary>The node at an address is down: what is sent to it is lost, until another is attached.</summary>
    public void Detach(string id)
    {
        lock (gate) receivers[id] = null;
    }

    /// <summary>Puts a puppet at an address.</summary>
    /// <param name="id">The address.</param>
    /// <param name="receive">Hears each message as it is delivered, and may send others; runs under the lock of the router.</param>
    public void Attach(string id, Action<Envelope> receive)
    {
        lock (gate) receivers[id] = receive;
    }

    /// <summary>
    /// Takes everybody off the network, and ends all rules; what was kept back is lost. A node that was on it may have been about to speak: nobody
    /// hears that, for another may have its address by then.
    /// </summary>
    public void Clear()
    {
        lock (gate)
        {
            receivers.Clear();
            foreach (var port in ports) port.IsClosed = true;
            ports.Clear();
            foreach (var rule in rules) rule.Forget();
            rules.Clear();
            faults.Clear();
            course = null;
        }
    }

    /// <summary>Loses every message that matches, until disposed.</summary>
    public LinkRule Drop(Func<Envelope, bool> matches) => Add(new LinkRule(this, matches, holds: false));

    /// <summary>Keeps every message that matches back, until released or disposed.</summary>
    public LinkRule Hold(Func<Envelope, bool> matches) => Add(new LinkRule(this, matches, holds: true));

    /// <summary>Cuts one direction of a link, until disposed.</summary>
    public LinkRule Cut(string from, string to) => Drop(message => message.Src == from && message.Dest == to);

    /// <summary>Loses every message between different sides, until disposed. A node in no side is cut off from all.</summary>
    public LinkRule Partition(params IReadOnlyList<string>[] sides) => Only(Topology.Partition(sides));

    /// <summary>Loses every message between different nodes that have no link in a topology, until disposed.</summary>
    public LinkRule Only(Topology topology) => Drop(message => message.Body is IPeerBody && !topology.Links(message.Src, message.Dest));

    /// <summary>Strikes when a message is on the wire: its sender has sent it, and nobody has received it.</summary>
    /// <param name="what">What happens then, for the trace.</param>
    /// <param name="moment">When.</param>
    /// <param name="act">What to do; runs under the lock of the router, before the message meets any rule.</param>
    public Fault Strike(string what, Moment moment, Action act)
    {
        lock (gate)
        {
            var fault = new Fault(what, moment, act);
            faults.Add(fault);
            return fault;
        }
    }

    /// <summary>From now on a schedule says what becomes of each message between nodes; null: nothing does, and what is late arrives now.</summary>
    public void Follow(Schedule? schedule)
    {
        lock (gate)
        {
            Calm();
            course = schedule is null ? null : new Course(schedule);
        }
    }

    /// <summary>Nothing else moves: what the schedule has made late arrives now.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Calm()
    {
        lock (gate)
        {
            var late = course?.TakeAll() ?? [];
            foreach (var message in late) Deliver(message);
            return late.Count > 0;
        }
    }

    internal void Remove(LinkRule rule)
    {
        lock (gate)
        {
            rules.Remove(rule);
            foreach (var message in rule.TakeHeld()) Deliver(message);
        }
    }

    internal IReadOnlyList<Envelope> HeldBy(LinkRule rule)
    {
        lock (gate) return rule.Copy();
    }

    internal void Release(LinkRule rule)
    {
        lock (gate)
        {
            foreach (var message in rule.TakeHeld()) Deliver(message);
        }
    }

    private LinkRule Add(LinkRule rule)
    {
        lock (gate) rules.Add(rule);
        return rule;
    }

    private void Note(EventKind kind, string node, string text) => trace.Add(kind, node, text: text);

    private void Carry(Envelope message)
    {
        StrikeAt(message);
        var rule = rules.FirstOrDefault(rule => rule.Matches(message));
        if (rule is not null)
        {
            rule.Take(message);
            trace.Add(rule.Holds ? EventKind.Held : EventKind.Dropped, message.Dest, message);
        }
        else if (course is not null && message.Body is IPeerBody)
        {
            Carry(message, course);
        }
        else
        {
            Deliver(message);
        }
    }

    private void StrikeAt(Envelope message)
    {
        foreach (var fault in faults.Where(fault => fault.Meets(message)).ToList())
        {
            faults.Remove(fault);
            trace.Add(EventKind.Note, message.Src, text: $"{fault.What}, at {fault.Moment.Text}");
            fault.Strike();
        }
    }

    private void Carry(Envelope message, Course course)
    {
        var fate = course.Decide(message);
        if (fate.Copies == 0) trace.Add(EventKind.Dropped, message.Dest, message);
        else if (fate.Delay > 0) trace.Add(EventKind.Held, message.Dest, message);
        foreach (var due in course.TakeDue()) Deliver(due);
    }

    private void Deliver(Envelope message)
    {
        var isSomebody = receivers.TryGetValue(message.Dest, out var receive);
        trace.Add(isSomebody && receive is null ? EventKind.Dropped : EventKind.Delivered, message.Dest, message);
        receive?.Invoke(message);
    }

    /// <summary>Where a real node is plugged in.</summary>
    private sealed class NodePort(Router router, string id, IRunningNode node) : INodeListener
    {
        private int heard;

        /// <summary>Whether the node is off the network. Under the lock of the router, as all that is heard.</summary>
        public bool IsClosed { get; set; }

        public void Heard(Envelope message)
        {
            lock (router.gate)
            {
                if (Floods() || IsClosed) return;
                if (message.Src == id) router.Send(message);
                else Add(EventKind.Malformed, $"/src: '{message.Src}' speaks, but this is {id} in: {Codec.Show(message)}");
            }
        }

        public void HeardMalformed(string line, string fault)
        {
            lock (router.gate)
            {
                if (!Floods()) Add(EventKind.Malformed, $"{fault} in: {line}");
            }
        }

        public void Ended(string how)
        {
            lock (router.gate) Add(EventKind.Exited, how);
        }

        private bool Floods()
        {
            if (++heard < Flood) return false;
            if (heard == Flood)
            {
                Add(EventKind.Exited, $"was ended: it wrote {Flood} lines in one scenario");
                _ = node.Kill();
            }

            return true;
        }

        private void Add(EventKind kind, string text)
        {
            if (!IsClosed) router.Note(kind, id, text);
        }
    }
}
