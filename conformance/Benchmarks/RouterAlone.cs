using Paxos;
using PaxosConformance.Hosts;
using PaxosConformance.Network;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Benchmarks;

/// <summary>The router and its trace between endpoints in memory: what the harness itself costs.</summary>
internal static class RouterAlone
{
    public static Task<int> Exchange(int messages)
    {
        const int perTrace = 10_000;
        for (var i = 0; i < messages; i += perTrace)
        {
            var router = new Router(new Trace());
            var node = new Endpoint();
            router.Attach("n1", node);
            var (prepare, promise) = (
                new Envelope("n2", "n1", new PrepareBody { Ballot = new Ballot(1, "n2") }),
                new Envelope("n1", "n2", new PromiseBody { Ballot = new Ballot(1, "n2") }));
            for (var pair = 0; pair < perTrace / 2; pair++)
            {
                router.Send(prepare);
                node.Listener.Heard(promise);
            }
        }

        return Task.FromResult(messages);
    }

    private sealed class Endpoint : IRunningNode
    {
        public INodeListener Listener { get; set; } = null!;

        public bool IsRunning => true;

        public IReadOnlyList<int> ProcessIds => [];

        public void Pause() => throw new NotSupportedException();

        public void Resume() => throw new NotSupportedException();

        public string Stderr => "";

        public void Send(Envelope message)
        {
        }

        public void SendLine(byte[] line)
        {
        }

        public Task Kill() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
