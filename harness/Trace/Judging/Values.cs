using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Tracing.Judging;

/// <summary>Numbers for values: two that hold the same bytes have the same number, however they travelled.</summary>
internal sealed class Values
{
    /// <summary>Stands for no value.</summary>
    public const int None = -1;

    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<Value, int> numbers = [];
    private readonly List<Entry> entries = [];

    public int Of(ValueBody body)
    {
        if (body.Text is not { } text) return body.Value is { } bytes ? Of(bytes) : None;
        if (texts.TryGetValue(text, out var number)) return number;
        number = Of(Value.FromString(text));
        texts.Add(text, number);
        return number;
    }

    public int Of(Value value)
    {
        if (numbers.TryGetValue(value, out var number)) return number;
        numbers.Add(value, entries.Count);
        entries.Add(new Entry(value));
        return entries.Count - 1;
    }

    public Value this[int number] => entries[number].Value;

    /// <summary>Whether a client submitted the value or a puppet brought it in.</summary>
    public bool IsKnown(int number) => entries[number].Known;

    public void Know(int number)
    {
        if (number != None) entries[number].Known = true;
    }

    /// <summary>The ballots in which the value was put to the vote.</summary>
    public List<BallotRecord> Ballots(int number) => entries[number].Ballots;

    /// <summary>When somebody who is not judged first called the value decided; 0 if nobody did.</summary>
    public ref long ToldByPuppet(int number) => ref entries[number].ToldByPuppet;

    private sealed class Entry(Value value)
    {
        public readonly Value Value = value;
        public readonly List<BallotRecord> Ballots = [];
        public bool Known;
        public long ToldByPuppet;
    }
}
