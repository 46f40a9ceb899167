using FsCheck;
using FsCheck.Fluent;
using static Paxos.Storage.Tests.States;

namespace Paxos.Storage.Tests;

/// <summary>P-DUR-12: damage to what was acknowledged is noticed and named; a torn tail is not damage.</summary>
public class RecoveryTests
{
    private const string Name = "paxos.log";
    private const int Block = 4096, Pair = 2 * Block, FirstPair = Block;

    /// <summary>A header, the pairs of the initial state, of Accepted2 and of Accepted4, and room for one more.</summary>
    private static readonly byte[] Intact = Write(Accepted2, Accepted4);

    [Test]
    public void The_last_record_counts() => Assert.That(Read(Intact), Is.EqualTo(Accepted4));

    [Test]
    public void A_flipped_bit_in_any_byte_never_takes_the_node_back()
    {
        for (var at = 0; at < Intact.Length; at++)
        {
            var damaged = Intact.ToArray();
            damaged[at] ^= (byte)(1 << at % 8);

            if (at < FirstPair + 2 * Pair)
                AssertRefuses(damaged, at / Block * Block, $"a bit of byte {at} flipped");
            else
                Assert.That(Read(damaged), Is.EqualTo(Accepted4), $"a bit of byte {at} flipped");
        }
    }

    [Test]
    public void A_lost_block_anywhere_never_takes_the_node_back()
    {
        for (var at = 0; at < Intact.Length; at += Block)
        {
            var damaged = Intact.ToArray();
            damaged.AsSpan(at, Block).Clear();

            if (at < FirstPair + 2 * Pair)
                AssertRefuses(damaged, at, $"block at {at} lost");
            else
                Assert.That(Read(damaged), Is.EqualTo(Accepted4), $"block at {at} lost");
        }
    }

    [Test]
    public void A_file_cut_at_any_byte_is_refused()
    {
        for (var length = 0; length < Intact.Length; length++) AssertRefuses(Intact[..length], length, $"file cut at {length}");
    }

    [Test]
    public void A_file_that_grew_is_refused() => AssertRefuses([.. Intact, 0], Intact.Length, "file one byte longer");

    [Test]
    public void Both_copies_lost_before_a_later_record_are_damage()
    {
        var damaged = Intact.ToArray();
        damaged.AsSpan(FirstPair + Pair, Pair).Fill(0xA5);
        AssertRefuses(damaged, FirstPair + Pair, "both copies of record 1 lost");
    }

    [Test]
    public void Both_copies_of_the_first_record_lost_are_damage()
    {
        var damaged = Write();
        damaged.AsSpan(FirstPair, Pair).Clear();
        AssertRefuses(damaged, FirstPair, "both copies of record 0 lost");
    }

    [Test]
    public void A_bad_copy_before_the_traces_of_a_later_write_is_damage()
    {
        var damaged = Intact.ToArray();
        damaged[FirstPair + 2 * Pair + Block + 50] ^= 1;
        damaged[FirstPair + 3 * Pair + 50] ^= 1;
        AssertRefuses(damaged, FirstPair + 2 * Pair + Block, "second copy of record 2 bad, and a write behind it");
    }

    [Test]
    public void A_last_write_without_a_good_copy_is_a_torn_tail()
    {
        var torn = Intact.ToArray();
        torn.AsSpan(FirstPair + 2 * Pair + 100, Pair - 200).Fill(0xA5);
        Assert.That(Read(torn), Is.EqualTo(Accepted2));
    }

    [Test]
    public void A_block_of_another_log_file_is_no_record_of_this_one()
    {
        var torn = Intact.ToArray();
        Write(Promised(8), Promised(9), Accepted(10, "old")).AsSpan(FirstPair + 3 * Pair, Pair).CopyTo(torn.AsSpan(FirstPair + 3 * Pair));
        Assert.That(Read(torn), Is.EqualTo(Accepted4));
    }

    [Test]
    public void A_value_that_looks_like_a_record_is_only_a_value()
    {
        const int valueAt = 51;
        var trap = Accepted(4, Value.Of([.. new byte[Block - valueAt], .. Write(Promised(8), Promised(9)).AsSpan(FirstPair + 2 * Pair, Pair)]));
        var torn = Write(2 * Life.LogLength, Accepted2, trap);
        var copy = torn.AsSpan(FirstPair + 2 * Pair);
        Assert.That(copy[..(4 * Block)].IndexOf(trap.Acceptor.Accepted!.Value.Bytes), Is.EqualTo(valueAt));

        copy[100] ^= 1;
        copy[4 * Block + 100] ^= 1;
        Assert.That(Read(torn), Is.EqualTo(Accepted2));
    }

    [Test]
    public void A_log_of_a_newer_format_is_not_called_damaged()
    {
        var newer = Intact.ToArray();
        newer[12] = 2;
        Layout.Seal(newer.AsSpan(0, Block));
        Assert.That(() => Read(newer), Throws.TypeOf<NotSupportedException>().With.Message.Contains("format 2").And.Message.Contains(Name));
    }

    [Test]
    public void A_record_that_holds_no_state_is_refused_where_it_stands()
    {
        var disk = new SimulatedDisk();
        using (LogFile.Create(disk, Name, [1, 2, 3], Life.LogLength))
            AssertRefuses(disk.Read(Name)!, FirstPair, "record 0 holds three bytes");
    }

    /// <summary>Whatever becomes of the bytes, the answer is a state the node had, or a refusal: no other exception, no other state.</summary>
    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Any_damage_ends_in_a_refusal_or_in_a_state_that_was_written()
    {
        var splice = from at in Gen.Choose(0, Intact.Length - 1)
                     from bytes in Gen.OneOf(
                         ArbMap.Default.GeneratorFor<byte[]>(),
                         from source in Gen.Choose(0, Intact.Length - 1)
                         from length in Gen.Choose(1, 3 * Block)
                         select Intact[source..Math.Min(Intact.Length, source + length)])
                     select (at, bytes);
        return Prop.ForAll(Gen.NonEmptyListOf(splice).ToArbitrary(), splices =>
        {
            var damaged = Intact.ToArray();
            foreach (var (at, bytes) in splices)
                bytes.AsSpan(0, Math.Min(bytes.Length, damaged.Length - at)).CopyTo(damaged.AsSpan(at));
            try
            {
                return new[] { StableState.Initial, Accepted2, Accepted4 }.Contains(Read(damaged));
            }
            catch (LogDamagedException)
            {
                return true;
            }
        });
    }

    private static StableState Read(byte[] file) => Recovery.LastState(Name, file);

    private static void AssertRefuses(byte[] file, long offset, string what) =>
        Assert.That(() => Read(file), Throws.TypeOf<LogDamagedException>()
            .With.Property(nameof(LogDamagedException.Offset)).EqualTo(offset)
            .And.Message.StartsWith($"{Name}, byte {offset}: "), what);

    private static byte[] Write(params StableState[] states) => Write(Life.LogLength, states);

    private static byte[] Write(int length, params StableState[] states)
    {
        var disk = new SimulatedDisk();
        using var log = Log.Open(disk, length);
        foreach (var state in states) log.Persist([state]);
        return disk.Read(Log.FileName)!;
    }
}
