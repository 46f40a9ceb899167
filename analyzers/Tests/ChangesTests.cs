using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>Durable state that changes out of sight: in a protocol core behind an interface, or in another assembly.</summary>
public class ChangesTests
{
    private const string Core = """
        namespace Protocol
        {
            public interface ICore
            {
                [Changes] object OnAccept(int b);
                [Changes] Task<object> OnAcceptAsync(int b);
                [Changes] bool TryAccept(int b);
                [Changes] bool TryAccept(int b, out object? vote);
                int Promised { get; [Changes] set; }
                object Look();
            }

            public class Core
            {
                [Durable] public int Promised { get; set; }
                [Changes] public object OnAccept(int b) => Promised = b;
                [Changes] public virtual void OnReset() => Promised = 0;
                [Changes] public static void Wipe(Core core) => core.Promised = 0;
                public object Look() => Promised;
            }
        }


        """;

    private const string Node = """
        abstract class Node
        {
            [Durable] protected int term;
            protected readonly Protocol.ICore core = null!;
            protected readonly Protocol.Core other = new();

            [Persists] protected abstract void Save();
            [Persists] protected abstract Task SaveAsync();
            [Persists] protected abstract void SaveWith(object what);
            [Replies] protected abstract void Reply(object? message);
            [Replies(Negative = true)] protected abstract void Refuse(object? message);
            protected abstract bool Ask();
        }


        """;

    private static readonly TestCaseData[] early =
    [
        Named("A_call", "core.OnAccept(b); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_call_whose_answer_is_sent", "{|PAX1001:Reply(core.OnAccept(b))|}; Save();"),
        Named("On_some_path", "if (Ask()) core.OnAccept(b); {|PAX1002:Reply(b)|}; Save();"),
        Named("Persisted_on_some_path", "core.OnAccept(b); if (Ask()) Save(); {|PAX1002:Reply(b)|};"),
        Named("In_a_loop", "foreach (var message in new[] { 1, b }) { {|PAX1002:Reply(message)|}; core.OnAccept(message); } Save();"),
        Named("Changed_again_after_the_persist", "core.OnAccept(b); Save(); core.OnAccept(b); {|PAX1001:Reply(b)|};"),
        Named("A_try_that_succeeded", "if (core.TryAccept(b)) { {|PAX1001:Reply(b)|}; Save(); }"),
        Named("A_try_whose_answer_is_kept", "var accepted = core.TryAccept(b, out var vote); if (accepted) { {|PAX1001:Reply(vote)|}; Save(); }"),
        Named("A_try_of_which_nothing_is_asked", "core.TryAccept(b); {|PAX1002:Reply(b)|}; Save();"),
        Named("Awaited", "await core.OnAcceptAsync(b); {|PAX1001:Reply(b)|}; await SaveAsync();"),
        Named("Begun", "var task = core.OnAcceptAsync(b); {|PAX1001:Reply(b)|}; await task; await SaveAsync();"),
        Named("The_persist_is_not_awaited", "core.OnAccept(b); {|PAX1003:SaveAsync()|}; Reply(b);"),
        Named("The_failure_is_swallowed", "core.OnAccept(b); try { Save(); } {|PAX1004:catch (IOException)|} { } Reply(b);"),
        Named("The_reply_is_deferred", "core.OnAccept(b); Task.Run(() => {|PAX1006:Reply(b)|}); Save();"),
        Named("A_method_group", "Func<int, object> ask = core.OnAccept; ask(b); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_lambda", "Func<Protocol.ICore, object> ask = asked => asked.OnAccept(b); ask(core); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_local_function", "void Vote() => core.OnAccept(b); Vote(); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_setter", "core.Promised = b; {|PAX1001:Reply(b)|}; Save();"),
        Named("A_setter_that_counts", "core.Promised++; {|PAX1001:Reply(b)|}; Save();"),
        Named("A_core_that_may_be_null", "core?.OnAccept(b); {|PAX1001:Reply(b)|}; Save();"),
        Named("Something_else_was_written_ahead", "var next = new object(); SaveWith(next); core.OnAccept(b); {|PAX1001:Reply(next)|};"),
        Named("A_class_of_the_core", "other.OnAccept(b); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_virtual_member", "other.OnReset(); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_static_member", "Protocol.Core.Wipe(other); {|PAX1001:Reply(b)|}; Save();"),
        Named("A_durable_property", "other.Promised = b; {|PAX1001:Reply(b)|}; Save();"),
    ];

