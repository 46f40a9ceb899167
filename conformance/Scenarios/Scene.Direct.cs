using PaxosConformance.Hosts;
using PaxosConformance.Network.Direct;
using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <content>Scenes whose nodes carry their messages themselves.</content>
public sealed partial class Scene
{
    /// <summary>Whether the nodes carry their messages themselves: then only that is seen which clients see.</summary>
    public bool IsDirect { get; }

    /// <summary>Who left messages to other nodes to the harness, though it was told to carry them itself; null: nobody.</summary>
    /// <remarks>A decide may be meant for a client.</remarks>
    internal string? LeftToHarness => IsDirect && Trace.Find(0, e => e is { Kind: EventKind.Sent, Message.Body: IPeerBody and not DecideBody }) is { } left
        ? $"{left.Node} leaves its messages to the harness, though init told it to carry them itself: a node that cannot should answer init with an error"
        : null;

    /// <summary>Writes down what a node says to another one on the connections that it opens.</summary>
    public Recording Record(string from, string to) => ((DirectLinks)Links).Record(from, to);

    /// <summary>Waits until something new is in a recording, but not for ever.</summary>
    public Task Grown(Recording recording) => recording.Grown(Patience.Reply, cancel);

    /// <summary>Says what was recorded once more, on new connections.</summary>
    /// <inheritdoc cref="Recording.Replay"/>
    public Task<int> Replay(Recording recording, int times) => recording.Replay(times, Patience.Reply, cancel);

    /// <summary>Makes sure that the nodes did carry their messages themselves.</summary>
    /// <exception cref="NotApplicableException">One did not.</exception>
    internal void GivenOwnNetwork()
    {
        if (LeftToHarness is { } left) throw new NotApplicableException(left);
    }

    /// <summary>States that the nodes carry their messages themselves, over links of this machine.</summary>
    /// <exception cref="NotApplicableException">The suite did not start them: they may be anywhere.</exception>
    internal void NeedsOwnNetwork()
    {
        if (!pool.CanKill) throw new NotApplicableException("the suite cannot hold the links between nodes that it did not start");
    }

    private ILinks Connect()
    {
        if (!IsDirect) return new RoutedLinks(Router, NodeIds, Trace);
        Router.Drop(message => message.Body is IPeerBody);
        return new DirectLinks(NodeIds, pool.NewNetwork(NodeIds) ?? new ProxiedNetwork(NodeIds), Trace);
    }

    // Whoever does not carry his messages himself cannot be judged where he would have to.
    private async Task<SubjectNode> Initialised(Task<SubjectNode> starting)
    {
        try
        {
            return await starting;
        }
        catch (ConfigurationRefusedException e) when (IsDirect)
        {
            throw new NotApplicableException($"the node does not carry its messages itself: it {e.Message}");
        }
    }
}
