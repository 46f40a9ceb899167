namespace PaxosConformance.Analyzers.Tests;

public class VoteCountTests
{
    [TestCase("int votes; void On(string from) { {|PAX5003:votes++|}; if (votes >= quorum) Done(); }", TestName = "Counted_up")]
    [TestCase("int votes; void On(string from) { if ({|PAX5003:++votes|} >= quorum) Done(); }", TestName = "Counted_up_in_the_condition")]
    [TestCase("int promises; void On(string from) { {|PAX5003:promises += 1|}; if (promises > quorum) Done(); }", TestName = "Added_up")]
    [TestCase("int ackCount; void On(string from) { if ({|PAX5003:Interlocked.Increment(ref ackCount)|} >= quorum) Done(); }", TestName = "Interlocked")]
    [TestCase("int Votes { get; set; } void On(string from) { {|PAX5003:Votes++|}; if (Votes == quorum) Done(); }", TestName = "A_property")]
    [TestCase("int promisesReceived; void On(string from) { {|PAX5003:promisesReceived++|}; if (quorum <= promisesReceived) Done(); }", TestName = "The_other_way_round")]
    [TestCase("readonly List<string> votes = new(); void On(string from) { {|PAX5003:votes.Add(from)|}; if (votes.Count >= quorum) Done(); }", TestName = "A_list")]
    [TestCase("readonly List<object> promises = new(); void On(object p) { {|PAX5003:promises.Add(p)|}; if (promises.Count >= quorum) Done(); }", TestName = "A_list_of_promises")]
    [TestCase("readonly ConcurrentBag<int> acks = new(); void On(int p) { {|PAX5003:acks.Add(p)|}; if (acks.Count > quorum) Done(); }", TestName = "A_bag")]
    [TestCase("readonly Queue<int> votes = new(); void On(int p) { {|PAX5003:votes.Enqueue(p)|}; if (votes.Count() >= quorum) Done(); }", TestName = "A_queue")]
    [TestCase("readonly List<string> votes = new(); bool IsQuorum(List<string> v) => v.Count >= quorum; void On(string f) { {|PAX5003:votes.Add(f)|}; if (IsQuorum(votes)) Done(); }", TestName = "A_list_given_to_the_quorum")]
    [TestCase("class Round { public int Votes; } readonly Round round = new(); void On(string from) { {|PAX5003:round.Votes++|}; if (round.Votes >= quorum) Done(); }", TestName = "In_another_object")]
    [TestCase("int votes; bool Has => votes >= quorum; void On(string from) { {|PAX5003:votes++|}; if (Has) Done(); }", TestName = "Compared_elsewhere")]
    [TestCase("int votes; void On(string from, bool ok) { if (ok) {|PAX5003:votes++|}; if (votes >= quorum) Done(); }", TestName = "Conditionally")]
    [TestCase("readonly Dictionary<long, int> votes = new(); void On(string from, long ballot) { if ({|PAX5003:++votes[ballot]|} >= quorum) Done(); }", TestName = "Counted_for_each_ballot")]
    [TestCase("readonly Dictionary<long, int> acks = new(); void On(long slot) { {|PAX5003:acks[slot] += 1|}; if (acks[slot] >= quorum) Done(); }", TestName = "Added_up_for_each_slot")]
    [TestCase("readonly Dictionary<string, int> votes = new(); void On(string value) { {|PAX5003:votes[value] = votes.GetValueOrDefault(value) + 1|}; if (votes[value] >= quorum) Done(); }", TestName = "Counted_for_each_value")]
    [TestCase("readonly int[] votes = new int[9]; void On(int round) { {|PAX5003:votes[round]++|}; if (votes[round] > quorum) Done(); }", TestName = "In_an_array")]
    [TestCase("readonly HashSet<string> peers = new(); int votes; void On(string from) { if (!peers.Contains(from)) return; {|PAX5003:votes++|}; if (votes >= quorum) Done(); }", TestName = "Of_the_members_only")]
    public Task Counted(string members) => Check(members);

