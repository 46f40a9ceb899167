using FsCheck;
using FsCheck.Fluent;

namespace Paxos.Storage.Tests;

public class StateCodecTests
{
    private static Gen<Ballot> Ballots =>
        from n in Gen.OneOf(Gen.Choose(0, 9).Select(n => (long)n), Gen.Constant(Ballot.MaxN))
        from id in Gen.Elements("n1", "n2", "Knoten 3", "節点", "😀")
        from none in Gen.Choose(0, 4)
        select none == 0 ? default : new Ballot(n, id);

    private static Gen<Value> Values => ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => Value.Of(bytes ?? []));

    private static Gen<StableState> States =>
        from promised in Ballots
        from accepted in Gen.OneOf(Gen.Constant<Proposal?>(null), from ballot in Ballots from value in Values select (Proposal?)new Proposal(ballot, value))
        from decided in Gen.OneOf(Gen.Constant<Value?>(null), Values.Select(value => (Value?)value))
        select new StableState(new AcceptorState(promised, accepted), decided);

    [FsCheck.NUnit.Property]
    public Property What_is_read_is_what_was_written() =>
        Prop.ForAll(States.ToArbitrary(), state => StateCodec.Decode(StateCodec.Encode(state)) == state);

    [FsCheck.NUnit.Property]
    public Property Nothing_less_and_nothing_more_is_a_state() => Prop.ForAll(States.ToArbitrary(), state =>
    {
        var encoded = StateCodec.Encode(state);
        Assert.That(() => StateCodec.Decode((byte[])[.. encoded, 0]), Throws.TypeOf<InvalidDataException>());
        for (var length = 0; length < encoded.Length; length++)
            Assert.That(() => StateCodec.Decode(encoded.AsMemory(0, length)), Throws.TypeOf<InvalidDataException>());
    });

    [Test]
    public void The_empty_value_is_not_no_value()
    {
        var state = StableState.Initial with { Decided = Value.Of([]) };
        Assert.That(StateCodec.Decode(StateCodec.Encode(state)).Decided, Is.EqualTo(Value.Of([])));
    }
}
