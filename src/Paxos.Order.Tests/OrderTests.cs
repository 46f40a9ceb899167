namespace Paxos.Order.Tests;

/// <summary>The reference implementation persists before it replies. The analyzers see that, and see it where it no longer does.</summary>
public class OrderTests
{
    private const string Commit = """
                var proofs = storage.Persist(states);
                foreach (var item in leaving) LetGo(item, post, proofs);
        """;

    private const string WhereATurnEnds = "Participant.cs: EndTurn(post);";

    [TestCase("Paxos")]
    [TestCase("Paxos.Storage")]
    [TestCase("Paxos.Node")]
    public async Task The_sources_keep_the_order(string project) => Assert.That(await Part.Read(project).Analyze(), Is.Empty);

    [TestCase("PAX1002 " + WhereATurnEnds, """
        foreach (var item in leaving.Where(item => item is not SealedVote)) LetGo(item, post, []);
        var proofs = storage.Persist(states);
        foreach (var item in leaving.OfType<SealedVote>()) LetGo(item, post, proofs);
        """, TestName = "What_needs_no_proof_leaves_first")]
    [TestCase("PAX1002 " + WhereATurnEnds, "foreach (var item in leaving) LetGo(item, post, []);", TestName = "Nothing_is_persisted")]
    [TestCase("PAX1002 " + WhereATurnEnds, """
        var proofs = leaving.OfType<SealedVote>().Any() ? storage.Persist(states) : [];
        foreach (var item in leaving) LetGo(item, post, proofs);
        """, TestName = "A_decision_is_not_persisted")]
    [TestCase("PAX1004 " + WhereATurnEnds, """
        IReadOnlyList<Durable<StableState>> proofs = [];
        try { proofs = storage.Persist(states); } catch (StorageFailedException) { }
        foreach (var item in leaving) LetGo(item, post, proofs);
        """, TestName = "A_failed_persist_is_swallowed")]
    [TestCase("PAX1006 " + WhereATurnEnds, """
        Task.Run(() => { foreach (var item in leaving) LetGo(item, post, []); });
        storage.Persist(states);
        """, TestName = "The_replies_run_beside_the_persist")]
    [TestCase("PAX1005 Turn.cs: catch (StorageFailedException) { proofs = storage.Persist(states); }", """
        IReadOnlyList<Durable<StableState>> proofs;
        try { proofs = storage.Persist(states); }
        catch (StorageFailedException) { proofs = storage.Persist(states); }
        foreach (var item in leaving) LetGo(item, post, proofs);
        """, TestName = "A_failed_persist_is_tried_again")]
    public async Task A_turn_that_breaks_the_order_is_seen(string expected, string commit) =>
        Assert.That(await Part.Read("Paxos.Node").With("Turn.cs", Commit, commit).Analyze(), Has.Some.EqualTo(expected));

    [TestCase("Participant.Messages.cs", "if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));",
        "if (config.IsAcceptor && acceptor.OnAccept(accept) is AcceptedWhenDurable) OnOwn(new Accepted(accept.Ballot));",
        "PAX1001 Participant.Messages.cs: if (config.IsAcceptor && acceptor.OnAccept(accept) is AcceptedWhenDurable) OnOwn(new Accepted(accept.Ballot));",
        TestName = "The_own_vote_counts_at_once")]
    [TestCase("Participant.Messages.cs", "if (config.IsAcceptor) Vote(from, ask(acceptor));", "if (config.IsAcceptor && ask(acceptor) is AcceptedWhenDurable vote) OnOwn(new Accepted(vote.State.Promised));",
        "PAX1001 Participant.Messages.cs: OnRequest(from, acceptor => acceptor.OnAccept(accept));", TestName = "Every_vote_counts_at_once")]
    [TestCase("Participant.cs", "            EndTurn(post);\n        }", "        }\n\n        EndTurn(post);", "PAX1002 Participant.cs: OnOwn(message);", TestName = "The_next_own_message_does_not_wait")]
    [TestCase("Participant.cs", "        EndTurn(post);\n        while", "        while", "PAX1002 Participant.cs: Commit(post);", TestName = "Own_messages_come_before_the_turn_ends")]
    public async Task A_node_that_believes_itself_too_early_is_seen(string file, string passage, string replacement, string expected) =>
        Assert.That(await Part.Read("Paxos.Node").With(file, passage, replacement).Analyze(), Has.Some.EqualTo(expected));

