using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>One line of a diagram, from top to bottom. Its text is visible text: the subject cannot make a reader see anything else.</summary>
/// <param name="Clock">The logical time; of a message, when it was sent.</param>
/// <param name="Text">What happened, in words.</param>
public abstract record Step(long Clock, string Text)
{
    /// <summary>Whether it proves a violation.</summary>
    public bool Proves { get; init; }
}

/// <summary>A message is sent.</summary>
/// <param name="Clock">When.</param>
/// <param name="Text">What it says.</param>
/// <param name="From">The number of the sender's lifeline.</param>
/// <param name="To">The number of the receiver's.</param>
/// <param name="Tone">What it is for.</param>
/// <param name="Passage">What became of it.</param>
public sealed record MessageStep(long Clock, string Text, int From, int To, Tone Tone, Passage Passage) : Step(Clock, Text);

/// <summary>A message that was sent in an earlier step comes in, or is lost after all.</summary>
/// <param name="Clock">When.</param>
/// <param name="Text">What it says.</param>
/// <param name="From">The number of the sender's lifeline.</param>
/// <param name="To">The number of the receiver's.</param>
/// <param name="Tone">What it is for.</param>
/// <param name="SentIn">The number of the step in which it was sent.</param>
/// <param name="SentAt">The logical time of that.</param>
public sealed record ArrivalStep(long Clock, string Text, int From, int To, Tone Tone, int SentIn, long SentAt) : Step(Clock, Text)
{
    /// <summary>Whether the message has come in before.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Whether nobody hears it.</summary>
    public bool IsLost { get; init; }
}

/// <summary>Something happens to one node: it starts, dies, is paused.</summary>
/// <param name="Clock">When.</param>
/// <param name="Text">What, in words.</param>
/// <param name="At">The number of its lifeline.</param>
/// <param name="Kind">What.</param>
public sealed record MarkStep(long Clock, string Text, int At, EventKind Kind) : Step(Clock, Text);

/// <summary>Something happens to all, or is worth a word.</summary>
/// <param name="Clock">When; 0 for what is not of the trace.</param>
/// <param name="Text">What, in words.</param>
/// <param name="Kind">Of what kind it is.</param>
public sealed record NoteStep(long Clock, string Text, NoteKind Kind) : Step(Clock, Text);

/// <summary>What a note is about.</summary>
public enum NoteKind
{
    /// <summary>A word to the reader: why a fault strikes here.</summary>
    Word,

    /// <summary>The stage was cleared: what follows is told from the start, with other nodes.</summary>
    Stage,

    /// <summary>Links were cut.</summary>
    Cut,

    /// <summary>The links are whole again.</summary>
    Healed,

    /// <summary>Steps are left out here.</summary>
    Gap,
}

/// <summary>What became of a message.</summary>
public enum Passage
{
    /// <summary>It arrived before anything else happened.</summary>
    AtOnce,

    /// <summary>It arrived in a later step.</summary>
    Late,

    /// <summary>It was kept back, and never arrived.</summary>
    Held,

    /// <summary>The network lost it.</summary>
    Lost,

    /// <summary>It never left the machine of its sender.</summary>
    Unsent,

    /// <summary>The trace does not say.</summary>
    Open,
}

/// <summary>What a message is for.</summary>
public enum Tone
{
    /// <summary>Prepare and promise.</summary>
    Phase1,

    /// <summary>Accept and accepted.</summary>
    Phase2,

    /// <summary>What was decided.</summary>
    Decision,

    /// <summary>A refusal, or an error.</summary>
    Refusal,

    /// <summary>What clients and the suite say, and what they are told.</summary>
    Service,
}
