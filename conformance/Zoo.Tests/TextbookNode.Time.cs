using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <content>The node's time, which is real until the first tick, and then the harness's.</content>
internal abstract partial class TextbookNode
{
    private readonly long started = TimeProvider.System.GetTimestamp();
    private TimeSpan retry;
    private TimeSpan logical;
    private bool ticking;

    /// <inheritdoc/>
    public TimeSpan? Due => ticking || Alarm is not { } alarm ? null : alarm > Now ? alarm - Now : TimeSpan.Zero;

    /// <summary>When the node does something though nobody says anything; null: never.</summary>
    protected TimeSpan? Alarm { get; set; }

    protected TimeSpan Now => ticking ? logical : TimeProvider.System.GetElapsedTime(started);

    /// <summary>How long the node waits for answers.</summary>
    protected virtual TimeSpan Patience => retry;

    /// <summary>How long it waits after a round that failed: of random length, so that two nodes fall out of step (P-LIV-04).</summary>
    protected virtual TimeSpan Backoff => retry * (0.1 + Random.Shared.NextDouble());

    private void OnTick(Envelope request, TimeSpan step)
    {
        if (!ticking) (logical, ticking) = (Now, true);
        var end = logical + step;
        while (Alarm <= end)
        {
            logical = Alarm.Value > logical ? Alarm.Value : logical;
            Ring();
        }

        logical = end;
        outbox.Answer(request, new TickOkBody());
    }

    private void Ring()
    {
        Alarm = null;
        OnAlarm();
        HearSelf();
    }
}
