using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using PaxosConformance.Containers.Power;
using PaxosConformance.Hosts.Power;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Holds the volumes of a run, in a container of their own that may mount: paxos-power PORT BLANK DIRECTORY. It is asked over TCP, a line each time,
// and answers each line with one: ok and what was asked for, or error and why.
if (args is not [var port, var blank, var directory] || !int.TryParse(port, out var number))
{
    Console.Error.WriteLine("usage: paxos-power PORT BLANK DIRECTORY\n\nServes volumes in DIRECTORY, each a copy of the ext4 image BLANK, on TCP port PORT.");
    return 64;
}

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(0));
List<LoopVolume> volumes = [];
using var listener = new TcpListener(IPAddress.Any, number);
listener.Start();
while (true)
{
    using var client = await listener.AcceptTcpClientAsync();
    client.NoDelay = true;
    using var reader = new StreamReader(client.GetStream());
    await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
    while (await reader.ReadLineAsync() is { } line) await writer.WriteLineAsync(Answer(line.Split(' ')));
}

string Answer(string[] words)
{
    try
    {
        switch (words)
        {
            case ["make"]:
                var image = Path.Combine(directory, $"{volumes.Count}.img");
                File.Copy(blank, image);
                volumes.Add(new LoopVolume(LoopDevice.Of(image), Path.Combine(directory, $"{volumes.Count}")));
                return $"ok {volumes.Count - 1} {volumes[^1].Device} noatime,{Ext4.Options}";
            case ["prove", var which]:
                PowerLossProof.Run(Volume(which));
                return "ok";
            case ["clear", var which]:
                Volume(which).Clear();
                return "ok";
            case ["cut", var which]:
                Volume(which).CutPower();
                return "ok";
            case ["restore", var which]:
                Volume(which).RestorePower();
                return "ok";
            case ["fill", var which]:
                Volume(which).Fill();
                return "ok";
            default:
                return $"error '{string.Join(' ', words)}' is unknown";
        }
    }
    catch (Exception e) when (e is VolumeException or IOException or UnauthorizedAccessException)
    {
        return $"error {e.Message.ReplaceLineEndings(" ")}";
    }
}

LoopVolume Volume(string which) => volumes[int.Parse(which, System.Globalization.CultureInfo.InvariantCulture)];
