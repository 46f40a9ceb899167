using Paxos;
using PaxosConformance.Network;
using PaxosConformance.Wire;

namespace PaxosConformance.Scenarios;

/// <summary>What is planned for a moment of the traffic: <c>scene.When(node.Sends&lt;PromiseBody&gt;()).Kill(node)</c>.</summary>
public sealed class Plan
{
    private readonly Scene scene;
    private readonly Moment moment;

    internal Plan(Scene scene, Moment moment)
    {
        this.scene = scene;
        this.moment = moment;
    }

    /// <summary>Kills a node as <c>kill -9</c> does.</summary>
    public Fault Kill(LiveNode node)
    {
        scene.NeedsRestarts(node);
        return Do($"kill -9 of {node.Id}", () => scene.Kill(node));
    }

    /// <summary>Cuts the power of a node's machine.</summary>
    public Fault PowerOff(LiveNode node) => Do($"power loss of {node.Id}", () => scene.PowerOff(node));

    /// <summary>Stops a node in the middle of whatever it does.</summary>
    public Fault Pause(LiveNode node)
    {
        scene.NeedsPause();
        return Do($"pause of {node.Id}", () => scene.Pause(node));
    }

    /// <summary>From then on messages travel only over the links of a topology, the one of that moment included.</summary>
    public Fault Only(string what, Topology topology) => Do(what, () => scene.Links.Only(topology));

    /// <summary>Does anything, under the lock of the network: quick, and without waiting.</summary>
    public Fault Do(string what, Action act) => scene.Planned(scene.Router.Strike(what, moment, act));
}

/// <summary>Moments of a node's traffic.</summary>
public static class Moments
{
    /// <summary>When a message of the node is on the wire: it has sent it, nobody has received it.</summary>
    /// <typeparam name="TBody">The kind of message.</typeparam>
    /// <param name="node">Who sends it.</param>
    /// <param name="ballot">In this ballot; null: in any.</param>
    /// <param name="nth">The how manieth, from 1.</param>
    public static Moment Sends<TBody>(this LiveNode node, Ballot? ballot = null, int nth = 1)
        where TBody : Body => new(
            $"{Nth(nth)}{Name<TBody>()}{(ballot is null ? "" : $" {ballot}")} of {node.Id}",
            message => message.Src == node.Id && message.Body is TBody && (ballot is null || BallotOf(message.Body) == ballot),
            nth);

    /// <summary>When a message to the node is on the wire.</summary>
    /// <typeparam name="TBody">The kind of message.</typeparam>
    /// <param name="node">Who would receive it.</param>
    /// <param name="nth">The how manieth, from 1.</param>
    public static Moment Awaits<TBody>(this LiveNode node, int nth = 1)
        where TBody : Body => new($"{Nth(nth)}{Name<TBody>()} to {node.Id}", message => message.Dest == node.Id && message.Body is TBody, nth);

    /// <summary>When the node first claims a decision, to a client or to another node, and that is on the wire.</summary>
    public static Moment Claims(this LiveNode node) =>
        new($"the first claim of a decision by {node.Id}", message => message.Src == node.Id && message.Body is DecideBody or ProposeOkBody);

    private static Ballot? BallotOf(Body body) => body switch
    {
        PrepareBody b => b.Ballot,
        PromiseBody b => b.Ballot,
        AcceptBody b => b.Ballot,
        AcceptedBody b => b.Ballot,
        NackBody b => b.Ballot,
        DecideBody b => b.Ballot,
        _ => null,
    };

    private static string Name<TBody>() => typeof(TBody).Name.Replace("Body", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Nth(int nth) => nth switch
    {
        1 => "the first ",
        2 => "the second ",
        3 => "the third ",
        _ => $"the {nth}th ",
    };
}
