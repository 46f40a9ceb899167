using System.Threading.Channels;
using PaxosConformance.Wire;

namespace PaxosConformance.Hosts.Tests;

/// <summary>Writes down what is heard of a node, one line each.</summary>
internal sealed class Recorder : INodeListener
{
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();

    public void Heard(Envelope message) => heard.Writer.TryWrite($"heard {message.Body.Type}");

    public void HeardMalformed(string line, string fault) => heard.Writer.TryWrite($"malformed {line}: {fault}");

    public void Ended(string how) => heard.Writer.TryWrite(how);

    /// <summary>The next thing that is heard.</summary>
    public async Task<string> Next()
    {
        using var limit = new CancellationTokenSource(Subjects.Long);
        return await heard.Reader.ReadAsync(limit.Token);
    }
}
