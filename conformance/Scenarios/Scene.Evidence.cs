using PaxosConformance.Network;

namespace PaxosConformance.Scenarios;

/// <content>What a scene leaves to those who look into a failure.</content>
public sealed partial class Scene
{
    private readonly List<Fault> planned = [];

    /// <summary>The stages so far.</summary>
    internal IReadOnlyList<Stage> Stages => stages.Select(stage => stage.Stage).ToList();

    /// <summary>The faults of all stages so far.</summary>
    internal IReadOnlyList<PlannedFault> PlannedFaults => planned.Select(fault => new PlannedFault(fault.What, fault.Moment.Text, fault.HasStruck)).ToList();

    /// <summary>What the nodes leave. Those that run are stopped for the moment, so that their data are of one instant.</summary>
    internal IReadOnlyList<NodeRemains> Remains() => Nodes.Select(Remains).ToList();

    private NodeRemains Remains(LiveNode node)
    {
        var stops = IsUp(node) && pool.CanPause && node.Subject.IsRunning;
        if (stops) node.Subject.Process.Pause();
        try
        {
            return new NodeRemains(node.Id, node.Subject.Stderr, NodeRemains.FilesIn(node.Subject.DataDirectory));
        }
        finally
        {
            if (stops) node.Subject.Process.Resume();
        }
    }
}