    [TestCase("Log.cs", "            SyncDirectory();\n", "", "PAX1001 Log.cs: recovered = Vouch(state);", TestName = "The_name_of_a_new_log_is_not_synced")]
    [TestCase("Log.cs", "            throw failure;\n", "", "PAX1004 Log.cs: catch (Exception cause)", TestName = "The_log_swallows_a_failure")]
    [TestCase("Log.cs", "        if (states.Count > 0 && states[^1] != last) MakeDurable(states[^1]);\n", "",
        "PAX3001 Log.cs: public override IReadOnlyList<Durable<StableState>> Persist(IReadOnlyList<StableState> states)", TestName = "The_log_writes_nothing")]
    [TestCase("Log.cs", "    [Persists]\n    public override", "    public override",
        "PAX3002 Log.cs: public override IReadOnlyList<Durable<StableState>> Persist(IReadOnlyList<StableState> states)", TestName = "The_log_drops_its_word")]
    [TestCase("LogFile.cs", "        Sync();\n", "", "PAX3001 LogFile.cs: public void Append(byte[] state)", TestName = "A_record_is_not_synced")]
    [TestCase("DirectoryDisk.cs", "if (NativeMethods.FSync((int)handle.DangerousGetHandle()) < 0) throw Error(\"fsync\", path);", "GC.KeepAlive(handle);",
        "PAX3001 DirectoryDisk.cs: public void Sync()", TestName = "No_fsync")]
    [TestCase("DirectoryDisk.cs", "if (NativeMethods.FSync((int)handle.DangerousGetHandle()) < 0) throw Error(\"fsync\", path);", "new FileStream(handle, FileAccess.Write).Flush();",
        "PAX2001 DirectoryDisk.cs: else new FileStream(handle, FileAccess.Write).Flush();", TestName = "A_flush_that_is_no_fsync")]
    [TestCase("DirectoryDisk.cs", "            if (NativeMethods.FSync(handle) < 0) throw Error(\"fsync\", directory);\n", "",
        "PAX3001 DirectoryDisk.cs: public void SyncDirectory() => Sync(Name);", TestName = "The_directory_is_not_synced")]
    [TestCase("SimulatedDisk.cs", "            content.Sync();\n", "", "PAX3001 SimulatedDisk.cs: public void Sync()", TestName = "The_simulated_disk_does_not_sync")]
    public async Task Storage_that_vouches_too_early_is_seen(string file, string passage, string replacement, string expected) =>
        Assert.That(await Part.Read("Paxos.Storage").With(file, passage, replacement).Analyze(), Has.Some.EqualTo(expected));

    [TestCase("Ballot.cs", "byCounter != 0 ? byCounter : string.CompareOrdinal(Id, other.Id)", "byCounter",
        "PAX5001 Ballot.cs: var byCounter = N.CompareTo(other.N);", TestName = "Ballots_without_ids")]
    [TestCase("QuorumSystem.cs", "acceptors.Count / 2 + 1", "(acceptors.Count + 1) / 2",
        "PAX5002 QuorumSystem.cs: var majority = (acceptors.Count + 1) / 2;", TestName = "Half_for_a_majority")]
    public async Task A_protocol_that_counts_wrong_is_seen(string file, string passage, string replacement, string expected) =>
        Assert.That(await Part.Read("Paxos").With(file, passage, replacement).Analyze(), Has.Some.EqualTo(expected));
}
