using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PaxosConformance.Containers.Tests;

/// <summary>An engine that is spoken to as docker's API is, and answers as a test wants it to: the unhappy ways of engines, on any machine.</summary>
internal sealed class FakeApi : IDisposable
{
    // The first that fits; the paths are without the version.
    private static readonly (string Call, int Status, string Answer)[] Happy =
    [
        ("GET /version", 200, """{"ApiVersion":"1.41","MinAPIVersion":"1.12"}"""),
        ("GET /images/", 200, """{"Id":"sha256:1","Config":{"ExposedPorts":{"7000/tcp":{}},"Volumes":{"/data":{}}}}"""),
        ("GET /containers/json", 200, "[]"),
        ("GET /networks", 200, "[]"),
        ("GET /volumes", 200, """{"Volumes":[]}"""),
        ("POST /containers/create", 201, """{"Id":"1"}"""),
        ("GET /containers/1/json", 200, """{"Id":"1","State":{"Status":"created"}}"""),
        ("", 200, "{}"),
    ];

    private readonly (string Call, int Status, string Answer)[] answers;
    private readonly ConcurrentQueue<string> asked = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    /// <param name="answers">The answers that differ from those of a happy engine, by how the call begins.</param>
    public FakeApi(params (string Call, int Status, string Answer)[] answers)
    {
        this.answers = [.. answers, .. Happy];
        listener.Start();
        _ = Serve();
    }

    /// <summary>Where it is, for <c>DOCKER_HOST</c>.</summary>
    public string Host => $"tcp://{listener.LocalEndpoint}";

    /// <summary>What it was asked.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public void Dispose() => listener.Dispose();

    private static string Unversioned(string path) => path.StartsWith("/v1.", StringComparison.Ordinal) ? path[path.IndexOf('/', 1)..] : path;

    private async Task Serve()
    {
        try
        {
            while (true) _ = Answer(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(TcpClient client)
    {
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (await reader.ReadLineAsync() is not { } request) return;
        await SkipBody(reader);
        var call = $"{request.Split(' ')[0]} {Unversioned(request.Split(' ', '?')[1])}";
        asked.Enqueue(call);
        var (_, status, answer) = answers.First(one => call.StartsWith(one.Call, StringComparison.Ordinal));
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}"));
    }

    // An answer that comes before all was said is not always heard.
    private static async Task SkipBody(StreamReader reader)
    {
        var isChunked = false;
        var left = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            isChunked |= header.StartsWith("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) left = int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture);
        }

        if (left > 0) await reader.ReadBlockAsync(new char[left]);
        while (isChunked && await reader.ReadLineAsync() is not (null or "0"))
        {
            // One more piece.
        }

        if (isChunked) await reader.ReadLineAsync();
    }
}
