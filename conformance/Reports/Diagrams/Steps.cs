using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>Makes the steps of a diagram from a trace: finds for each message that arrives the step in which it was sent.</summary>
internal sealed class Steps(Cast cast, IReadOnlySet<long> proof)
{
    private readonly List<Step> steps = [];
    private readonly Dictionary<string, Crossings> crossings = new(StringComparer.Ordinal);

    public IReadOnlyList<Step> Tell(IReadOnlyList<TraceEvent> events)
    {
        foreach (var e in events)
        {
            if (e.Message is null) Happens(e);
            else if (TraceText.IsOfProtocol(e.Message.Body) || proof.Contains(e.Clock)) Moves(e, e.Message);
        }

        return steps;
    }

    private void Happens(TraceEvent e)
    {
        if (e.Kind == EventKind.Note) Add(e, new NoteStep(e.Clock, Visible.Line(e.Text ?? "").Trim('-', ' '), KindOf(e.Text ?? "")));
        else if (e.Kind is EventKind.Cut or EventKind.Healed) Add(e, new NoteStep(e.Clock, Visible.Line(TraceText.What(e)), e.Kind == EventKind.Cut ? NoteKind.Cut : NoteKind.Healed));
        else if (cast[e.Node] is { } at) Add(e, new MarkStep(e.Clock, Visible.Line(TraceText.What(e)), at, e.Kind));
        else Add(e, new NoteStep(e.Clock, Visible.Line($"{e.Node}: {TraceText.What(e)}"), NoteKind.Word));
    }

    // What the stage says of itself stands between dashes.
    private static NoteKind KindOf(string text) => text.StartsWith("-- ", StringComparison.Ordinal) ? NoteKind.Stage : NoteKind.Word;

    private void Moves(TraceEvent e, Envelope message)
    {
        if (cast[message.Src] is not { } from || cast[message.Dest] is not { } to) return;
        var text = Visible.Line(TraceText.Show(message.Body));
        var key = Codec.Show(message);
        if (e.Kind == EventKind.Sent || !crossings.TryGetValue(key, out var sent))
        {
            if (!crossings.TryGetValue(key, out sent)) crossings[key] = sent = new Crossings();
            sent.Begin(steps.Count);
            Add(e, new MessageStep(e.Clock, text, from, to, ToneOf(message.Body), PassageOf(e.Kind)));
            if (e.Kind is not (EventKind.Sent or EventKind.Held)) sent.End(e.Kind);
            return;
        }

        var (place, isCopy) = sent.End(e.Kind);
        var begun = (MessageStep)steps[place];
        if (e.Kind == EventKind.Held || (!isCopy && place == steps.Count - 1))
        {
            steps[place] = begun with { Passage = PassageOf(e.Kind), Proves = begun.Proves || proof.Contains(e.Clock) };
            return;
        }

        var isLost = e.Kind is EventKind.Dropped or EventKind.Unsent;
        if (!isCopy) steps[place] = begun with { Passage = Passage.Late };
        Add(e, new ArrivalStep(e.Clock, text, from, to, begun.Tone, place, begun.Clock) { IsCopy = isCopy, IsLost = isLost });
    }

    private void Add(TraceEvent e, Step step) => steps.Add(step with { Proves = proof.Contains(e.Clock) });

    private static Passage PassageOf(EventKind kind) => kind switch
    {
        EventKind.Sent => Passage.Open,
        EventKind.Held => Passage.Held,
        EventKind.Dropped => Passage.Lost,
        EventKind.Unsent => Passage.Unsent,
        _ => Passage.AtOnce,
    };

    private static Tone ToneOf(Body body) => body switch
    {
        PrepareBody or PromiseBody => Tone.Phase1,
        AcceptBody or AcceptedBody => Tone.Phase2,
        DecideBody or ProposeOkBody or LearnedOkBody { Value: not null } => Tone.Decision,
        NackBody or ErrorBody => Tone.Refusal,
        _ => Tone.Service,
    };

    /// <summary>
    /// The sendings of messages that are alike to the letter. The network decides at once what becomes of a message, so what happens next is of the last one
    /// sent, unless that has its fate; then it is of the first that was kept back; and if none was, it is a copy of the last that arrived.
    /// </summary>
    private sealed class Crossings
    {
        private readonly Queue<int> held = [];
        private int? fresh;
        private int last;

        public void Begin(int step) => fresh = last = step;

        public (int Step, bool IsCopy) End(EventKind how)
        {
            if (fresh is { } step)
            {
                fresh = null;
                if (how == EventKind.Held) held.Enqueue(step);
                return (step, false);
            }

            return held.TryDequeue(out var late) ? (last = late, false) : (last, true);
        }
    }
}
