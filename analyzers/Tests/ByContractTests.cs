namespace PaxosConformance.Analyzers.Tests;

/// <summary>Calls of which nothing is known but their contract: those that may refuse, and those that somebody else makes.</summary>
public class ByContractTests
{
    private const string Core = """
        interface ICore
        {
            [Changes] void OnAccept();
            [Changes] bool TryAccept(int b);
            [Changes] Task<bool> TryAcceptAsync(int b);
            [Changes] ValueTask<bool> TryTakeAsync(int b);
        }

        interface IDisk
        {
            [Persists] bool TrySave();
            [Persists] Task<bool> TrySaveAsync();
        }


        """;

    [TestCase("if (!core.TryAccept(b)) { Reply(0); return; } Save(); Reply(b);")]
    [TestCase("if (!await core.TryAcceptAsync(b)) { Reply(0); return; } Save(); Reply(b);")]
    [TestCase("if (!await core.TryTakeAsync(b)) { Reply(0); return; } Save(); Reply(b);")]
    [TestCase("if (!await core.TryAcceptAsync(b).ConfigureAwait(false)) { Reply(0); return; } Save(); Reply(b);")]
    [TestCase("var taken = await core.TryAcceptAsync(b); if (!taken) { Reply(0); return; } Save(); Reply(b);")]
    [TestCase("promised = b; if (!disk.TrySave()) return; Reply(b);")]
    [TestCase("promised = b; if (!await disk.TrySaveAsync()) return; Reply(b);")]
    [TestCase("promised = b; if (await disk.TrySaveAsync()) Reply(b);")]
    [TestCase("promised = b; if (!await disk.TrySaveAsync().ConfigureAwait(false)) return; Reply(b);")]
    [TestCase("promised = b; var saving = disk.TrySaveAsync(); Note(\"\"); if (!await saving) return; Reply(b);")]
    public Task Whoever_refuses_has_done_nothing(string statements) => Check(statements);

    [TestCase("core.TryAccept(b); {|PAX1002:Reply(b)|}; Save();")]
    [TestCase("await core.TryAcceptAsync(b); {|PAX1002:Reply(b)|}; Save();")]
    [TestCase("if (await core.TryAcceptAsync(b)) {|PAX1001:Reply(b)|}; Save();")]
    [TestCase("promised = b; disk.TrySave(); {|PAX1004:Reply(b)|};")]
    [TestCase("promised = b; await disk.TrySaveAsync(); {|PAX1004:Reply(b)|};")]
    [TestCase("promised = b; if (!await disk.TrySaveAsync()) {|PAX1004:Reply(b)|};")]
    [TestCase("promised = b; disk.TrySaveAsync().GetAwaiter().GetResult(); {|PAX1004:Reply(b)|};")]
    public Task Whoever_does_not_ask_does_not_know(string statements) => Check(statements);

    [TestCase("promised = b; if (disks.Count(disk => disk.TrySave()) < 2) return; Reply(b);")]
    [TestCase("promised = b; var saved = await Task.WhenAll(disks.Select(disk => disk.TrySaveAsync())); if (saved.Count(x => x) < 2) return; Reply(b);")]
    [TestCase("promised = b; var saved = await Task.WhenAll(disks.Select(async disk => await disk.TrySaveAsync())); if (saved.Count(x => x) < 2) return; Reply(b);")]
    public Task Whoever_asks_many_disks_counts_their_answers(string statements) => Check(statements);

    [TestCase("promised = b; await Task.Run(Save); Reply(b);")]
    [TestCase("promised = b; await Task.Run(SaveAsync); Reply(b);")]
    [TestCase("promised = b; Retry(Save); Reply(b);")]
    [TestCase("promised = b; Parallel.Invoke(Save); Reply(b);")]
    [TestCase("promised = b; Parallel.Invoke(() => disk.TrySave(), () => Save()); Reply(b);")]
    [TestCase("promised = b; Parallel.Invoke(() => Note(\"\")); {|PAX1001:Reply(b)|};")]
    [TestCase("Parallel.Invoke(core.OnAccept, () => Note(\"\")); {|PAX1001:Reply(b)|}; Save();")]
    [TestCase("await Task.Run(core.OnAccept); Save(); Reply(b);")]
    [TestCase("promised = b; Save(); ThreadPool.QueueUserWorkItem(Reply);")]
    [TestCase("await Task.Run(core.OnAccept); {|PAX1001:Reply(b)|}; Save();")]
    [TestCase("promised = b; {|PAX1003:Task.Run(Save)|}; Reply(b);")]
    [TestCase("promised = b; ThreadPool.QueueUserWorkItem({|PAX1006:Reply|}); Save();")]
    public Task A_method_does_the_same_when_somebody_else_calls_it(string statements) => Check(statements);

    private static Task Check(string statements) => Verify.Acceptor($$"""
        readonly ICore core = null!;
        readonly IDisk disk = null!;
        readonly List<IDisk> disks = new();
        protected abstract void Retry(Action work);
        {{(statements.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void")}} Handle(int b)
        {
        {{statements}}
        }
        """, Core);
}