    private static readonly TestCaseData[] inTime =
    [
        Named("Persisted_first", "core.OnAccept(b); Save(); Reply(b);"),
        Named("The_answer_is_sent_later", "var vote = core.OnAccept(b); Save(); Reply(vote);"),
        Named("Awaited_both", "var vote = await core.OnAcceptAsync(b); await SaveAsync(); Reply(vote);"),
        Named("Only_looked_at", "var promised = core.Look(); Reply(promised);"),
        Named("A_property_is_read", "Reply(core.Promised);"),
        Named("Refused", "core.OnAccept(b); Refuse(b); Save();"),
        Named("A_try_that_failed", "if (!core.TryAccept(b)) { Reply(b); return; } Save(); Reply(b);"),
        Named("Persisted_where_it_succeeded", "if (core.TryAccept(b)) Save(); Reply(b);"),
        Named("Persisted_where_it_had_succeeded", "var accepted = core.TryAccept(b, out var vote); if (accepted) Save(); Reply(vote);"),
        Named("Replied_before", "Reply(b); core.OnAccept(b); Save();"),
        Named("Written_ahead", "SaveWith(b); core.OnAccept(b); Reply(b);"),
        Named("What_was_made_of_it_was_written_ahead", "var next = b + 1; SaveWith(next); core.OnAccept(next); Reply(b);"),
        Named("It_threw", "try { core.OnAccept(b); Save(); } catch (FormatException) { Reply(b); }"),
        Named("A_setter", "core.Promised = b; Save(); Reply(b);"),
        Named("A_method_group", "Func<int, object> ask = core.OnAccept; ask(b); Save(); Reply(b);"),
        Named("A_method_group_that_is_not_called", "Func<int, object> ask = core.OnAccept; Reply(ask);"),
        Named("A_lambda", "Func<Protocol.ICore, object> ask = asked => asked.OnAccept(b); ask(core); Save(); Reply(b);"),
        Named("A_class_of_the_core", "other.OnAccept(b); Save(); Reply(b);"),
        Named("A_loop", "foreach (var message in new[] { 1, b }) { core.OnAccept(message); Save(); Reply(message); }"),
    ];

    [TestCaseSource(nameof(early))]
    public Task A_reply_that_leaves_too_early_is_seen(string statements) => Verify.Source(Core + Node + Handler(statements));

    [TestCaseSource(nameof(inTime))]
    public Task A_reply_that_leaves_in_time_is_not(string statements) => Verify.Source(Core + Node + Handler(statements));

    [TestCaseSource(nameof(early))]
    public Task A_reply_that_leaves_too_early_is_seen_with_the_core_in_a_package(string statements) =>
        Verify.Source(Node + Handler(statements), library: Compiling.Library(Verify.Usings + Core, asImage: true));

    [TestCaseSource(nameof(inTime))]
    public Task A_reply_that_leaves_in_time_is_not_with_the_core_in_a_package(string statements) =>
        Verify.Source(Node + Handler(statements), library: Compiling.Library(Verify.Usings + Core, asImage: true));

    [TestCaseSource(nameof(early))]
    public Task A_reply_that_leaves_too_early_is_seen_with_the_core_in_another_project(string statements) =>
        Verify.Source(Node + Handler(statements), library: Compiling.Library(Verify.Usings + Core, asImage: false));

    [TestCase("[return: Replies] object Handle(int b) => {|PAX1001:core.OnAccept(b)|};", TestName = "Returned")]
    [TestCase("[return: Replies] object Handle(int b) { var vote = core.OnAccept(b); return {|PAX1001:vote|}; }", TestName = "Returned_later")]
    [TestCase("object Vote(Func<Protocol.ICore, object> ask) { term = 1; return ask(core); } void Handle(int b) { var vote = Vote(asked => asked.OnAccept(b)); {|PAX1001:Reply(vote)|}; Save(); }",
        TestName = "A_lambda_given_to_a_helper")]
    [TestCase("void Vote(Func<Protocol.ICore, object> ask) => Reply(ask(core)); void Handle(int b) { {|PAX1001:Vote(asked => asked.OnAccept(b))|}; Save(); }", TestName = "A_helper_that_replies_with_what_a_lambda_gives")]
    [TestCase("void Vote(int b, Func<int, object> ask) => Reply(ask(b)); void Handle(int b) { {|PAX1001:Vote(b, core.OnAccept)|}; Save(); }", TestName = "A_helper_that_replies_with_what_a_method_gives")]
    [TestCase("void Vote(Action change) { change(); Reply(1); } void Handle(int b) { {|PAX1001:Vote(() => term = b)|}; Save(); } void Again(int b) => Handle(b);", TestName = "A_helper_that_replies_after_a_lambda")]
    [TestCase("[Replies] void Count(object vote) { } void Handle(int b) { if (core.OnAccept(b) is string own) {|PAX1001:Count(own)|}; Save(); }", TestName = "The_own_vote")]
    [TestCase("void Vote(int b) => core.OnAccept(b); void Handle(int b) { Vote(b); {|PAX1001:Reply(b)|}; Save(); }", TestName = "A_helper")]
    [TestCase("[Replies] void Count(int b) { term = b; } void Handle(int b) { Count(b); {|PAX1001:Count(b)|}; Save(); }", TestName = "A_reply_whose_body_changes")]
    [TestCase("[Replies] void Count(int b) => core.OnAccept(b); void Handle(int b) { while (Ask()) {|PAX1002:Count(b)|}; Save(); }", TestName = "A_reply_whose_body_calls_what_changes")]
    [TestCase("[Changes, Replies] protected abstract void VoteAndSend(int b); void Handle(int b) { VoteAndSend(b); {|PAX1001:Reply(b)|}; Save(); }", TestName = "A_call_that_replies_too")]
    public Task Other_shapes_are_seen(string members) => Verify.Source(Core + Node + Acceptor(members));

