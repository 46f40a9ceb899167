namespace PaxosConformance.Analyzers.Tests;

/// <summary>Code as it is written every day, which must be understood as it is meant.</summary>
public class EverydayCodeTests
{
    [TestCase("await gate.WaitAsync(); try { promised = b; await SaveAsync(); } finally { gate.Release(); } Reply(b);", TestName = "A_semaphore")]
    [TestCase("lock (slots) { promised = b; Save(); } Reply(b);", TestName = "A_lock")]
    [TestCase("promised = b > promised ? b : promised; Save(); Reply(b);", TestName = "A_conditional_value")]
    [TestCase("using var scope = new MemoryStream(); promised = b; await SaveAsync(); Reply(b);", TestName = "A_using_declaration")]
    [TestCase("await using var scope = new MemoryStream(); promised = b; await SaveAsync(); Reply(b);", TestName = "An_asynchronous_using_declaration")]
    [TestCase("promised = b; await Task.WhenAll(disks.Select(disk => disk.AppendAsync(b))); Reply(b);", TestName = "All_disks_at_once")]
    [TestCase("promised = b; await Parallel.ForEachAsync(disks, async (disk, stop) => await disk.AppendAsync(b, stop)); Reply(b);", TestName = "All_disks_in_parallel")]
    [TestCase("promised = b; var log = Find(b); if (log is not null) log.Append(b); else throw new InvalidOperationException(); Reply(b);", TestName = "A_log_or_an_exception")]
    [TestCase("promised = b; var log = Find(b) ?? throw new InvalidOperationException(); log.Append(b); Reply(b);", TestName = "A_log_or_a_thrown_expression")]
    [TestCase("do { promised = b; } while (Ask()); Save(); Reply(b);", TestName = "Changed_in_a_loop_and_persisted_after")]
    [TestCase("promised = b switch { 1 => 2, 2 => Parse(\"\"), _ => b }; Save(); Reply(b);", TestName = "A_switch_expression")]
    [TestCase("if (slots.TryGetValue(b, out var old)) { Reply(old); return; } slots[b] = \"x\"; Save(); Reply(b);", TestName = "A_repeated_request")]
    [TestCase("promised = b; await Retry(async () => await SaveAsync()); Reply(b);", TestName = "A_retry_policy")]
    [TestCase("foreach (var x in slots.Keys.ToList()) slots.Remove(x); Save(); Reply(b);", TestName = "Removed_and_persisted")]
    [TestCase("try { promised = b; Save(); } catch (OperationCanceledException) { throw; } catch (Exception e) when (e is not IOException) { Note(\"\"); throw; } Reply(b);", TestName = "Several_clauses")]
    [TestCase("Stack<int> work = new(); work.Push(b); while (work.Count > 0) { promised = work.Pop(); Save(); Reply(b); }", TestName = "A_work_list")]
    [TestCase("for (var i = 0; i < 3; i++) { promised = i; Save(); } Reply(b);", TestName = "A_counted_loop")]
    [TestCase("var (x, y) = (b, promised); if (x > y) { promised = x; Save(); } Reply(x);", TestName = "Deconstruction_of_a_read")]
    [TestCase("if (b > promised && Ask()) { promised = b; Save(); } else if (b < promised) { Refuse(b); return; } Reply(b);", TestName = "Else_if")]
    public Task Right(string statements) => Check(statements);

    [TestCase("await gate.WaitAsync(); try { promised = b; {|PAX1001:Reply(b)|}; await SaveAsync(); } finally { gate.Release(); }", TestName = "A_semaphore")]
    [TestCase("lock (slots) { promised = b; } {|PAX1001:Reply(b)|}; Save();", TestName = "A_lock")]
    [TestCase("promised = b > promised ? b : promised; {|PAX1001:Reply(b)|};", TestName = "A_conditional_value")]
    [TestCase("promised = b switch { 1 => 2, 2 => Parse(\"\"), _ => b }; {|PAX1001:Reply(b)|};", TestName = "A_switch_expression")]
    [TestCase("promised = b; _ = Task.WhenAll(disks.Select(disk => {|PAX1003:disk.AppendAsync(b)|})); Reply(b); await Task.Yield();", TestName = "All_disks_not_awaited")]
    [TestCase("promised = b; Find(b)?.Append(b); {|PAX1002:Reply(b)|};", TestName = "A_log_that_may_be_missing")]
    [TestCase("foreach (var x in slots.Keys.ToList()) slots.Remove(x); {|PAX1002:Reply(b)|};", TestName = "Removed")]
    [TestCase("try { promised = b; Save(); } {|PAX1004:catch (Exception e)|} when (e is not FormatException) { Note(\"\"); } Reply(b);", TestName = "A_filter")]
    [TestCase("Stack<int> work = new(); work.Push(b); while (work.Count > 0) { promised = work.Pop(); {|PAX1001:Reply(b)|}; } Save();", TestName = "A_work_list")]
    [TestCase("await foreach (var x in Items()) { promised = x; {|PAX1001:Reply(x)|}; } Save();", TestName = "An_asynchronous_stream")]
    [TestCase("slots = new Dictionary<int, string>(slots) { [b] = \"x\" }; {|PAX1001:Reply(b)|};", TestName = "A_replaced_collection")]
    [TestCase("if (b is > 3 and < 9) promised = b; {|PAX1002:Reply(b)|};", TestName = "A_pattern")]
    public Task Wrong(string statements) => Check(statements);

    [Test]
    public Task A_helper_is_judged_by_what_it_is_given() => Verify.Acceptor("""
        void Attempt(Action step) { try { step(); } finally { Note($"{slots.Count}"); } }
        void Right(int b) { promised = b; Attempt(() => Save()); Reply(b); }
        void Wrong(int b) { promised = b; Attempt(() => Note("")); {|PAX1001:Reply(b)|}; }
        """);

    private static Task Check(string statements) => Verify.Acceptor($$"""
        readonly SemaphoreSlim gate = new(1);
        readonly List<ILog> disks = new();
        protected abstract ILog? Find(int b);
        protected abstract Task Retry(Func<Task> work);
        protected abstract IAsyncEnumerable<int> Items();
        {{(statements.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void")}} Handle(int b)
        {
        {{statements}}
        }
        """);
}
