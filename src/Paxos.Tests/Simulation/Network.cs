namespace Paxos.Tests.Simulation;

/// <summary>A network that loses, repeats and reorders messages as the dice fall, and never changes one.</summary>
internal sealed class Network(Random dice)
{
    private readonly List<(string From, string To, Message Message)> underWay = [];

    public void Send(string from, string to, Message message) => underWay.Add((from, to, message));

    /// <summary>Some message that is under way, or null. Most are delivered once, some again later, some never.</summary>
    public (string From, string To, Message Message)? Next()
    {
        while (underWay.Count > 0)
        {
            var at = dice.Next(underWay.Count);
            var next = underWay[at];
            var fate = dice.Next(10);
            if (fate > 0) underWay.RemoveAt(at); // 0: it will come again
            if (fate != 1) return next; // 1: it is lost
        }

        return null;
    }
}