    [TestCase("readonly HashSet<string> votes = new(); void On(string from) { votes.Add(from); if (votes.Count >= quorum) Done(); }", TestName = "A_set")]
    [TestCase("readonly Dictionary<string, object> promises = new(); void On(string from) { promises[from] = 1; if (promises.Count >= quorum) Done(); }", TestName = "A_dictionary")]
    [TestCase("readonly HashSet<string> seen = new(); int votes; void On(string from) { if (!seen.Add(from)) return; votes++; if (votes >= quorum) Done(); }", TestName = "Guarded_by_a_set")]
    [TestCase("readonly HashSet<string> seen = new(); int votes; void On(string from) { if (seen.Add(from)) votes++; if (votes >= quorum) Done(); }", TestName = "Inside_the_guard")]
    [TestCase("readonly List<string> votes = new(); void On(string from) { if (!votes.Contains(from)) votes.Add(from); if (votes.Count >= quorum) Done(); }", TestName = "Looked_through_first")]
    [TestCase("readonly List<string> votes = new(); void On(string from) { votes.Add(from); if (votes.Distinct().Count() >= quorum) Done(); }", TestName = "Distinct")]
    [TestCase("void On(object[] replies) { var votes = 0; foreach (var r in replies) if (r is int) votes++; if (votes >= quorum) Done(); }", TestName = "The_answers_to_one_call")]
    [TestCase("int rounds; void On(string from) { rounds++; if (rounds >= quorum) Done(); }", TestName = "Something_else_is_counted")]
    [TestCase("int votesCast; void On(string from) { votesCast++; }", TestName = "Never_compared")]
    [TestCase("readonly List<string> accepted = new(); void On(string v) { accepted.Add(v); if (accepted.Count > 100) accepted.Clear(); }", TestName = "A_history")]
    [TestCase("readonly List<string> votes = new(); void On(string v) { votes.Add(v); } IReadOnlyList<string> All => votes;", TestName = "A_list_to_show")]
    [TestCase("[Waived(\"PAX5003\", \"the transport delivers once\")] int votes; void On(string from) { votes++; if (votes >= quorum) Done(); }", TestName = "Waived")]
    [TestCase("readonly Dictionary<string, int> seen = new(); int acks; void On(string from) { if (!seen.TryAdd(from, 1)) return; Interlocked.Increment(ref acks); if (acks >= quorum) Done(); }", TestName = "Guarded_by_a_dictionary")]
    [TestCase("readonly Dictionary<string, int> votes = new(); void On(string from) { votes[from]++; if (votes[from] > quorum) Done(); }", TestName = "Counted_for_each_acceptor")]
    [TestCase("readonly Dictionary<long, int> votes = new(); void On(long ballot) { votes[ballot] = 1; if (votes[ballot] >= quorum) Done(); }", TestName = "A_number_is_set")]
    [TestCase("readonly Dictionary<long, int> votes = new(); void On(long ballot) { votes[ballot]++; }", TestName = "A_tally_to_show")]
    [TestCase("readonly List<string> votes = new(); void On(string v) { votes.Add(v); if (votes[0] == v) Done(); }", TestName = "An_element_is_compared")]
    [TestCase("readonly HashSet<string> seen = new(); readonly Dictionary<long, int> votes = new(); void On(string from, long ballot) { if (!seen.Add(from + ballot)) return; votes[ballot]++; if (votes[ballot] >= quorum) Done(); }", TestName = "A_tally_guarded_by_a_set")]
    [TestCase("readonly Dictionary<long, HashSet<string>> votes = new(); void On(string from, long ballot) { votes[ballot].Add(from); if (votes[ballot].Count >= quorum) Done(); }", TestName = "A_set_for_each_ballot")]
    [TestCase("readonly HashSet<string> acceptors = new(); int votes; void On(string from) { if (acceptors.Contains(from)) return; acceptors.Add(from); votes++; if (votes >= quorum) Done(); }", TestName = "Guarded_by_those_who_accepted")]
    public Task Collected(string members) => Check(members);

    private static Task Check(string members) => Verify.Source("class Subject\n{\nint quorum = 2; void Done() { }\n" + members + "\n}\n");
}
