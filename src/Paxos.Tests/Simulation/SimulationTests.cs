namespace Paxos.Tests.Simulation;

/// <summary>Whole clusters in a bad network, with crashes: agreement, validity, and ballots that are never used again.</summary>
public class SimulationTests
{
    private const int Runs = 2000;

    private static readonly string[] Three = ["n1", "n2", "n3"], Five = ["n1", "n2", "n3", "n4", "n5"], Four = ["n1", "n2", "n3", "n4"];

    private static IEnumerable<TestCaseData<QuorumSystem>> Clusters =>
    [
        new(QuorumSystem.Majority(Three)) { TestName = "Three_nodes_agree" },
        new(QuorumSystem.Majority(Five)) { TestName = "Five_nodes_agree" },
        new(QuorumSystem.Counts(Five, 4, 2)) { TestName = "Five_nodes_with_a_small_quorum_for_votes_agree" },
        new(QuorumSystem.Sets(Four, [["n1", "n2"], ["n3", "n4"]], [["n1", "n3"], ["n2", "n4"]])) { TestName = "A_grid_agrees" },
    ];

    private static IEnumerable<TestCaseData<Func<AcceptorState, IVoter>>> BrokenVoters =>
    [
        new(recovered => new ForgetsItsPromise(recovered)) { TestName = "An_acceptor_that_forgets_its_promise_is_caught" },
        new(recovered => new ForgetsWhatItAccepted(recovered)) { TestName = "An_acceptor_that_drops_what_it_accepted_is_caught" },
        new(recovered => new LosesItsPromiseInACrash(recovered)) { TestName = "An_acceptor_that_loses_its_promise_in_a_crash_is_caught" },
        new(recovered => new LosesItsVoteInACrash(recovered)) { TestName = "An_acceptor_that_loses_its_vote_in_a_crash_is_caught" },
        new(recovered => new IgnoresTheId(recovered)) { TestName = "An_acceptor_that_ignores_the_id_is_caught" },
    ];

    [TestCaseSource(nameof(Clusters))]
    public void Cluster_agrees(QuorumSystem quorums)
    {
        var decided = 0;
        var contested = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            try
            {
                var judge = Run.Of(seed, quorums, recovered => new Honest(recovered));
                if (judge.Decisions > 0) decided++;
                if (judge.Rounds > 1) contested++;
            }
            catch (ProtocolViolation violation)
            {
                throw new AssertionException($"seed {seed}: {violation.Message}", violation);
            }
        }

        // Runs in which nothing happens prove nothing.
        Assert.That(decided, Is.GreaterThan(Runs / 2));
        Assert.That(contested, Is.GreaterThan(Runs / 2));
    }

    [TestCaseSource(nameof(BrokenVoters))]
    public void Broken_voter_is_caught(Func<AcceptorState, IVoter> makeVoter) =>
        Assert.That(
            () => Enumerable.Range(0, Runs).Select(seed => Run.Of(seed, QuorumSystem.Majority(Three), makeVoter)).ToList(),
            Throws.TypeOf<ProtocolViolation>());

    [Test]
    public void The_same_seed_gives_the_same_run()
    {
        var runs = Enumerable.Range(0, 2).Select(_ => Run.Of(7, QuorumSystem.Majority(Five), recovered => new Honest(recovered)));
        Assert.That(runs.Select(judge => (judge.Rounds, judge.Decisions, judge.Chosen)).Distinct().Count(), Is.EqualTo(1));
    }
}
