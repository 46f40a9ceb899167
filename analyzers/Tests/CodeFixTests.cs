namespace PaxosConformance.Analyzers.Tests;

public class CodeFixTests
{
    private const string Types = """
        class Acceptor
        {
            [Durable] int promised;
            FileStream file = null!;
            StreamWriter writer = null!;
            [Persists] void Save() => file.Flush(true);
            [Persists] async Task SaveAsync() { await Task.Yield(); file.Flush(true); }
            [Replies] void Reply(int b) { }
            [Replies] Task ReplyAsync(int b) => Task.CompletedTask;
            bool Ask() => true;

        """;

    [TestCase("PAX1001",
        """
            void Handle(int b)
            {
                promised = b;
                Reply(b);
                Save();
            }
        """,
        """
            void Handle(int b)
            {
                promised = b;
                Save();
                Reply(b);
            }
        """, TestName = "The_late_persist_moves_up")]
    [TestCase("PAX1001",
        """
            async Task Handle(int b)
            {
                promised = b;
                await ReplyAsync(b);
                await SaveAsync();
            }
        """,
        """
            async Task Handle(int b)
            {
                promised = b;
                await SaveAsync();
                await ReplyAsync(b);
            }
        """, TestName = "The_late_awaited_persist_moves_up")]
    [TestCase("PAX1001",
        """
            void Handle(int b)
            {
                promised = b;

                // Tell the proposer.
                Reply(b);
            }
        """,
        """
            void Handle(int b)
            {
                promised = b;
                Save();

                // Tell the proposer.
                Reply(b);
            }
        """, TestName = "The_missing_persist_is_put_in")]
    [TestCase("PAX1001",
        """
            async Task Handle(int b)
            {
                promised = b;
                await ReplyAsync(b);
            }
        """,
        """
            async Task Handle(int b)
            {
                promised = b;
                await SaveAsync();
                await ReplyAsync(b);
            }
        """, TestName = "The_missing_persist_is_awaited")]
    [TestCase("PAX1002",
        """
            void Handle(int b)
            {
                if (b > promised) promised = b;
                if (Ask())
                    Reply(b);
            }
        """,
        """
            void Handle(int b)
            {
                if (b > promised) promised = b;
                if (Ask())
                {
                    Save();
                    Reply(b);
                }
            }
        """, TestName = "A_lone_statement_gets_a_block")]
    [TestCase("PAX1001",
        """
            [return: Replies]
            int Handle(int b)
            {
                promised = b;
                return b;
            }
        """,
        """
            [return: Replies]
            int Handle(int b)
            {
                promised = b;
                Save();
                return b;
            }
        """, TestName = "A_returned_reply")]
    [TestCase("PAX1003",
        """
            async Task Handle(int b)
            {
                promised = b;
                _ = SaveAsync();
                await ReplyAsync(b);
            }
        """,
        """
            async Task Handle(int b)
            {
                promised = b;
                await SaveAsync();
                await ReplyAsync(b);
            }
        """, TestName = "A_discarded_task_is_awaited")]
    [TestCase("PAX1003",
        """
            async Task Handle(int b)
            {
                promised = b;
                SaveAsync().ConfigureAwait(false); // soon
                await ReplyAsync(b);
            }
        """,
        """
            async Task Handle(int b)
            {
                promised = b;
                await SaveAsync().ConfigureAwait(false); // soon
                await ReplyAsync(b);
            }
        """, TestName = "A_dropped_task_is_awaited")]
    [TestCase("PAX2001",
        """
            [Persists]
            void Keep()
            {
                file.Flush(); // now
            }
        """,
        """
            [Persists]
            void Keep()
            {
                file.Flush(true); // now
            }
        """, TestName = "Flush")]
    [TestCase("PAX2001",
        """
            [Persists] void Keep() => file.Flush(false);
        """,
        """
            [Persists] void Keep() => file.Flush(true);
        """, TestName = "Flush_false")]
    [TestCase("PAX2001",
        """
            [Persists]
            async Task Keep()
            {
                await file.WriteAsync(new byte[1]);
                await file.FlushAsync().ConfigureAwait(false);
            }
        """,
        """
            [Persists]
            async Task Keep()
            {
                await file.WriteAsync(new byte[1]);
                file.Flush(true);
            }
        """, TestName = "FlushAsync")]
    [TestCase("PAX2001",
        """
            [Persists]
            async Task Keep()
            {
                await file.FlushAsync();
            }
        """,
        """
            [Persists]
            async Task Keep()
            {
                await file.FlushAsync();
                file.Flush(true);
            }
        """, TestName = "FlushAsync_as_the_only_await")]
    [TestCase("PAX3002",
        """
            interface IStore { [Persists] void Keep(); }
            sealed class Store : IStore
            {
                /// <summary>Keeps.</summary>
                public void Keep() => new FileStream("f", FileMode.Open).Flush(true);
            }
        """,
        """
            interface IStore { [Persists] void Keep(); }
            sealed class Store : IStore
            {
                /// <summary>Keeps.</summary>
                [Persists]
                public void Keep() => new FileStream("f", FileMode.Open).Flush(true);
            }
        """, TestName = "A_lost_annotation_is_repeated")]
    [TestCase("PAX3002",
        """
            interface ICore { [Changes] void Vote(int b); }
            sealed class Core : ICore
            {
                public void Vote(int b) { }
            }
        """,
        """
            interface ICore { [Changes] void Vote(int b); }
            sealed class Core : ICore
            {
                [Changes]
                public void Vote(int b) { }
            }
        """, TestName = "A_change_is_repeated")]
    [TestCase("PAX3002",
        """
            interface IPeer { [return: Replies] int On(int b); [Replies(Negative = true)] void Refuse(int b); }
            sealed class Peer : IPeer
            {
                public int On(int b) => b;
                [Replies(Negative = true)] public void Refuse(int b) { }
            }
        """,
        """
            interface IPeer { [return: Replies] int On(int b); [Replies(Negative = true)] void Refuse(int b); }
            sealed class Peer : IPeer
            {
                [return: Replies]
                public int On(int b) => b;
                [Replies(Negative = true)] public void Refuse(int b) { }
            }
        """, TestName = "A_lost_annotation_of_the_return_value")]
    public async Task Fixed(string id, string before, string after)
    {
        var fixedProject = await Fixing.FixOne(Project(before), id);

        Assert.That(fixedProject, Is.Not.Null, "there is no fix");
        Assert.That(await TextOf(fixedProject!), Is.EqualTo(Source(after)));
        Assert.That((await Compiling.Analyze(fixedProject!)).Select(diagnostic => diagnostic.Id), Has.None.EqualTo(id), "the fix does not fix");
    }

