using Paxos;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Benchmarks;

/// <summary>One real node, and a puppet that asks it something as soon as it has the last answer. An answered prepare is on disk.</summary>
internal sealed class PingPong : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly NodePool pool;
    private readonly SubjectNode node;
    private long ballot;

    private PingPong(NodePool pool, SubjectNode node) => (this.pool, this.node) = (pool, node);

    public static async Task<PingPong> Start(SubjectCommand command, RunDirectory directory)
    {
        var pool = new NodePool(new ProcessHost(command, directory), directory, Patience, TimeProvider.System);
        return new PingPong(pool, await pool.Start(new InitBody { NodeId = "n1", NodeIds = ["n1", "n2", "n3"] }, CancellationToken.None));
    }

    public Task<int> Echo(int times) => Repeat(times, number => new EchoBody { MsgId = number });

    public Task<int> Prepare(int times) => Repeat(times, _ => new PrepareBody { Ballot = new Ballot(++ballot, "n2") });

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    // A trace is made for one scenario, a few hundred events: a new one for each sample keeps it near that.
    private async Task<int> Repeat(int times, Func<long, Body> request)
    {
        const int perTrace = 100;
        for (var i = 0; i < times; i += perTrace)
        {
            var trace = new Trace();
            var router = new Router(trace);
            router.Attach("n1", node.Process);
            for (var number = 1; number <= perTrace; number++)
            {
                var sent = router.Send(new Envelope("n2", "n1", request(number)));
                if (await trace.First(sent.Clock, e => e.IsSentBy("n1", "n2"), Patience, TimeProvider.System, CancellationToken.None) is null)
                    throw new InvalidOperationException($"no answer to {TraceText.Show(sent.Message!.Body)} within {Patience.TotalSeconds} s");
            }
        }

        return times;
    }
}
