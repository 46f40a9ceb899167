using PaxosConformance.Containers.CommandLine;

namespace PaxosConformance.Containers.Tests;

/// <summary>What an engine is asked for the links between containers. No engine is needed for these.</summary>
[Platform("Linux,MacOsX")]
public class ContainerNetworkTests
{
    private const string Running = """'container inspect') echo '[{"State":{"Running":true,"ExitCode":0}}]' ;;""";

    [Test]
    public async Task A_cut_takes_both_nodes_out_of_the_link_and_healing_puts_both_back()
    {
        using var fake = new FakeEngine(Running);
        using var engine = new CommandLineEngine(fake.Program);
        using var network = new ContainerNetwork(engine, new Dictionary<string, string>(), "net", ["n1", "n2"]);
        foreach (var id in new[] { "n1", "n2" }) await ContainerNetwork.Join(network.Place(id), $"container-{id}");
        var joined = fake.Asked.Where(call => call.StartsWith("network connect", StringComparison.Ordinal)).ToList();

        network.Open((_, _) => false);
        Assert.That(fake.Asked.Where(call => call.StartsWith("network disconnect", StringComparison.Ordinal)), Is.EquivalentTo(["network disconnect --force net-n1-n2 container-n1", "network disconnect --force net-n1-n2 container-n2"]));

        network.Open((_, _) => true);
        Assert.That(fake.Asked.Where(call => call.StartsWith("network connect", StringComparison.Ordinal)), Is.EquivalentTo([.. joined, .. joined]));
    }

    [TestCase("Pool overlaps with other one on this address space", TestName = "Addresses_that_docker_says_are_taken_are_replaced_by_others")]
    [TestCase("subnet 10.88.6.224/29 is already used on the host or by another config", TestName = "Addresses_that_podman_says_are_taken_are_replaced_by_others")]
    public void Addresses_that_are_taken_are_replaced_by_others(string refusal)
    {
        using var fake = new FakeEngine($$"""'network create') [ -e "$0.asked" ] || { touch "$0.asked"; echo '{{refusal}}' >&2; exit 125; } ;;""");
        using var engine = new CommandLineEngine(fake.Program);
        using var network = new ContainerNetwork(engine, new Dictionary<string, string>(), "net", ["n1", "n2"]);
        Assert.That(network.Place("n1").Peers, Contains.Key("n2"));
        Assert.That(fake.Asked.Count(call => call.StartsWith("network create", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void A_refusal_for_another_reason_is_told()
    {
        using var fake = new FakeEngine("'network create') echo 'no more of these' >&2; exit 125 ;;");
        using var engine = new CommandLineEngine(fake.Program);
        using var network = new ContainerNetwork(engine, new Dictionary<string, string>(), "net", ["n1", "n2"]);
        Assert.That(() => network.Place("n1"), Throws.TypeOf<Hosts.StartFailedException>().With.Message.Contains("no more of these"));
    }
}
