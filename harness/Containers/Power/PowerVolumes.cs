using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Containers.Power;

/// <summary>
/// Volumes of an engine whose power can fail. Each is an ext4 file system on a loop device, which a container with that right holds; the engine mounts
/// the device for the node. So neither this machine nor this user need be able to mount anything. Thread-safe.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="container">The container that holds them, but for its image; it is started with the first volume.</param>
/// <param name="nameOf">What the engine calls the volume of a data directory.</param>
/// <param name="run">The directory of the run, for the names of the data directories.</param>
internal sealed class PowerVolumes(IContainerEngine engine, ContainerSpec container, Func<string, string> nameOf, string run) : IVolumes
{
    private const int Attempts = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentBag<PowerVolume> idle = [];
    private readonly Lock gate = new();
    private TcpClient? connection;
    private StreamReader? answers;
    private string? impossible;
    private bool proven;
    private int made;

    /// <inheritdoc/>
    public IVolume Rent()
    {
        lock (gate)
        {
            if (impossible is not null) throw new VolumeException(impossible);
            try
            {
                if (!proven) Begin();
                if (!idle.TryTake(out var volume)) volume = Make();
                volume.Clear();
                return volume;
            }
            catch (Exception e) when (!proven && e is VolumeException or EngineException or IOException)
            {
                impossible = $"power loss needs a container that may mount file systems: {e.Message}";
                throw new VolumeException(impossible);
            }
        }
    }

    /// <inheritdoc/>
    public void Return(IVolume volume) => idle.Add((PowerVolume)volume);

    /// <summary>Ends the container, and with it the devices of all volumes.</summary>
    public void Dispose()
    {
        connection?.Dispose();
        answers?.Dispose();
    }

    /// <summary>Asks the container for something.</summary>
    /// <returns>The words of its answer.</returns>
    /// <exception cref="VolumeException">It could not do it.</exception>
    internal string[] Ask(string what)
    {
        lock (gate)
        {
            try
            {
                connection!.GetStream().Write(System.Text.Encoding.UTF8.GetBytes(what + "\n"));
                var answer = answers!.ReadLine() ?? throw new IOException("its connection is closed");
                return answer.StartsWith("ok", StringComparison.Ordinal) ? answer.Split(' ')[1..] : throw new VolumeException(answer["error ".Length..]);
            }
            catch (IOException e)
            {
                throw new VolumeException($"the container that holds the volumes does not answer: {e.Message}");
            }
        }
    }

    private void Begin()
    {
        ContainerHost.Now(Start());
        var proof = Make();
        proof.Clear();
        Ask($"prove {proof.Number}");
        proven = true;
        idle.Add(proof);
    }

    private async Task Start()
    {
        var image = await PowerImage.Get(engine);
        await engine.CreateVolume(new VolumeSpec(container.Volume!.Value.Name, container.Labels));
        await engine.Start(container with { Image = image });
        for (var left = Attempts; ; left--)
        {
            if (await engine.PublishedPort(container.Name, container.Port) is { } port && await TryConnect(port)) return;
            if (left == 0 || await engine.State(container.Name) is not { IsRunning: true }) throw new EngineException($"it does not serve: {await engine.Logs(container.Name)}");
            await Task.Delay(Pause);
        }
    }

    // Engines take connections before anybody listens, and drop them: only an answer counts.
    private async Task<bool> TryConnect(int port)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            var reader = new StreamReader(client.GetStream());
            await client.GetStream().WriteAsync("hello\n"u8.ToArray());
            if (await reader.ReadLineAsync() is not null)
            {
                (connection, answers) = (client, reader);
                return true;
            }
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // Nobody listens yet.
        }

        client.Dispose();
        return false;
    }

    private PowerVolume Make()
    {
        if (Ask("make") is not [var number, var device, var options]) throw new VolumeException("the container that holds the volumes gave no device");
        var directory = Path.Combine(run, $"volume-{++made}", "data");
        ContainerHost.Now(engine.CreateVolume(new VolumeSpec(nameOf(directory), container.Labels, device, options)));
        return new PowerVolume(this, number, directory);
    }

    /// <summary>One of them.</summary>
    private sealed class PowerVolume(PowerVolumes volumes, string number, string directory) : IVolume
    {
        public string Number => number;

        public string DataDirectory => directory;

        public bool IsOff { get; private set; }

        public void CutPower()
        {
            volumes.Ask($"cut {number}");
            IsOff = true;
        }

        public void RestorePower()
        {
            volumes.Ask($"restore {number}");
            IsOff = false;
        }

        public void Fill() => volumes.Ask($"fill {number}");

        public void Clear()
        {
            volumes.Ask($"clear {number}");
            IsOff = false;
        }
    }
}
