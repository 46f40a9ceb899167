namespace PaxosConformance.Network.Tests;

public class TopologyTests
{
    private static readonly string[] Nodes = ["n1", "n2", "n3", "n4"];

    private static IEnumerable<TestCaseData> Shapes() =>
    [
        new(Topology.Ring(Nodes), "n1>n2 n1>n4 n2>n1 n2>n3 n3>n2 n3>n4 n4>n1 n4>n3"),
        new(Topology.Star("n2", Nodes), "n1>n2 n2>n1 n2>n3 n2>n4 n3>n2 n4>n2"),
        new(Topology.Chain(Nodes), "n1>n2 n2>n1 n2>n3 n3>n2 n3>n4 n4>n3"),
        new(Topology.Partition(["n1", "n2"], ["n3"]), "n1>n2 n2>n1"),
        new(Topology.Without(["n1", "n2", "n3"], ("n1", "n2"), ("n3", "n1")), "n1>n3 n2>n1 n2>n3 n3>n2"),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Has_just_its_links(Topology topology, string links) =>
        Assert.That(string.Join(' ', Nodes.SelectMany(from => Nodes.Where(to => topology.Links(from, to)).Select(to => $"{from}>{to}"))), Is.EqualTo(links));
}
