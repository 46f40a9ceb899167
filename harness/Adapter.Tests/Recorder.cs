using PaxosConformance.Wire;

namespace PaxosConformance.Adapter.Tests;

/// <summary>An adapter that remembers its batches, says yes to init and reset, and answers every propose.</summary>
internal sealed class Recorder : IAdapter
{
    public List<string> Batches { get; } = [];

    public TimeSpan? Due { get; set; }

    public Action<Outbox>? OnBatch { get; set; }

    public void Handle(IReadOnlyList<Envelope> batch, Outbox outbox)
    {
        Batches.Add(string.Join(' ', batch.Select(message => message.Body.Type)));
        foreach (var message in batch)
        {
            if (message.Body is InitBody { DataDir: null }) outbox.Error(message, ErrorCode.Malformed, "no");
            else if (message.Body is InitBody) outbox.Answer(message, new InitOkBody());
            else if (message.Body is ResetBody) outbox.Answer(message, new ResetOkBody());
            else if (message.Body is ProposeBody propose) outbox.Answer(message, new ProposeOkBody { Value = propose.Value });
        }

        OnBatch?.Invoke(outbox);
    }
}
