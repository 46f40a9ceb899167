using System.Text.Json;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>The shape of the reference node: a pure acceptor, answers that wait for the log, one persist for a batch.</summary>
public class ReferenceTests
{
    [TestCase("Paxos")]
    [TestCase("Paxos.Storage")]
    [TestCase("Paxos.Node")]
    public void The_node_itself_is_compiled_with_the_analyzers_as_errors(string project)
    {
        using var told = JsonDocument.Parse(Dotnet.Run(Path.Combine(Tree.Solution, "src", project),
            "msbuild", "-nologo", "-getItem:ProjectReference", "-getProperty:TreatWarningsAsErrors,NoWarn,WarningsNotAsErrors"));

        var analyzers = told.RootElement.GetProperty("Items").GetProperty("ProjectReference").EnumerateArray()
            .Where(reference => reference.TryGetProperty("OutputItemType", out var type) && type.GetString() == "Analyzer");
        Assert.That(analyzers.Select(reference => reference.GetProperty("Filename").GetString()), Has.One.EqualTo("Analyzers"));
        Assert.That(told.RootElement.GetProperty("Properties").GetProperty("TreatWarningsAsErrors").GetString(), Is.EqualTo("true"));
        Assert.That(told.RootElement.GetProperty("Properties").ToString(), Does.Not.Contain("PAX"));
    }

    private const string Core = """
        record Ballot(long N, string Id);
        abstract record Answer;
        [Replies(Negative = true)] record Nack(Ballot Ballot);
        sealed record Refusal(Nack Nack) : Answer;
        sealed record VoteWhenDurable(State State) : Answer;
        record State(Ballot Promised);
        sealed class Durable<T> { }
        abstract class StableStorage { [Persists] public abstract IReadOnlyList<Durable<State>> Persist(IReadOnlyList<State> states); [Persists] public abstract Task<IReadOnlyList<Durable<State>>> PersistAsync(IReadOnlyList<State> states); }
        interface ITransport { [Replies] void Send(string to, object message); }
        sealed class Acceptor
        {
            [Durable] public State State { get; private set; } = null!;
            public Answer OnPrepare(Ballot ballot)
            {
                if (ballot == State.Promised) return new Refusal(new Nack(ballot));
                State = State with { Promised = ballot };
                return new VoteWhenDurable(State);
            }
        }
        class Node
        {
            readonly Acceptor acceptor = new();
            readonly ITransport transport = null!;
            readonly StableStorage storage = null!;
            void Note(Exception e) { }

        """;

    [TestCase("""
        void Handle(IReadOnlyList<(string From, Ballot Ballot)> batch)
        {
            var votes = new List<(string To, VoteWhenDurable Vote)>();
            foreach (var (from, ballot) in batch)
            {
                switch (acceptor.OnPrepare(ballot))
                {
                    case Refusal refusal: transport.Send(from, refusal.Nack); break;
                    case VoteWhenDurable vote: votes.Add((from, vote)); break;
                }
            }

            if (votes.Count > 0) storage.Persist(votes.Select(vote => vote.Vote.State).ToList());
            foreach (var vote in votes) transport.Send(vote.To, vote);
        }
        """, TestName = "A_batch_is_persisted_where_it_holds_votes")]
    [TestCase("""
        void Handle(IReadOnlyList<(string From, Ballot Ballot)> batch)
        {
            var votes = new List<(string To, VoteWhenDurable Vote)>();
            foreach (var (from, ballot) in batch)
            {
                var answer = acceptor.OnPrepare(ballot);
                if (answer is VoteWhenDurable vote) votes.Add((from, vote));
                else if (answer is Refusal refusal) transport.Send(from, refusal.Nack);
            }

            if (votes.Count == 0) return;
            var proofs = storage.Persist(votes.Select(vote => vote.Vote.State).ToList());
            for (var i = 0; i < votes.Count; i++) transport.Send(votes[i].To, proofs[i]);
        }
        """, TestName = "A_batch_without_votes_ends_early")]
    [TestCase("""
        async Task Handle(string from, Ballot ballot)
        {
            if (acceptor.OnPrepare(ballot) is not VoteWhenDurable vote) return;
            try
            {
                await storage.PersistAsync(new[] { vote.State });
            }
            catch (IOException e)
            {
                Note(e);
                throw;
            }

            transport.Send(from, vote);
        }
        """, TestName = "One_vote")]
    public Task The_legal_node_is_left_alone(string handler) => Verify.Source(Core + handler + "}");

    [TestCase("var vote = acceptor.OnPrepare(ballot); {|PAX1002:transport.Send(from, vote)|}; storage.Persist(new[] { acceptor.State });", TestName = "Reply_before_persist")]
    [TestCase("if (acceptor.OnPrepare(ballot) is not VoteWhenDurable vote) return; {|PAX1001:transport.Send(from, vote)|}; storage.Persist(new[] { vote.State });", TestName = "Vote_before_persist")]
    [TestCase("if (acceptor.OnPrepare(ballot) is not VoteWhenDurable vote) return; {|PAX1003:storage.PersistAsync(new[] { vote.State })|}; transport.Send(from, vote);", TestName = "Missing_await")]
    [TestCase("if (acceptor.OnPrepare(ballot) is not VoteWhenDurable vote) return; try { storage.Persist(new[] { vote.State }); } {|PAX1004:catch (IOException e)|} { Note(e); } transport.Send(from, vote);", TestName = "Swallowed_failure")]
    public Task Mutants_are_found(string statements) => Verify.Source(Core + "void Handle(string from, Ballot ballot) {\n" + statements + "\n}\n}");
}
