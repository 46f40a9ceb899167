using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PaxosConformance.Network.Tests.Direct;

/// <summary>One end of a connection, that speaks and hears lines.</summary>
internal sealed class Peer(Socket socket) : IDisposable
{
    /// <summary>For what surely comes.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    public static async Task<Peer> To(string address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(address));
        return new Peer(socket);
    }

    public async Task Say(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"));

    /// <summary>The next line; <c>end</c> at the end of the stream, <c>reset</c> where the connection was reset.</summary>
    public async Task<string> Hear()
    {
        var (line, letter) = (new StringBuilder(), new byte[1]);
        try
        {
            while (await stream.ReadAsync(letter).AsTask().WaitAsync(Long) == 1)
            {
                if (letter[0] == '\n') return line.ToString();
                line.Append((char)letter[0]);
            }

            return "end";
        }
        catch (IOException)
        {
            return "reset";
        }
    }

    /// <summary>Whether something is there to be heard, be it the end.</summary>
    public bool HasNews => socket.Poll(0, SelectMode.SelectRead);

    public void Dispose() => stream.Dispose();
}
