namespace Paxos.Tests.Simulation;

/// <summary>One run of a cluster, as the dice of its seed fall. The same seed gives the same run.</summary>
internal static class Run
{
    private const int Steps = 400;

    /// <returns>The judge, if nothing went wrong.</returns>
    /// <exception cref="ProtocolViolation">Something did.</exception>
    public static Judge Of(int seed, QuorumSystem quorums, Func<AcceptorState, IVoter> makeVoter)
    {
        var dice = new Random(seed);
        var judge = new Judge(quorums);
        var network = new Network(dice);
        var nodes = quorums.Acceptors.ToDictionary(
            id => id, id => new SimulatedNode(id, quorums, makeVoter, new MemoryStorage(), network, judge, crashesNow: () => dice.Next(50) == 0));
        for (var step = 0; step < Steps; step++)
        {
            var some = nodes[quorums.Acceptors[dice.Next(nodes.Count)]];
            switch (dice.Next(40))
            {
                case 0 or 1:
                    some.Propose();
                    break;
                case 2:
                    some.Retransmit();
                    break;
                case 3:
                    some.CrashAndRestart();
                    break;
                default:
                    if (network.Next() is var (from, to, message)) nodes[to].Handle(from, message);
                    break;
            }
        }

        return judge;
    }
}
