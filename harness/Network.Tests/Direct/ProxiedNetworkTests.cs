using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PaxosConformance.Network.Direct;
using PaxosConformance.Wire;

namespace PaxosConformance.Network.Tests.Direct;

/// <summary>n1 and n2 are plain sockets, and so is n3, of which little is said.</summary>
public sealed class ProxiedNetworkTests : IDisposable
{
    private readonly Dictionary<string, NetworkConfig> places = [];
    private readonly Dictionary<string, TcpListener> listeners = [];
    private ProxiedNetwork network = null!;

    [SetUp]
    public void Begin()
    {
        network = new ProxiedNetwork(["n1", "n2", "n3"]);
        foreach (var id in new[] { "n1", "n2", "n3" }) Start(id);
    }

    [TearDown]
    public void Dispose()
    {
        network.Dispose();
        foreach (var listener in listeners.Values) listener.Dispose();
    }

    [Test]
    public async Task An_open_link_carries_what_is_said_and_what_is_answered_on_the_same_connection()
    {
        var (n1, n2) = await Connected();
        await n1.Say("prepare");
        Assert.That(await n2.Hear(), Is.EqualTo("prepare"));
        await n2.Say("promise");
        Assert.That(await n1.Hear(), Is.EqualTo("promise"));
    }

    [Test]
    public async Task The_end_of_a_connection_arrives_after_all_that_was_said()
    {
        var (n1, n2) = await Connected();
        await n1.Say("last words");
        n1.Dispose();
        Assert.That(await n2.Hear(), Is.EqualTo("last words"));
        Assert.That(await n2.Hear(), Is.EqualTo("end"));
    }

    [Test]
    public async Task A_black_hole_takes_everything_and_delivers_nothing()
    {
        var (n1, n2) = await Connected();
        network["n1", "n2"].State = LinkState.BlackHole;
        await n1.Say("lost");
        using var another = await Peer.To(places["n1"].Peers!["n2"]);
        await another.Say("lost too");
        n1.Dispose();
        AwaitLosses("n1", "n2", count: 3);
        await Through("n3", "n2");
        Assert.That((n2.HasNews, another.HasNews, listeners["n2"].Pending()), Is.EqualTo((false, false, false)));
    }

    [Test]
    public async Task What_a_link_loses_the_other_direction_of_the_connection_still_carries()
    {
        var (n1, n2) = await Connected();
        network["n2", "n1"].State = LinkState.BlackHole;
        await n1.Say("accept");
        Assert.That(await n2.Hear(), Is.EqualTo("accept"));
        await n2.Say("accepted");
        AwaitLosses("n2", "n1");
        Assert.That(n1.HasNews, Is.False);
    }

    [Test]
    public async Task A_connection_that_has_lost_something_is_reset_when_the_link_is_open_again()
    {
        var (n1, n2) = await Connected();
        network["n1", "n2"].State = LinkState.BlackHole;
        await n1.Say("lost");
        AwaitLosses("n1", "n2");
        network["n1", "n2"].State = LinkState.Open;
        Assert.That((await n1.Hear(), await n2.Hear()), Is.EqualTo(("reset", "reset")));
        (n1, n2) = await Connected();
        await n1.Say("again");
        Assert.That(await n2.Hear(), Is.EqualTo("again"));
    }

    [Test]
    public async Task A_connection_that_has_lost_nothing_is_as_good_as_before()
    {
        var (n1, n2) = await Connected();
        network["n1", "n2"].State = LinkState.BlackHole;
        network["n1", "n2"].State = LinkState.Open;
        await n1.Say("here");
        Assert.That(await n2.Hear(), Is.EqualTo("here"));
    }

    [Test]
    public async Task A_cut_link_resets_the_connections_over_it_the_new_ones_too()
    {
        var (n1, n2) = await Connected();
        network["n1", "n2"].State = LinkState.Cut;
        Assert.That((await n1.Hear(), await n2.Hear()), Is.EqualTo(("reset", "reset")));
        await AssertRefused(places["n1"].Peers!["n2"]);
        await Through("n2", "n1");
    }

    [Test]
    public async Task A_reset_breaks_the_connections_once()
    {
        var (n1, n2) = await Connected();
        network["n1", "n2"].Reset();
        Assert.That((await n1.Hear(), await n2.Hear()), Is.EqualTo(("reset", "reset")));
        await Through("n1", "n2");
    }

    [Test]
    public async Task What_a_slow_link_carries_comes_late_and_in_order()
    {
        network["n1", "n2"].Delay = TimeSpan.FromMilliseconds(50);
        var (n1, n2) = await Connected();
        for (var i = 0; i < 10; i++) await n1.Say($"{i}");
        for (var i = 0; i < 10; i++) Assert.That(await n2.Hear(), Is.EqualTo($"{i}"));

        network["n1", "n2"].Delay = TimeSpan.FromHours(1);
        await n1.Say("late");
        await n2.Say("at once");
        Assert.That(await n1.Hear(), Is.EqualTo("at once"));
        await Through("n3", "n2");
        Assert.That(n2.HasNews, Is.False);
    }