    [TestCase("[return: Replies] object Handle(int b) { var vote = core.OnAccept(b); Save(); return vote; }", TestName = "Returned_in_time")]
    [TestCase("Acceptor(int b) { Raise(b); Hello(); } [Changes] protected abstract void Raise(int b); [Replies] void Hello() { }", TestName = "The_own_state_in_the_constructor")]
    [TestCase("[Replies] void Count(int b) { term = b; Save(); } void Handle(int b) { Count(b); Count(b); }", TestName = "A_reply_whose_body_changes_and_persists")]
    [TestCase("[Replies] void Count(int b) { term = b; } void Handle(int b) { while (Ask()) { Count(b); Save(); } }", TestName = "A_reply_whose_change_is_persisted")]
    [TestCase("void Vote(Func<Protocol.ICore, object> ask) { var vote = ask(core); Save(); Reply(vote); } void Handle(int b) => Vote(asked => asked.OnAccept(b));", TestName = "A_helper_that_persists_what_a_lambda_changes")]
    [TestCase("void Vote(Func<Protocol.ICore, object> ask) => Reply(ask(core)); void Handle(int b) => Vote(asked => asked.Look());", TestName = "A_helper_with_a_lambda_that_only_looks")]
    [TestCase("[Changes, Persists] protected abstract void Keep(int b); void Handle(int b) { Keep(b); Reply(b); }", TestName = "A_call_that_persists_too")]
    public Task Other_shapes_are_right(string members) => Verify.Source(Core + Node + Acceptor(members));

    [TestCase("[Changes] void Vote(int b) { term = b; Save(); } void Handle(int b) { Vote(b); Reply(b); }", TestName = "Which_persists_itself")]
    [TestCase("[Changes] void Vote(int b) { SaveWith(b); term = b; } void Handle(int b) { Vote(b); Reply(b); }", TestName = "Which_writes_ahead")]
    [TestCase("[Changes] bool Vote(int b) { if (b < 0) return false; term = b; return true; } void Handle(int b) { if (Vote(b)) Save(); Reply(b); }", TestName = "Which_tells_whether")]
    [TestCase("[Changes] void Vote(int b) { core.OnAccept(b); Save(); } void Handle(int b) { Vote(b); Reply(b); }", TestName = "Which_calls_what_changes")]
    [TestCase("int Next { get => term; [Changes] set { term = value; Save(); } } void Handle(int b) { Next = b; Reply(b); }", TestName = "Of_a_setter")]
    [TestCase("[Changes] void Vote(int b) { term = b; } void Handle(int b) { Vote(b); {|PAX1001:Reply(b)|}; }", TestName = "Which_leaves_it_dirty")]
    [TestCase("[Changes] void Vote(int b) { term = b; {|PAX1001:Reply(b)|}; Save(); } void Handle(int b) { Vote(b); Reply(b); }", TestName = "Which_replies")]
    public Task A_body_that_shows_the_state_is_believed(string members) => Verify.Source(Core + Node + Acceptor(members));

    [TestCase("Dictionary<int, int> store = new(); [Changes] void Vote(int b) => store[b] = b; void Handle(int b) { Vote(b); {|PAX1001:Reply(b)|}; Save(); }", TestName = "Which_fills_a_store")]
    [TestCase("[Changes] protected virtual void Vote(int b) { } void Handle(int b) { Vote(b); {|PAX1001:Reply(b)|}; Save(); }", TestName = "Which_is_empty")]
    [TestCase("[Changes] IEnumerable<int> Votes(int b) { term = b; yield return b; } void Handle(int b) { foreach (var vote in Votes(b)) {|PAX1001:Reply(vote)|}; Save(); }", TestName = "Which_yields")]
    [TestCase("int Next { get; [Changes] set; } void Handle(int b) { Next = b; {|PAX1001:Reply(b)|}; Save(); }", TestName = "Of_a_setter")]
    public Task Where_a_body_shows_nothing_the_word_counts(string members) => Verify.Source(Core + Node + Acceptor(members));

