namespace PaxosConformance.Analyzers.Tests;

public class MajorityTests
{
    [TestCase("bool Won() => {|PAX5002:votes.Count >= n / 2|};", TestName = "At_least_half")]
    [TestCase("bool Won() => {|PAX5002:votes.Count >= (n + 1) / 2|};", TestName = "Half_rounded_up")]
    [TestCase("bool Won() => {|PAX5002:votes.Count > (n - 1) / 2|};", TestName = "More_than_half_of_the_others")]
    [TestCase("bool Won() => {|PAX5002:n / 2 <= votes.Count|};", TestName = "The_other_way_round")]
    [TestCase("bool Won() => !({|PAX5002:votes.Count < n / 2|});", TestName = "Negated")]
    [TestCase("bool Won() { if ({|PAX5002:promises >= n / 2|}) return true; return false; }", TestName = "In_a_condition")]
    [TestCase("bool Won() => {|PAX5002:votes.Count >= acceptors.Length / 2|};", TestName = "Of_a_length")]
    [TestCase("bool Won() => {|PAX5002:votes.Count >= n >> 1|};", TestName = "Shifted")]
    [TestCase("bool Won() => {|PAX5002:votes.Count >= n / 2.0|};", TestName = "With_fractions")]
    [TestCase("bool Won() { var majority = {|PAX5002:n / 2|}; return votes.Count >= majority; }", TestName = "A_variable")]
    [TestCase("int Quorum => {|PAX5002:(n + 1) / 2|}; bool Won() => votes.Count >= Quorum;", TestName = "A_property")]
    [TestCase("static int Majority(int count) => {|PAX5002:count / 2|}; bool Won() => votes.Count >= Majority(n);", TestName = "A_method")]
    [TestCase("int quorum; void Start(int size) { quorum = {|PAX5002:size / 2|}; }", TestName = "An_assignment")]
    [TestCase("bool Has(int quorum) => votes.Count >= quorum; bool Won() => Has({|PAX5002:n / 2|});", TestName = "An_argument")]
    [TestCase("HashSet<string> alive = new(); bool Won() => {|PAX5002:votes.Count >= alive.Count / 2 + 1|};", TestName = "Of_the_living")]
    [TestCase("HashSet<string> connected = new(); int Quorum => {|PAX5002:connected.Count / 2 + 1|};", TestName = "Of_the_connected")]
    [TestCase("bool Won() { var majority = {|PAX5002:acceptors.Length|}; return votes.Count >= majority; }", TestName = "All_in_a_variable")]
    [TestCase("int Majority => {|PAX5002:acceptors.Length|}; bool Won() => votes.Count >= Majority;", TestName = "All_in_a_property")]
    [TestCase("List<string> peers = new(); int MajorityOfPeers() => {|PAX5002:peers.Count|};", TestName = "All_in_a_method")]
    public Task Miscounted(string members) => Check(members);

    [TestCase("bool Won() => votes.Count > n / 2;", TestName = "More_than_half")]
    [TestCase("bool Won() => votes.Count >= n / 2 + 1;", TestName = "Half_and_one")]
    [TestCase("bool Won() => votes.Count * 2 > n;", TestName = "Doubled")]
    [TestCase("bool Won() => votes.Count >= (n + 2) / 2;", TestName = "Rounded_up_past_half")]
    [TestCase("bool Won() => votes.Count >= n - (n - 1) / 2;", TestName = "All_but_a_minority")]
    [TestCase("bool Won() => n / 2 < votes.Count;", TestName = "The_other_way_round")]
    [TestCase("bool Won() => !(votes.Count <= n / 2);", TestName = "Negated")]
    [TestCase("bool Won() => votes.Count > n / 2.0;", TestName = "With_fractions")]
    [TestCase("int Majority => n / 2 + 1; bool Won() => votes.Count >= Majority;", TestName = "A_property")]
    [TestCase("int majority => n / 2; bool Won() => votes.Count > majority;", TestName = "A_property_compared_strictly")]
    [TestCase("bool Full(int used, int capacity) => used >= capacity / 2;", TestName = "Half_of_something_else")]
    [TestCase("int Middle(int low, int high) => (low + high) / 2;", TestName = "A_middle")]
    [TestCase("int MaxFaulty => (n - 1) / 2;", TestName = "How_many_may_fail")]
    [TestCase("bool Won(int quorum) => votes.Count >= quorum;", TestName = "A_flexible_quorum")]
    [TestCase("[Waived(\"PAX5002\", \"grid quorums\")] bool Won() => votes.Count >= n / 2;", TestName = "Waived")]
    [TestCase("int Minority => n / 2;", TestName = "A_minority")]
    [TestCase("bool Won() { var majority = acceptors.Length; majority = majority / 2 + 1; return votes.Count >= majority; }", TestName = "In_two_steps")]
    [TestCase("bool Won() { var majority = acceptors.Length; return votes.Count > majority / 2; }", TestName = "All_by_a_wrong_name")]
    [TestCase("bool Won() { var majority = n <= 1 ? acceptors.Length : acceptors.Length / 2 + 1; return votes.Count >= majority; }", TestName = "A_single_acceptor")]
    [TestCase("int Majority() { if (n <= 1) return acceptors.Length; return acceptors.Length / 2 + 1; }", TestName = "A_single_acceptor_first")]
    [TestCase("int Majority() => acceptors.Max(a => acceptors.Length) / 2 + 1;", TestName = "All_in_a_lambda")]
    [TestCase("bool Won() { var all = acceptors.Length; return votes.Count >= all; }", TestName = "All_are_asked_for")]
    [TestCase("bool Won() { var quorum = acceptors.Length; return votes.Count >= quorum; }", TestName = "A_quorum_of_all")]
    [TestCase("List<string> majorityReplicas = new(); int MajorityCount => majorityReplicas.Count;", TestName = "The_members_of_a_majority")]
    public Task Counted_right(string members) => Check(members);

    private static Task Check(string members) => Verify.Source(
        "class Subject\n{\nreadonly HashSet<string> votes = new(); int promises, n; readonly string[] acceptors = new string[3];\n" + members + "\n}\n");
}
