using System.Reflection;

namespace Paxos.Tests;

/// <summary>P-DUR-01, P-DUR-02, by types: no vote without the proof that it is durable, and no proof but from stable storage.</summary>
public class AnswerTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly AcceptorState State = new(new Ballot(9, "n1"), new Proposal(new Ballot(5, "n2"), "x"));

    [Test]
    public void A_promise_is_cast_from_the_durable_state() =>
        Assert.That(new PromiseWhenDurable(State).Cast(Persist(State)).Message, Is.EqualTo(new Promise(State.Promised, State.Accepted)));

    [Test]
    public void An_acceptance_names_the_accepted_ballot() =>
        Assert.That(new AcceptedWhenDurable(State).Cast(Persist(State)).Message, Is.EqualTo(new Accepted(new Ballot(5, "n2"))));

    [TestCase(typeof(Vote))]
    [TestCase(typeof(Durable<StableState>))]
    public void Nobody_outside_can_make_one(Type type) =>
        Assert.That(type.GetConstructors(Everything), Has.All.Matches<ConstructorInfo>(constructor => constructor!.IsAssembly));

    [Test]
    public void Only_casting_gives_a_vote()
    {
        var ways = PublicWaysTo(typeof(Vote)).ToList();
        Assert.That(ways, Is.EqualTo(new[] { typeof(VoteWhenDurable).GetMethod(nameof(VoteWhenDurable.Cast)) }));
    }

    [Test]
    public void Only_stable_storage_gives_a_proof()
    {
        var ways = typeof(Acceptor).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Everything))
            .Where(method => method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Durable<>));
        Assert.That(ways.Select(method => method.DeclaringType!).Distinct().Single(), Is.EqualTo(typeof(StableStorage<>)));
        Assert.That(typeof(StableStorage<>).GetMethod("Vouch", Everything)!.IsFamily, Is.True);
    }

    [Test]
    public void What_cast_asks_for_is_a_proof() =>
        Assert.That(typeof(VoteWhenDurable).GetMethod(nameof(VoteWhenDurable.Cast))!.GetParameters().Single().ParameterType, Is.EqualTo(typeof(Durable<StableState>)));

    private static IEnumerable<MethodInfo> PublicWaysTo(Type type) => type.Assembly.GetExportedTypes()
        .SelectMany(owner => owner.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType == type);

    private static Durable<StableState> Persist(AcceptorState state)
    {
        using var storage = new MemoryStorage();
        return storage.Persist([new StableState(state, null)]).Single();
    }
}