    [TestCase("[Wal.Store]::Put changes", "store.Put(b); {|PAX1001:Reply(b)|}; Save();", TestName = "A_method")]
    [TestCase("[Wal.Store]::Put changes", "store.Put(b); Save(); Reply(b);", TestName = "A_method_in_time")]
    [TestCase("[Wal.Store]::Last changes", "store.Last = b; {|PAX1001:Reply(b)|}; Save();", TestName = "A_setter")]
    [TestCase("[Wal.Store]::Last changes", "Reply(store.Last);", TestName = "A_getter")]
    public Task A_line_can_say_it(string line, string statements) => Verify.Source(
        Core + Node + "namespace Wal { abstract class Store { public abstract void Put(int b); public abstract int Last { get; set; } } }\n"
            + Acceptor("Wal.Store store = null!; void Handle(int b) { " + statements + " }"), line);

    [TestCase("interface ICore { [Changes] void Vote(int b); } class Core : ICore { public void {|PAX3002:Vote|}(int b) { } }", TestName = "Implementation")]
    [TestCase("abstract class Base { [Changes] public abstract void Vote(int b); } class Core : Base { public override void {|PAX3002:Vote|}(int b) { } }", TestName = "Override")]
    [TestCase("interface ICore { [Changes] void Vote(int b); } class Core : ICore { [Changes] public void Vote(int b) { } }", TestName = "Repeated")]
    [TestCase("interface ICore { [Changes] void Vote(int b); } abstract class Core : ICore { [Persists] public abstract void Vote(int b); }", TestName = "Persisted_by_the_implementation")]
    public Task The_word_binds_what_implements_it(string source) => Verify.Source(source);

    [Test]
    public Task The_word_of_a_base_in_another_assembly_binds() => Verify.Source(
        Node + "class Mine : Protocol.Core { public override void {|PAX3002:OnReset|}() { } }\n"
            + Acceptor("Mine mine = new(); void Handle(int b) { mine.OnReset(); {|PAX1001:Reply(b)|}; Save(); }"),
        library: Compiling.Library(Verify.Usings + Core, asImage: true));

    [Test]
    public Task What_changes_a_new_core_changes_nothing_of_the_nodes() => Verify.Source(
        Node + Handler("var fresh = new Protocol.Core(); fresh.OnAccept(b); Reply(b);"), library: Compiling.Library(Verify.Usings + Core, asImage: true));

    [Test]
    public Task What_only_changes_has_a_persist_in_no_name() => Verify.Source(Core + Node + Acceptor(
        "abstract class Store { [Changes] public abstract void Put(int b); } Store store = null!; [Persists] void {|PAX3001:Keep|}(int b) => store.Put(b);"));

    [Test]
    public Task The_core_and_its_service_are_followed_through() => Verify.Source(Core + """
        class Service
        {
            private readonly Protocol.Core core = new();
            [Replies] private readonly ChannelWriter<object> writer = null!;
            [Persists] private static void Sync(FileStream file) => file.Flush(true);

            async Task Handle(FileStream file, int b)
            {
                var vote = core.OnAccept(b);
                if (b > 3) Sync(file);
                await {|PAX1002:writer.WriteAsync(vote)|};
            }
        }
        """);

    [TestCase("core.OnAccept(b); Reply(b); Save();", "The state that 'ICore.OnAccept' changes is not durable when this reply leaves: no path persists it first. "
        + "It was changed in line 1; 'Save' in line 1 comes too late.")]
    [TestCase("core.OnAccept(b); core.TryAccept(b); Reply(b);", "The state that 'ICore.OnAccept' or 'ICore.TryAccept' changes is not durable when")]
    [TestCase("term = b; core.OnAccept(b); Reply(b);", "'term' or the state that 'ICore.OnAccept' changes is not durable when")]
    [TestCase("core.Promised = b; Reply(b);", "'Promised' is not durable when")]
    public async Task The_message_names_the_state(string statements, string expected)
    {
        var source = Verify.Usings.ReplaceLineEndings(" ") + Acceptor("void Handle(int b) { " + statements + " }") + Core + Node;

        var found = (await Compiling.Analyze(Compiling.Project([("Subject.cs", source)]))).Single();

        Assert.That(found.GetMessage(CultureInfo.InvariantCulture), Does.StartWith(expected));
        var places = found.AdditionalLocations.Select(place => source.Substring(place.SourceSpan.Start, place.SourceSpan.Length));
        Assert.That(places.First(), Is.EqualTo(statements[..statements.IndexOf(';', StringComparison.Ordinal)]));
    }

    private static TestCaseData Named(string name, string statements) => new TestCaseData(statements).SetArgDisplayNames(name);

    private static string Acceptor(string members) => "abstract class Acceptor : Node { " + members + " }\n";

    private static string Handler(string statements) =>
        Acceptor((statements.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void") + " Handle(int b)\n{\n" + statements + "\n}\n");
}
