using Paxos;
using PaxosConformance.Adapter;
using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>A node of single-decree Paxos without any finesse, and right; the freedoms that it uses are settings.</summary>
internal sealed class Plain : IAdapter
{
    private readonly HashSet<string> votes = new(StringComparer.Ordinal);
    private readonly List<Envelope> waiting = [];
    private InitBody? init;
    private Ballot promised;
    private Proposal? accepted;
    private Value? decided;
    private Ballot round;
    private Proposal? highest;
    private Value? asked;

    /// <summary>The legal kinds.</summary>
    public static IReadOnlyDictionary<string, Func<Plain>> Kinds { get; } = new Dictionary<string, Func<Plain>>
    {
        ["plain"] = () => new Plain(),
        ["silent"] = () => new Plain { Refusal = RefusalShape.Silent },
        ["promise-shaped"] = () => new Plain { Refusal = RefusalShape.PromiseShaped },
        ["no-reset"] = () => new Plain { Capabilities = [Capability.Messages, Capability.Ordered, Capability.Durable, Capability.Learned] },
        ["forgetful"] = () => new Plain { Capabilities = [Capability.Messages, Capability.Reset] },
        ["messages-alone"] = () => new Plain { Capabilities = [Capability.Messages] },
        ["busy"] = () => new Plain { IsBusy = true },
        ["breakpoint"] = () => new Plain { Capabilities = [Capability.Messages, Capability.Reset], Refusal = RefusalShape.Silent, StopsAtPrepare = true },
        ["direct"] = () => new Plain { Capabilities = [Capability.Ordered, Capability.Durable, Capability.Learned] },
    };

    /// <summary>What it declares, and does.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [Capability.Messages, Capability.Ordered, Capability.Durable, Capability.Learned, Capability.Reset];

    /// <summary>How it refuses.</summary>
    public RefusalShape Refusal { get; init; } = RefusalShape.Nack;

    /// <summary>Whether it begins a ballot of its own as soon as it is a node.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Whether it stops at the first prepare, as at a breakpoint.</summary>
    public bool StopsAtPrepare { get; set; }

    /// <inheritdoc/>
    public TimeSpan? Due => null;

    private string File => Path.Combine(init!.DataDir!, "state");

    private bool IsDurable => Capabilities.Contains(Capability.Durable);

    /// <inheritdoc/>
    public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
    {
        foreach (var message in batch) Handle(message, outbox);
    }

    private void Handle(Envelope message, Outbox outbox)
    {
        var (from, body) = (message.Src, message.Body);
        if (body is PrepareBody && StopsAtPrepare) Stop();
        switch (body)
        {
            case InitBody hello:
                init = hello;
                Recall();
                outbox.Answer(message, new InitOkBody { Protocol = 1, Implementation = new Implementation { Name = "plain" }, Capabilities = Capabilities });
                if (IsBusy) Begin(outbox);
                break;
            case ResetBody:
                System.IO.File.Delete(File);
                (promised, accepted, decided, round, highest, asked) = (default, null, null, default, null, null);
                outbox.Answer(message, new ResetOkBody());
                break;
            case LearnedBody:
                outbox.Answer(message, new LearnedOkBody { Value = decided });
                break;
            case ProposeBody:
                waiting.Add(message);
                if (decided is not null) Decide(decided, outbox);
                else Begin(outbox);
                break;
            case PrepareBody prepare when prepare.Ballot < promised:
                Refuse(from, prepare.Ballot, new PromiseBody { Ballot = promised, Accepted = accepted }, outbox);
                break;
            case PrepareBody prepare:
                promised = prepare.Ballot;
                Remember();
                Send(from, new PromiseBody { Ballot = promised, Accepted = accepted }, outbox);
                break;
            case AcceptBody accept when accept.Ballot < promised:
                Refuse(from, accept.Ballot, new AcceptedBody { Ballot = promised }, outbox);
                break;
            case AcceptBody accept:
                (promised, accepted) = (accept.Ballot, new Proposal(accept.Ballot, accept.Value!));
                Remember();
                Send(from, new AcceptedBody { Ballot = promised }, outbox);
                break;
            case PromiseBody promise when promise.Ballot == round && asked is null:
                OnPromise(from, promise.Accepted, outbox);
                break;
            case AcceptedBody vote when vote.Ballot == round && asked is not null:
                votes.Add(from);
                if (votes.Count <= init!.NodeIds.Count / 2) break;
                foreach (var peer in Peers) Send(peer, new DecideBody { Value = asked }, outbox);
                Decide(asked, outbox);
                break;
            case DecideBody decide:
                Decide(decide.Value!, outbox);
                break;
        }
    }

    private void Stop()
    {
        StopsAtPrepare = false;
        using var kill = System.Diagnostics.Process.Start("kill", ["-STOP", $"{Environment.ProcessId}"]);
        kill.WaitForExit();
    }

    private IEnumerable<string> Peers => init!.NodeIds.Where(id => id != init.NodeId);

    private void Begin(Outbox outbox)
    {
        promised = round = new Ballot(promised.N + 1, init!.NodeId);
        (highest, asked) = (accepted, null);
        votes.Clear();
        votes.Add(init.NodeId);
        Remember();
        foreach (var peer in Peers) Send(peer, new PrepareBody { Ballot = round }, outbox);
    }

    private void OnPromise(string from, Proposal? reported, Outbox outbox)
    {
        votes.Add(from);
        if (reported is not null && (highest is null || reported.Ballot > highest.Ballot)) highest = reported;
        if (votes.Count <= init!.NodeIds.Count / 2) return;
        asked = highest?.Value ?? (waiting.Count > 0 ? ((ProposeBody)waiting[0].Body).Value : null);
        votes.Clear();
        if (asked is null || promised != round) return;
        accepted = new Proposal(round, asked);
        votes.Add(init.NodeId);
        Remember();
        foreach (var peer in Peers) Send(peer, new AcceptBody { Ballot = round, Value = asked }, outbox);
    }

    private void Decide(Value value, Outbox outbox)
    {
        decided ??= value;
        Remember();
        foreach (var client in waiting) outbox.Answer(client, new ProposeOkBody { Value = decided });
        waiting.Clear();
    }

    private void Refuse(string to, Ballot ballot, Body shaped, Outbox outbox)
    {
        if (Refusal == RefusalShape.Nack) Send(to, new NackBody { Ballot = ballot, Promised = promised }, outbox);
        if (Refusal == RefusalShape.PromiseShaped) Send(to, shaped, outbox);
    }

    private void Send(string to, Body body, Outbox outbox) => outbox.Send(new Envelope(init!.NodeId, to, body));

    // As messages of the protocol, since these can be read back.
    private void Remember()
    {
        if (!IsDurable) return;
        List<Body> state = [];
        if (promised != default) state.Add(new PromiseBody { Ballot = promised, Accepted = accepted });
        if (decided is not null) state.Add(new DecideBody { Value = decided });
        System.IO.File.WriteAllLines(File, state.Select(body => Codec.Show(new Envelope("n1", "n1", body))));
    }

    private void Recall()
    {
        if (!IsDurable || !System.IO.File.Exists(File)) return;
        foreach (var line in System.IO.File.ReadAllLines(File))
        {
            switch (Codec.Parse(System.Text.Encoding.UTF8.GetBytes(line)).Body)
            {
                case PromiseBody state: (promised, accepted) = (state.Ballot, state.Accepted); break;
                case DecideBody decide: decided = decide.Value; break;
            }
        }
    }
}
