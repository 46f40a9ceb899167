using PaxosConformance.Wire;

namespace PaxosConformance.Adapter;

/// <content>The node's time: real until the first tick, and then the harness's.</content>
public sealed partial class NodeAdapter
{
    /// <summary>The longest step that time takes: an hour.</summary>
    private const long LongestTick = 3_600_000;

    private Func<TimeSpan> real = () => TimeSpan.Zero;
    private TimeSpan logical;
    private bool isLogical;

    private TimeSpan Now => isLogical ? logical : real();

    private TimeSpan? NextDue => (node as ITimed)?.Due;

    private void OnTick(Envelope message, long milliseconds)
    {
        if (milliseconds > LongestTick)
        {
            outbox.Error(message, ErrorCode.Malformed, $"/body/ms: {milliseconds} is too long a step: at most {LongestTick}, an hour");
            return;
        }

        if (!isLogical) (logical, isLogical) = (Now, true);
        var end = logical + TimeSpan.FromMilliseconds(milliseconds);
        while (NextDue is { } due && due <= end)
        {
            logical = due > logical ? due : logical;
            Ring();
        }

        logical = end;
        outbox.Answer(message, new TickOkBody());
    }

    private void Ring()
    {
        ((ITimed)node!).OnDue();
        if (NextDue <= Now) throw new InvalidOperationException($"{node.GetType().Name}.{nameof(ITimed.Due)} is not later than now after {nameof(ITimed.OnDue)}: time would stand still");
        Settle();
    }
}
