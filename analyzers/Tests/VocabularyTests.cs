namespace PaxosConformance.Analyzers.Tests;

public class VocabularyTests
{
    [TestCase("interface IStore { [Persists] void Save(); } abstract class Store : IStore { public abstract void {|PAX3002:Save|}(); }", TestName = "Implementation")]
    [TestCase("abstract class Base { [Persists] public abstract void Save(); } class Store : Base { public override void {|PAX3002:Save|}() => new FileStream(\"f\", FileMode.Open).Flush(true); }", TestName = "Override")]
    [TestCase("interface IStore { [Persists] void Save(); } class Store : IStore { void IStore.{|PAX3002:Save|}() => new FileStream(\"f\", FileMode.Open).Flush(true); }", TestName = "Explicit_implementation")]
    [TestCase("interface IPeer { [Replies] void Send(int b); } class Peer : IPeer { public void {|PAX3002:Send|}(int b) { } }", TestName = "Replies")]
    [TestCase("interface IPeer { [Replies(Negative = true)] void Refuse(int b); } class Peer : IPeer { public void {|PAX3002:Refuse|}(int b) { } }", TestName = "Negative")]
    [TestCase("interface IPeer { [Replies(Negative = true)] void Refuse(int b); } class Peer : IPeer { [Replies] public void {|PAX3002:Refuse|}(int b) { } }", TestName = "Negative_lost")]
    [TestCase("interface IState { [Durable] int Promised { get; set; } } class State : IState { public int {|PAX3002:Promised|} { get; set; } }", TestName = "Property")]
    [TestCase("interface IPeer { [return: Replies] int On(int b); } class Peer : IPeer { public int {|PAX3002:On|}(int b) => b; }", TestName = "Returned_reply")]
    [TestCase("interface IStore<T> { [Persists] void Save(T t); } class Store : IStore<int> { public void {|PAX3002:Save|}(int t) => new FileStream(\"f\", FileMode.Open).Flush(true); }", TestName = "Generic_interface")]
    [TestCase("abstract class A { [Persists] public abstract void Save(); } abstract class B : A { } class C : B { public override void {|PAX3002:Save|}() => new FileStream(\"f\", FileMode.Open).Flush(true); }", TestName = "Over_two_generations")]
    [TestCase("interface IStore { [Persists] Task SaveAsync(); } class Store : IStore { public async Task {|PAX3002:SaveAsync|}() { await Task.Yield(); new FileStream(\"f\", FileMode.Open).Flush(true); } }", TestName = "Asynchronous")]
    [TestCase("interface IStore { [Persists] void Save(); } class Fake : IStore { public void {|PAX3001:{|PAX3002:Save|}|}() { } }", TestName = "And_unmet")]
    public Task Annotation_lost(string source) => Verify.Source(source);

    [TestCase("interface IStore { [Persists] void Save(); } abstract class Store : IStore { [Persists] public abstract void Save(); }", TestName = "Implementation")]
    [TestCase("abstract class Base { [Persists] public abstract void Save(); } abstract class Store : Base { [Persists] public abstract override void Save(); }", TestName = "Override")]
    [TestCase("interface IStore { void Save(); } abstract class Store : IStore { [Persists] public abstract void Save(); }", TestName = "More_than_the_contract")]
    [TestCase("interface IStore { [Persists] void Save(); void Load(); } abstract class Store : IStore { [Persists] public abstract void Save(); public abstract void Load(); }", TestName = "Another_member")]
    [TestCase("interface IStore { [Persists] void Save(); } abstract class Store { public abstract void Save(); }", TestName = "No_relation")]
    [TestCase("interface IStore { [Persists] void Save(); } class Fake : IStore { [Waived(\"PAX3002\", \"a fake\"), Waived(\"PAX3001\", \"a fake\")] public void Save() { } }", TestName = "Waived_on_the_member")]
    [TestCase("interface IStore { [Persists] void Save(); } [Waived(\"PAX3002\", \"a fake\"), Waived(\"PAX3001\", \"a fake\")] class Fake : IStore { public void Save() { } }", TestName = "Waived_on_the_type")]
    [TestCase("abstract class Base { [Persists] public abstract void Save(); } abstract class Store : Base { public abstract void Save(int b); }", TestName = "An_overload")]
    [TestCase("interface IStore { [Durable] int Promised { get; } } class State : IStore { [Durable] public int Promised { get; set; } }", TestName = "Property")]
    [TestCase("interface IPeer { [return: Replies] int On(int b); } class Peer : IPeer { [return: Replies] public int On(int b) => b; }", TestName = "Returned_reply")]
    [TestCase("interface IPeer { [Replies(Negative = true)] void Refuse(int b); } class Peer : IPeer { [Replies(Negative = true)] public void Refuse(int b) { } }", TestName = "Negative")]
    [TestCase("interface IStore<T> { [Persists] void Save(T t); } abstract class Store<T> : IStore<T> { [Persists] public abstract void Save(T t); }", TestName = "Generic_interface")]
    [TestCase("interface IStore { [Persists] void Save() => new FileStream(\"f\", FileMode.Open).Flush(true); } class Store : IStore { }", TestName = "Default_implementation")]
    public Task Annotation_kept(string source) => Verify.Source(source);