    [Test]
    public async Task A_node_that_does_not_listen_is_not_reached()
    {
        listeners["n2"].Stop();
        await AssertRefused(places["n1"].Peers!["n2"]);
    }

    [Test]
    public async Task A_node_that_starts_again_is_reached_where_it_listens_now()
    {
        listeners["n2"].Stop();
        var before = places["n2"].Listen;
        Start("n2");
        Assert.That(places["n2"].Listen, Is.Not.EqualTo(before));
        await Through("n1", "n2");
    }

    [Test]
    public void No_address_is_given_to_a_second_node_before_the_first_listens_on_it()
    {
        var given = new string[500];
        Parallel.For(0, given.Length, i => given[i] = network.Place("n1").Listen!);
        Assert.That(given, Is.Unique);
    }

    [Test]
    public async Task A_recording_is_said_again_on_connections_of_its_own()
    {
        var recording = network["n1", "n2"].Record();
        Assert.That(recording.IsEmpty, Is.True);
        var (n1, n2) = await Connected();
        await n1.Say("hello");
        await n1.Say("vote");
        Assert.That((await n2.Hear(), await n2.Hear()), Is.EqualTo(("hello", "vote")));
        Assert.That(await recording.Replay(times: 3, Peer.Long, CancellationToken.None), Is.EqualTo(3));
        for (var i = 0; i < 3; i++)
        {
            using var replay = await Accepted("n2");
            Assert.That((await replay.Hear(), await replay.Hear()), Is.EqualTo(("hello", "vote")));
        }

        Assert.That(listeners["n2"].Pending(), Is.False);
    }

    [Test]
    public async Task Whoever_takes_no_more_connections_hears_no_recording_again()
    {
        var (recording, _) = await Recorded();
        listeners["n2"].Stop();
        Assert.That(await recording.Replay(times: 3, Peer.Long, CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task A_recording_is_given_up_where_connections_are_neither_taken_nor_refused()
    {
        listeners["n2"].Stop();
        listeners["n2"].Start(backlog: 1);
        var (recording, _) = await Recorded();
        Assert.That(await recording.Replay(times: 10, TimeSpan.FromMilliseconds(100), CancellationToken.None), Is.LessThan(10));
    }

    [Test]
    public async Task A_recording_has_grown_when_something_was_said_that_was_never_replayed()
    {
        var (recording, n1) = await Recorded();
        await recording.Grown(Peer.Long, CancellationToken.None);
        await recording.Replay(times: 1, Peer.Long, CancellationToken.None);
        using var replay = await Accepted("n2");
        await replay.Hear();
        var grown = recording.Grown(Timeout.InfiniteTimeSpan, CancellationToken.None);
        Assert.That(grown.IsCompleted, Is.False);
        await n1.Say("vote");
        await grown.WaitAsync(Peer.Long);
    }

    [Test]
    public async Task At_the_end_nobody_listens_and_every_connection_is_closed()
    {
        var (n1, _) = await Connected();
        var ports = places.Values.SelectMany(place => place.Peers!.Values).Select(address => IPEndPoint.Parse(address).Port).ToList();
        Assert.That(Listening().Intersect(ports), Is.EquivalentTo(ports));
        network.Dispose();
        Assert.That(await n1.Hear(), Is.EqualTo("reset"));
        Assert.That(Listening().Intersect(ports), Is.Empty);
    }

    private static IEnumerable<int> Listening() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(address => address.Port);

    private void Start(string id)
    {
        places[id] = network.Place(id);
        listeners[id] = new TcpListener(IPEndPoint.Parse(places[id].Listen!));
        listeners[id].Start();
    }

    private async Task<(Peer N1, Peer N2)> Connected() => (await Peer.To(places["n1"].Peers!["n2"]), await Accepted("n2"));

    private async Task<(Recording Recording, Peer N1)> Recorded()
    {
        var recording = network["n1", "n2"].Record();
        var (n1, n2) = await Connected();
        await n1.Say("hello");
        await n2.Hear();
        return (recording, n1);
    }

    private async Task<Peer> Accepted(string id) => new(await listeners[id].AcceptSocketAsync());

    // What is on the way by now has arrived when this has.
    private async Task Through(string from, string to)
    {
        using var sender = await Peer.To(places[from].Peers![to]);
        using var receiver = await Accepted(to);
        await sender.Say("through");
        Assert.That(await receiver.Hear(), Is.EqualTo("through"));
    }

    // A reset may come before the opener has even seen that the connection was taken.
    private static async Task AssertRefused(string address)
    {
        try
        {
            using var peer = await Peer.To(address);
            Assert.That(await peer.Hear(), Is.EqualTo("reset"));
        }
        catch (SocketException e)
        {
            Assert.That(e.SocketErrorCode, Is.EqualTo(SocketError.ConnectionReset));
        }
    }

    private void AwaitLosses(string from, string to, int count = 1) =>
        Assert.That(SpinWait.SpinUntil(() => network[from, to].Losses >= count, Peer.Long), $"{from} -> {to} lost {network[from, to].Losses}");
}