    [TestCase("PAX1001", "void Handle(int b) { Reply(promised = b); }", TestName = "The_reply_makes_the_change")]
    [TestCase("PAX1001", "[Persists] void Save2() => Save(); void Handle(int b) { promised = b; Reply(b); }", TestName = "Two_members_could_persist")]
    [TestCase("PAX1001", "[return: Replies] int Handle(int b) => promised = b;", TestName = "An_expression_body")]
    [TestCase("PAX1001", "void Handle(int b) { promised = b; new System.Collections.Generic.List<int>().ForEach(x => Reply(x)); }", TestName = "In_a_lambda")]
    [TestCase("PAX1003", "void Handle(int b) { promised = b; _ = SaveAsync(); Reply(b); }", TestName = "Not_asynchronous")]
    [TestCase("PAX1003", "async Task Handle(int b) { promised = b; var saving = SaveAsync(); Reply(b); await saving; }", TestName = "Awaited_too_late")]
    [TestCase("PAX1003", "async Task Handle(int b) { promised = b; lock (file) { _ = SaveAsync(); } Reply(b); await Task.Yield(); }", TestName = "In_a_lock")]
    [TestCase("PAX2001", "[Persists] void Keep() { writer.Flush(); }", TestName = "A_writer")]
    [TestCase("PAX2001", "[Persists] Task Keep() => file.FlushAsync();", TestName = "A_returned_task")]
    [TestCase("PAX1004", "void Handle(int b) { promised = b; try { Save(); } catch (IOException) { } Reply(b); }", TestName = "A_swallowed_failure")]
    [TestCase("PAX3002", "interface IPeer { [Replies(Negative = true)] void Refuse(int b); } sealed class Peer : IPeer { [Replies] public void Refuse(int b) { } }", TestName = "A_contradiction")]
    public async Task Not_fixed_where_not_sure(string id, string members)
    {
        var project = Project(members);
        Assert.That((await Compiling.Analyze(project)).Select(diagnostic => diagnostic.Id), Has.Some.EqualTo(id));
        Assert.That(await Fixing.FixOne(project, id), Is.Null);
    }

    [TestCase("PAX1001",
        """
            void First(int b)
            {
                promised = b;
                Reply(b);
                Save();
            }

            void Second(int b)
            {
                promised = b;
                Reply(b);
            }
        """,
        """
            void First(int b)
            {
                promised = b;
                Save();
                Reply(b);
            }

            void Second(int b)
            {
                promised = b;
                Save();
                Reply(b);
            }
        """)]
    [TestCase("PAX1003",
        """
            async Task Handle(int b)
            {
                promised = b;
                _ = SaveAsync();
                await ReplyAsync(b);
                promised = b;
                SaveAsync();
                await ReplyAsync(b);
            }
        """,
        """
            async Task Handle(int b)
            {
                promised = b;
                await SaveAsync();
                await ReplyAsync(b);
                promised = b;
                await SaveAsync();
                await ReplyAsync(b);
            }
        """)]
    [TestCase("PAX2001",
        """
            [Persists] void First() => file.Flush();
            [Persists] void Second() { file.Flush(); }
        """,
        """
            [Persists] void First() => file.Flush(true);
            [Persists] void Second() { file.Flush(true); }
        """)]
    [TestCase("PAX3002",
        """
            interface IStore { [Persists] void A(); [Persists] void B(); }
            abstract class Store : IStore
            {
                public abstract void A();
                public abstract void B();
            }
        """,
        """
            interface IStore { [Persists] void A(); [Persists] void B(); }
            abstract class Store : IStore
            {
                [Persists]
                public abstract void A();
                [Persists]
                public abstract void B();
            }
        """)]
    public async Task All_at_once(string id, string before, string after)
    {
        var fixedProject = await Fixing.FixAll(Project(before), id);

        Assert.That(await TextOf(fixedProject), Is.EqualTo(Source(after)));
        Assert.That((await Compiling.Analyze(fixedProject)).Select(diagnostic => diagnostic.Id), Has.None.EqualTo(id));
    }

    [Test]
    public void Every_fix_can_be_applied_everywhere_at_once() =>
        Assert.That(Fixing.Providers.Select(provider => provider.GetFixAllProvider()), Has.None.Null);

    private static string Source(string members) => (Verify.Usings + Types + members + "\n}\n").ReplaceLineEndings("\n");

    private static Microsoft.CodeAnalysis.Project Project(string members) => Compiling.Project([("Subject.cs", Source(members))]);

    private static async Task<string> TextOf(Microsoft.CodeAnalysis.Project project) =>
        (await project.Documents.Single().GetTextAsync()).ToString().ReplaceLineEndings("\n");
}