    [TestCase("class C { [{|PAX9002:Waived(\"PAX1001\", \" \")|}] void F() { } }")]
    [TestCase("[{|PAX9002:Waived(\"PAX1001\", \"\")|}] class C { }")]
    public Task A_waiver_needs_a_reason(string source) => Verify.Source(source);

    [Test]
    public Task A_waiver_without_a_reason_waives_nothing() => Verify.Acceptor(
        "[{|PAX9002:Waived(\"PAX1001\", \"\")|}] void Handle(int b) { promised = b; {|PAX1001:Reply(b)|}; }");

    [Test]
    public Task A_waiver_with_a_reason_waives() => Verify.Acceptor("[Waived(\"PAX1001\", \"the peer waits\")] void Handle(int b) { promised = b; Reply(b); }");

    [Test]
    public Task A_waiver_is_for_one_diagnostic() => Verify.Acceptor(
        "[Waived(\"PAX1002\", \"the peer waits\")] void Handle(int b) { promised = b; {|PAX1001:Reply(b)|}; }");

    [Test]
    public Task The_contract_of_an_interface_counts_for_calls_of_the_implementation() => Verify.Source("""
        interface IStore { [Persists] void Save(); }
        sealed class Store : IStore { public void {|PAX3002:Save|}() => new FileStream("f", FileMode.Open).Flush(true); }
        abstract class Acceptor
        {
            [Durable] int promised; readonly Store store = new();
            [Replies] protected abstract void Reply(int b);
            void Handle(int b) { promised = b; store.Save(); Reply(b); }
        }
        """);

    [TestCase("PRAGMA synchronous=OFF")]
    [TestCase("PRAGMA journal_mode = MEMORY")]
    [TestCase("Data Source=f;Synchronous=0")]
    public Task A_weak_mode_is_found_where_state_is_durable(string setting) =>
        Verify.Source($$"""class C { [Durable] int promised; string Mode() => {|PAX2003:"{{setting}}"|} + promised; }""");

    [TestCase("class C { int cached; string Mode() => \"PRAGMA synchronous=OFF\" + cached; }", TestName = "A_cache")]
    [TestCase("class C { [Durable] int promised; string Mode() => \"PRAGMA synchronous=FULL\" + promised; }", TestName = "Full")]
    [TestCase("class C { [Durable] int promised; string Mode() => \"PRAGMA synchronous=EXTRA\" + promised; }", TestName = "Extra")]
    [TestCase("class C { [Durable] int promised; string Mode() => \"PRAGMA journal_mode=WAL\" + promised; }", TestName = "Wal")]
    [TestCase("class C { [Durable] int promised; string Mode() => \"asynchronous=offline\" + promised; }", TestName = "Another_word")]
    public Task A_mode_is_strong_enough(string source) => Verify.Source(source);
}
