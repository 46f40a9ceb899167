using System.Runtime.InteropServices;
using System.Text;
using PaxosConformance.Adapter;

namespace Paxos.Node;

internal static class Program
{
    // Console.Out and Console.Error take their time to start; stdout belongs to the protocol anyway.
    private static readonly Stream Stderr = Console.OpenStandardError();

    private static int Main(string[] args)
    {
        var command = CommandLine.Parse(args);
        return command.Text is null ? Run(command) : Tell(command);
    }

    private static int Run(CommandLine command)
    {
        var host = new Host(new PaxosNode(Storage.Log.Open, TimeProvider.System, command.Seed, Log), TimeProvider.System, Log);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            host.Stop();
        });

        try
        {
            return command switch
            {
                { Listen: { } endpoint } => host.Listen(endpoint, bound => Log($"listening on {bound}")),
                { Connect: { } harness } => host.Connect(harness),
                _ => host.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput()),
            };
        }
        catch (StorageFailedException e)
        {
            // P-DUR-10: nothing may be answered on the word of a device that failed, and trying again proves nothing.
            Log(e.Message);
            return ExitCode.StorageFailed;
        }
        catch (IOException e)
        {
            Log(e.Message);
            return ExitCode.Refused;
        }
    }

    private static int Tell(CommandLine command)
    {
        if (command.ExitCode != 0)
        {
            Log(command.Text!);
            return command.ExitCode;
        }

        using var stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(command.Text + "\n"));
        return 0;
    }

    private static void Log(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (Stderr) Stderr.Write(bytes);
    }
}
