using PaxosConformance.Wire;

namespace PaxosConformance.Network;

/// <summary>A moment of a run, told by the messages: when the n-th of a kind is on the wire.</summary>
/// <param name="Text">In words: <c>the 2nd accept of n1</c>.</param>
/// <param name="Matches">Which messages are of the kind; quick, and without side effects.</param>
/// <param name="Nth">Which of them, from 1.</param>
public sealed record Moment(string Text, Func<Envelope, bool> Matches, int Nth = 1);

/// <summary>Something that happens at a moment of the traffic instead of at a time of the clock. It strikes once.</summary>
public sealed class Fault
{
    private readonly Action act;
    private readonly TaskCompletionSource struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int met;

    internal Fault(string what, Moment moment, Action act)
    {
        What = what;
        Moment = moment;
        this.act = act;
    }

    /// <summary>What happens, in words: <c>kill -9 of n2</c>.</summary>
    public string What { get; }

    /// <summary>When.</summary>
    public Moment Moment { get; }

    /// <summary>Whether it has happened.</summary>
    public bool HasStruck => struck.Task.IsCompleted;

    /// <summary>Ends when it has happened; fails as it failed.</summary>
    public Task Struck => struck.Task;

    internal bool Meets(Envelope message) => Moment.Matches(message) && ++met == Moment.Nth;

    internal void Strike()
    {
        try
        {
            act();
            struck.TrySetResult();
        }
        catch (Exception e)
        {
            // This runs on the thread that hears the node: whoever waits for the fault hears of it.
            struck.TrySetException(e);
        }
    }
}
