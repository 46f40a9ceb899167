using Paxos;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>
/// Single-decree Paxos as textbooks tell it, with a virtual method for every decision, so that each animal of the zoo says in one override
/// what is different about it. This file: what a node is; the others: what it does in each of its roles.
/// </summary>
internal abstract partial class TextbookNode : IAdapter
{
    private readonly Queue<Envelope> toSelf = new();
    private InitBody? config;
    private QuorumSystem? quorums;
    private Outbox outbox = new();

    /// <summary>What survives this object.</summary>
    public required Memories Memories { get; init; }

    protected string Me => config!.NodeId;

    protected IReadOnlyList<string> Nodes => config!.NodeIds;

    protected QuorumSystem Quorums => quorums!;

    /// <summary>What the node knows; what is durable of it lies in <see cref="Memories"/>.</summary>
    protected Memory Memory { get; private set; } = new();

    protected virtual IReadOnlyList<string> Capabilities =>
    [
        Capability.Messages, Capability.Ordered, Capability.Ticks, Capability.Learned, Capability.Durable, Capability.Reset, Capability.Quorums,
    ];

    protected virtual Variants? Declared => null;

    /// <inheritdoc/>
    public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
    {
        this.outbox = outbox;
        foreach (var message in batch)
        {
            On(message);
            HearSelf();
        }

        if (config is not null && !ticking && Alarm <= Now) Ring();
    }

    /// <summary>What the node does when it is asked to end. All that must last is written long since (P-DUR-15).</summary>
    public virtual void OnStop()
    {
    }

    protected virtual void On(Envelope message)
    {
        switch (message.Body)
        {
            case InitBody init: OnInit(message, init); break;
            case ResetBody: OnReset(message); break;
            case TickBody tick: OnTick(message, TimeSpan.FromMilliseconds(tick.Ms)); break;
            case ProposeBody: OnPropose(message); break;
            case LearnedBody: outbox.Answer(message, new LearnedOkBody { Value = Learned }); break;
            case PrepareBody prepare when Quorums.Contains(Me): OnPrepare(message.Src, prepare); break;
            case AcceptBody accept when Quorums.Contains(Me): OnAccept(message.Src, accept); break;
            case PromiseBody promise: OnPromise(message.Src, promise); break;
            case AcceptedBody accepted: OnAccepted(message.Src, accepted); break;
            case NackBody nack: OnNack(message.Src, nack); break;
            case DecideBody decide: OnDecide(decide); break;
        }
    }

    /// <summary>Sends a message; one to the node itself never travels (P-NET-07).</summary>
    protected void Send(string to, Body body)
    {
        if (to == Me) toSelf.Enqueue(new Envelope(Me, Me, body));
        else outbox.Send(new Envelope(Me, to, body));
    }

    protected void Answer(Envelope request, Body answer) => outbox.Answer(request, answer);

    /// <summary>Changes what the node knows, and writes it down before anything is sent.</summary>
    protected void Remember(Memory memory)
    {
        Memory = memory;
        Write(Written(memory));
    }

    protected void Write(Memory memory) => Memories.Write(config!.DataDir!, memory);

    /// <summary>What reaches stable storage.</summary>
    protected virtual Memory Written(Memory memory) => memory;

    private void OnInit(Envelope request, InitBody init)
    {
        config = init;
        quorums = init.Quorums?.Over(init.Acceptors ?? init.NodeIds) ?? QuorumSystem.Majority(init.Acceptors ?? init.NodeIds);
        retry = TimeSpan.FromMilliseconds(init.Timing?.RetryMs ?? 100);
        Memory = Memories.Read(init.DataDir!);
        outbox.Answer(request, new InitOkBody { Protocol = 1, Capabilities = Capabilities, Variants = Declared });
    }

    private void OnReset(Envelope request)
    {
        Memories.Wipe(config!.DataDir!);
        Forget();
        outbox.Answer(request, new ResetOkBody());
    }

    /// <summary>Becomes as new: a wiped node serves in the next scenario.</summary>
    protected virtual void Forget()
    {
        toSelf.Clear();
        waiting.Clear();
        (Round, Alarm, Memory, Heard, ticking) = (null, null, new Memory(), 0, false);
    }

    private void HearSelf()
    {
        while (toSelf.TryDequeue(out var message)) On(message);
    }
}
