using System.Text;

namespace PaxosConformance.Adapter.Tests;

public sealed class HostTests
{
    private const string Init = """{"src":"c1","dest":"n1","body":{"type":"init","node_id":"n1","node_ids":["n1"],"data_dir":"d"}}""";

    private readonly List<string> log = [];

    [Test]
    public void Lines_in_lines_out_and_the_end_of_the_input_is_the_end()
    {
        using var output = new MemoryStream();

        const string propose = """{"src":"c1","dest":"n1","body":{"type":"propose","msg_id":2,"value":"x"}}""";
        var exitCode = Serve(new Recorder(), $"{Init}\n{propose}\n", output);

        Assert.That(exitCode, Is.Zero);
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo(
            "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"init_ok\"}}\n"
            + "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"propose_ok\",\"in_reply_to\":2,\"value\":\"x\"}}\n"));
    }

    [Test]
    public void An_adapter_that_ends_has_its_last_words_heard()
    {
        using var output = new MemoryStream();
        var adapter = new Recorder { OnBatch = outbox => outbox.End(7, "enough") };

        Assert.That(Serve(adapter, Init + "\n", output), Is.EqualTo(7));
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.Contain("init_ok"));
        Assert.That(log, Does.Contain("enough"));
    }

    [Test]
    public void Of_a_batch_that_throws_nothing_leaves()
    {
        using var output = new MemoryStream();
        var adapter = new Recorder { OnBatch = _ => throw new InvalidOperationException("broken") };

        Assert.That(() => Serve(adapter, Init + "\n", output), Throws.InvalidOperationException);
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void A_reader_that_is_gone_ends_the_node()
    {
        Assert.That(Serve(new Recorder(), Init + "\n", new BrokenPipe()), Is.Zero);
        Assert.That(log, Has.One.Contains("nobody reads"));
    }

    private int Serve(IAdapter adapter, string input, Stream output)
    {
        log.Clear();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        return new Host(adapter, TimeProvider.System, log.Add).Serve(stream, output);
    }

    private sealed class BrokenPipe : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
