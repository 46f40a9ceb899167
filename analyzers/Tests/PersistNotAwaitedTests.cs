namespace PaxosConformance.Analyzers.Tests;

public class PersistNotAwaitedTests
{
    [TestCase("promised = b; _ = {|PAX1003:SaveAsync()|}; Reply(b);", TestName = "Discarded")]
    [TestCase("promised = b; {|PAX1003:SaveAsync()|}; Reply(b);", TestName = "Dropped")]
    [TestCase("promised = b; {|PAX1003:SaveAsync()|};", TestName = "Dropped_without_a_reply")]
    [TestCase("promised = b; var saving = {|PAX1003:SaveAsync()|}; Reply(b); await saving;", TestName = "Awaited_too_late")]
    [TestCase("promised = b; var saving = {|PAX1003:SaveAsync()|}; Reply(b);", TestName = "Stored_and_forgotten")]
    [TestCase("promised = b; await Task.WhenAll({|PAX1003:SaveAsync()|}, ReplyAsync(b));", TestName = "WhenAll_with_the_reply")]
    [TestCase("promised = b; await Task.WhenAny({|PAX1003:SaveAsync()|}, Task.Delay(1)); Reply(b);", TestName = "WhenAny")]
    [TestCase("promised = b; var saving = {|PAX1003:SaveAsync()|}; if (Ask()) await saving; Reply(b);", TestName = "Awaited_on_one_path")]
    [TestCase("async Task Keep() { await SaveAsync(); } promised = b; {|PAX1003:Keep()|}; Reply(b);", TestName = "A_helper_is_not_awaited")]
    [TestCase("Task Keep() => {|PAX1003:SaveAsync()|}; promised = b; Keep(); Reply(b);", TestName = "A_forwarding_helper_is_not_awaited")]
    [TestCase("promised = b; _ = {|PAX1003:Task.Run(() => Save())|}; Reply(b);", TestName = "Persist_in_a_task_of_its_own")]
    [TestCase("promised = b; var all = new[] { {|PAX1003:SaveAsync()|} }; Reply(b); await Task.WhenAll(all);", TestName = "In_an_array")]
    [TestCase("promised = b; _ = {|PAX1003:SaveAsync()|}.ConfigureAwait(false); Reply(b);", TestName = "Configured_and_discarded")]
    [TestCase("async Task Handle2() { promised = b; await SaveAsync(); } var handling = {|PAX1003:Handle2()|}; Reply(b); await handling;", TestName = "Every_state_of_an_unawaited_helper")]
    [TestCase("promised = b; var saving = {|PAX1003:SaveAsync()|}; await Task.Yield(); Reply(b); await saving;", TestName = "Something_else_is_awaited")]
    public Task Not_awaited(string statements) => Verify.Handler(statements);

    [TestCase("promised = b; await SaveAsync(); Reply(b);", TestName = "Awaited")]
    [TestCase("promised = b; var saving = SaveAsync(); var other = saving; await other; Reply(b);", TestName = "Awaited_through_an_alias")]
    [TestCase("Task saving; promised = b; saving = SaveAsync(); try { Note(\"\"); } finally { await saving; } Reply(b);", TestName = "Awaited_in_finally")]
    [TestCase("async Task Keep() { await SaveAsync(); } promised = b; await Keep(); Reply(b);", TestName = "A_helper_is_awaited")]
    [TestCase("Task Keep() => SaveAsync(); promised = b; await Keep(); Reply(b);", TestName = "A_forwarding_helper_is_awaited")]
    [TestCase("async Task Keep() { await SaveAsync(); } promised = b; var keeping = Keep(); await keeping; Reply(b);", TestName = "A_helper_is_awaited_later")]
    [TestCase("promised = b; await SaveAsync().WaitAsync(TimeSpan.FromSeconds(1)); Reply(b);", TestName = "Awaited_with_a_time_limit")]
    [TestCase("promised = b; await SaveAsync().ContinueWith(_ => Reply(b), TaskContinuationOptions.OnlyOnRanToCompletion);", TestName = "Reply_as_a_continuation")]
    [TestCase("promised = b; var first = SaveAsync(); accepted = \"x\"; await first; await SaveAsync(); Reply(b);", TestName = "Two_persists")]
    [TestCase("promised = b; var saving = SaveAsync(); Refuse(b); await saving; Reply(b);", TestName = "A_refusal_leaves_in_between")]
    [TestCase("promised = b; var saving = SaveAsync(); Save(); Reply(b); await saving;", TestName = "Another_persist_completes")]
    [TestCase("var all = new List<Task>(); promised = b; all.Add(SaveAsync()); all.Add(Task.Delay(1)); await Task.WhenAll(all.ToArray()); Reply(b);", TestName = "Collected_and_awaited")]
    [TestCase("await foreach (var x in Items()) { promised = x; await SaveAsync(); Reply(x); } async IAsyncEnumerable<int> Items() { yield return 1; await Task.Yield(); }", TestName = "In_an_asynchronous_loop")]
    public Task Awaited(string statements) => Verify.Handler(statements);
}
