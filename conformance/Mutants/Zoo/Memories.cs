namespace PaxosConformance.Mutants;

/// <content>Nodes that forget when they are killed.</content>
public static partial class Zoo
{
    private const string Log = "Paxos.Storage/Log.cs", Recovery = "Paxos.Storage/Recovery.cs", Turn = "Paxos.Node/Turn.cs";

    // The types let nothing be vouched for that was not persisted: a log that does so all the same has a way around them.
    private static Rewrite[] VouchesEarly(string body) =>
    [
        In("Paxos/Durable.cs", "type StableStorage").Replace("public abstract void Dispose();", "public abstract void Dispose(); public abstract IReadOnlyList<Durable<T>> VouchEarly(IReadOnlyList<T> states);"),
        In(Log, "ThrowIfUnusable").Replace("private void ThrowIfUnusable()", $"public override IReadOnlyList<Durable<StableState>> VouchEarly(IReadOnlyList<StableState> states) {(body.StartsWith('[') ? $"=> {body};" : body)}\n private void ThrowIfUnusable()"),
    ];

    private static IEnumerable<Mutant> Memories =>
    [
        new("Z16", "a promise is kept in memory only")
        {
            Breaks = ["P-DUR-01"], Killers = ["SC-CRA-01"], Tier = Tier.Kill, Flagged = ["PAX1002"],
            Rewrites =
            [
                .. VouchesEarly("[.. states.Select(Vouch)]"),
                In(Turn, "Commit").Replace("storage.Persist(states)", """
                    states.TrueForAll(state => state.Decided is null && state.Acceptor.Promised != state.Acceptor.Accepted?.Ballot) ? storage.VouchEarly(states) : storage.Persist(states)
                    """),
            ],
        },
        new("Z17", "votes leave while their state is still being written")
        {
            Breaks = ["P-DUR-01", "P-DUR-02", "P-DUR-04"], Killers = ["SC-CRA-02", "SC-CRA-01", "SC-CRA-03"], Tier = Tier.Kill, Flagged = ["PAX1002"],
            Rewrites =
            [
                .. VouchesEarly("[.. states.Select(Vouch)]"),
                In(Turn, "Commit").Replace("var proofs = storage.Persist(states);", """
                    var proofs = storage.VouchEarly(states);
                    Task.Delay(500).ContinueWith(_ => storage.Persist(states), TaskScheduler.Default);
                    """),
            ],
        },
        new("Z23", "the own vote counts before it is durable")
        {
            Breaks = ["P-DUR-06"], Killers = ["SC-CRA-05", "SC-PWR-07"], Tier = Tier.Kill, Flagged = ["PAX1001", "PAX1002"],
            Rewrites =
            [
                In(Messages, "OnPromise").Replace("if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));", """
                    if (config.IsAcceptor && acceptor.OnAccept(accept) is AcceptedWhenDurable) OnOwn(new Accepted(accept.Ballot));
                    """),
                In(Messages, "Learn").Replace("turn.Remember(State);", ""),
            ],
        },
        new("Z27", "recovery stops one record too early")
        {
            Breaks = ["P-DUR-02", "P-DUR-01"], Killers = ["SC-CRA-02"], Tier = Tier.Kill,
            Rewrites = [In(Recovery, "LastState").Replace("Decode(records[^1])", "Decode(records[Math.Max(0, records.Count - 2)])")],
        },
        new("Z57", "votes are given before recovery is complete")
        {
            Breaks = ["P-DUR-07"], Killers = ["SC-CRA-07"], Tier = Tier.Kill,
            Rewrites =
            [
                In(Participant, "acceptor").Replace("private readonly Acceptor acceptor;", "private Acceptor acceptor; private int handled; private bool complete;"),
                In(Participant, "Participant").Replace("acceptor = new Acceptor(recovered.Acceptor);", "acceptor = new Acceptor(AcceptorState.Initial); complete = recovered.Acceptor == AcceptorState.Initial;"),
                In(Participant, "Handle").Replace("foreach (var message in batch)", """
                    if (!complete && handled > 50)
                    {
                        acceptor = new Acceptor(storage.Recovered.Value.Acceptor);
                        complete = true;
                    }

                    handled += batch.Count;
                    foreach (var message in batch)
                    """),
            ],
        },
        new("Z58", "once the log was compacted, promises are missing in it")
        {
            Breaks = ["P-DUR-09"], Killers = ["SC-CRA-09"], Tier = Tier.Kill,
            Rewrites =
            [
                In(Log, "DefaultLength").Replace("1 << 20", "1 << 16"),
                In(Log, "disposed").After("private bool disposed;", "private bool compacted;"),
                In(Log, "MakeDurable").Replace("StateCodec.Encode(state)", "StateCodec.Encode(compacted ? WithoutPromise(state) : state)"),
                In(Log, "MakeDurable").Replace("StartNewFile(state);", "{ compacted = true; StartNewFile(WithoutPromise(state)); }"),
                In(Log, "ThrowIfUnusable").Replace("private void ThrowIfUnusable()", """
                    private static StableState WithoutPromise(StableState state) => state with { Acceptor = state.Acceptor with { Promised = state.Acceptor.Accepted?.Ballot ?? default } };

                    private void ThrowIfUnusable()
                    """),
            ],
        },
        new("X41", "recovery begins the new log empty, and fills it when the disk has time")
        {
            Breaks = ["P-DUR-08"], Killers = ["SC-CRA-08"], Tier = Tier.Kill,
            Rewrites = [In(Log, "StartFrom").Replace("StartNewFile(state);", "StartNewFile(StableState.Initial); Thread.Sleep(50); MakeDurable(state);")],
        },
        new("X42", "a pair that was recovered is told once")
        {
            Breaks = ["P-DUR-16", "P-ACC-10"], Killers = ["SC-CRA-06"], Tier = Tier.Kill,
            Rewrites = ForgetsWhatItTells("recovered.Accepted"),
        },
        new("X43", "an acceptor that is alone counts its vote before it is durable")
        {
            Breaks = ["P-QRM-06", "P-DUR-06"], Killers = ["SC-CRA-05"], Tier = Tier.Kill, Flagged = ["PAX1001", "PAX1002"],
            Rewrites =
            [
                In(Messages, "OnPromise").Replace("if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));", """
                    if (config.Nodes.Count == 1) _ = acceptor.OnAccept(accept);
                    else if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));
                    if (config.Nodes.Count == 1) OnOwn(new Accepted(accept.Ballot));
                    """),
                In(Messages, "Learn").Replace("turn.Remember(State);", "if (config.Nodes.Count > 1) turn.Remember(State);"),
            ],
        },
        new("X27", "state is written only when the node is stopped in peace")
        {
            Breaks = ["P-DUR-01", "P-DUR-02", "P-DUR-04"], Killers = ["SC-CRA-01", "SC-CRA-02", "SC-CRA-03"], Tier = Tier.Kill, Flagged = ["PAX1002"],
            Rewrites =
            [
                .. VouchesEarly("{ if (states.Count > 0) last = states[^1]; return [.. states.Select(Vouch)]; }"),
                In(Turn, "Commit").Replace("storage.Persist(states)", "storage.VouchEarly(states)"),
                In(Log, "Dispose").Replace("disposed = true;", "if (!disposed && failure is null) MakeDurable(last); disposed = true;"),
            ],
        },
        new("X28", "the promise that lies in accepting is not written")
        {
            Breaks = ["P-DUR-04"], Killers = ["SC-CRA-03"], Tier = Tier.Kill,
            Rewrites =
            [
                In(Codec, "Encode").Replace("state.Acceptor.Promised", "state.Acceptor.Promised == state.Acceptor.Accepted?.Ballot ? default : state.Acceptor.Promised"),
            ],
        },
        new("X29", "the state of one turn is written with the next")
        {
            Breaks = ["P-DUR-01", "P-DUR-02", "P-DUR-04"], Killers = ["SC-CRA-01", "SC-CRA-02", "SC-CRA-03"], Tier = Tier.Kill, Flagged = ["PAX1002"],
            Rewrites =
            [
                .. VouchesEarly("""
                    {
                        if (behind is not null && behind != last) MakeDurable(behind);
                        if (states.Count > 0) behind = states[^1];
                        return [.. states.Select(Vouch)];
                    }
                    """),
                In(Turn, "Commit").Replace("storage.Persist(states)", "storage.VouchEarly(states)"),
                In(Log, "disposed").After("private bool disposed;", "private StableState? behind;"),
                In(Log, "Reset").Replace("ThrowIfUnusable();", "ThrowIfUnusable(); behind = null;"),
            ],
        },
        new("X30", "an accepted value is written without its ballot, and comes back with the promised one")
        {
            Breaks = ["P-DUR-02", "P-ACC-04"], Killers = ["SC-CRA-02"], Tier = Tier.Kill,
            Rewrites = [In(Codec, "Decode").Replace("new StableState(acceptor, ReadOptional(reader, ReadValue))", "new StableState(acceptor with { Accepted = acceptor.Accepted is { } pair ? pair with { Ballot = acceptor.Promised } : null }, ReadOptional(reader, ReadValue))")],
        },
    ];
}
