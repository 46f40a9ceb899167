namespace PaxosConformance.Analyzers.Tests;

public class BallotComparisonTests
{
    private const string Ballot = "record struct Ballot(long N, string Id) : IComparable<Ballot> { public int CompareTo(Ballot other) => N != other.N ? N.CompareTo(other.N) : string.CompareOrdinal(Id, other.Id); }\n";

    [TestCase("bool Higher(Ballot a, Ballot b) => {|PAX5001:a.N > b.N|};", TestName = "Greater")]
    [TestCase("bool Lower(Ballot a, Ballot b) => {|PAX5001:a.N < b.N|};", TestName = "Less")]
    [TestCase("bool Enough(Ballot a, Ballot b) => {|PAX5001:a.N >= b.N|};", TestName = "At_least")]
    [TestCase("bool Same(Ballot a, Ballot b) => {|PAX5001:a.N == b.N|};", TestName = "Equal")]
    [TestCase("bool Other(Ballot a, Ballot b) => {|PAX5001:a.N != b.N|};", TestName = "Not_equal")]
    [TestCase("int Order(Ballot a, Ballot b) => {|PAX5001:a.N.CompareTo(b.N)|};", TestName = "CompareTo")]
    [TestCase("bool Same(Ballot a, Ballot b) => {|PAX5001:a.N.Equals(b.N)|};", TestName = "Equals")]
    [TestCase("Ballot Highest(List<Ballot> all) => {|PAX5001:all.MaxBy(b => b.N)|};", TestName = "MaxBy")]
    [TestCase("List<Ballot> Sorted(List<Ballot> all) => {|PAX5001:all.OrderBy(b => b.N)|}.ToList();", TestName = "OrderBy")]
    [TestCase("int Order(Ballot a, Ballot b) => {|PAX5001:string.CompareOrdinal(a.ToString(), b.ToString())|};", TestName = "Text")]
    [TestCase("int Order(Ballot a, Ballot b) => {|PAX5001:a.ToString().CompareTo(b.ToString())|};", TestName = "Text_CompareTo")]
    [TestCase("int Order(Ballot a, Ballot b) => {|PAX5001:string.Compare($\"{a}\", $\"{b}\")|};", TestName = "Interpolated_text")]
    [TestCase("bool Stale(Ballot a) { Ballot mine = default; if ({|PAX5001:a.N < mine.N|}) return true; return false; }", TestName = "In_a_condition")]
    [TestCase("} readonly struct RoundNumber { public int Counter { get; init; } public int NodeId { get; init; } public static bool operator <(RoundNumber a, RoundNumber b) => {|PAX5001:a.Counter < b.Counter|}; public static bool operator >(RoundNumber a, RoundNumber b) => {|PAX5001:a.Counter > b.Counter|};", TestName = "Operators_of_the_type")]
    [TestCase("} class ProposalNumber : IComparable<ProposalNumber> { public int Number; public string Proposer = \"\"; public int CompareTo(ProposalNumber? other) => {|PAX5001:Number.CompareTo(other!.Number)|};", TestName = "CompareTo_of_the_type")]
    public Task Loses_the_id(string members) => Check(members);

    [TestCase("bool Higher(Ballot a, Ballot b) => a.CompareTo(b) > 0;", TestName = "By_the_type")]
    [TestCase("bool Same(Ballot a, Ballot b) => a == b;", TestName = "By_record_equality")]
    [TestCase("bool Higher(Ballot a, Ballot b) => a.N > b.N || (a.N == b.N && string.CompareOrdinal(a.Id, b.Id) > 0);", TestName = "Counter_then_id")]
    [TestCase("bool Higher(Ballot a, Ballot b) { if (a.N != b.N) return a.N > b.N; return string.CompareOrdinal(a.Id, b.Id) > 0; }", TestName = "Counter_then_id_in_statements")]
    [TestCase("bool Higher(Ballot a, Ballot b) => (a.N, a.Id).CompareTo((b.N, b.Id)) > 0;", TestName = "As_a_tuple")]
    [TestCase("List<Ballot> Sorted(List<Ballot> all) => all.OrderBy(b => b.N).ThenBy(b => b.Id, StringComparer.Ordinal).ToList();", TestName = "ThenBy")]
    [TestCase("Ballot Highest(List<Ballot> all) => all.Max();", TestName = "Max_of_ballots")]
    [TestCase("long Next(Ballot a, Ballot b) => Math.Max(a.N, b.N) + 1;", TestName = "A_counter_to_go_on_from")]
    [TestCase("bool Valid(Ballot a) => a.N > 0;", TestName = "With_a_constant")]
    [TestCase("bool Valid(Ballot a, long limit) => a.N < limit;", TestName = "With_a_limit")]
    [TestCase("Ballot Next(Ballot a, string me) => new(a.N + 1, me);", TestName = "The_next_ballot")]
    [TestCase("bool Same(Ballot a, Ballot b) => a.ToString() == b.ToString();", TestName = "Equality_of_text_has_the_id")]
    [TestCase("record Slot(int Number, int Size); bool After(Slot a, Slot b) => a.Number > b.Number;", TestName = "Not_a_ballot")]
    [TestCase("record struct TermBallot(int N); bool After(TermBallot a, TermBallot b) => a.N > b.N;", TestName = "A_ballot_without_an_id")]
    [TestCase("bool Mine(Ballot a, string me) => a.Id == me;", TestName = "Whose_is_it")]
    [TestCase("[Waived(\"PAX5001\", \"one proposer only\")] bool Higher(Ballot a, Ballot b) => a.N > b.N;", TestName = "Waived")]
    public Task Keeps_the_id(string members) => Check(members);

    private static Task Check(string members) => Verify.Source(Ballot + "class Subject\n{\n" + members + "\n}\n");
}
