namespace PaxosConformance.Analyzers.Tests;

public class RetryAfterFailedPersistTests
{
    [TestCase("try { log.Append(b); } catch (IOException) { {|PAX1005:log.Append(b)|}; }", TestName = "In_the_clause")]
    [TestCase("try { log.Append(b); } catch (IOException) { } {|PAX1005:log.Append(b)|};", TestName = "After_the_clause")]
    [TestCase("while (true) { try { {|PAX1005:log.Append(b)|}; break; } catch (IOException) { } }", TestName = "In_a_loop")]
    [TestCase("for (var i = 0; i < 3; i++) { try { {|PAX1005:log.Append(b)|}; return; } catch (IOException) { Thread.Sleep(1); } }", TestName = "In_a_counted_loop")]
    [TestCase("try { await log.AppendAsync(b); } catch (IOException) { await {|PAX1005:log.AppendAsync(b)|}; }", TestName = "Asynchronously")]
    [TestCase("try { file.Flush(true); } catch (IOException) { {|PAX1005:file.Flush(true)|}; }", TestName = "The_same_file")]
    [TestCase("try { RandomAccess.FlushToDisk(handle); } catch (IOException) { {|PAX1005:RandomAccess.FlushToDisk(handle)|}; }", TestName = "The_same_handle")]
    [TestCase("try { log.Append(b); } catch (IOException) when (Ask()) { {|PAX1005:log.Append(b)|}; }", TestName = "Behind_a_filter")]
    [TestCase("try { log.Append(b); } catch (Exception) { Note(\"\"); {|PAX1005:log.Append(b)|}; }", TestName = "After_a_note")]
    [TestCase("retry: try { {|PAX1005:log.Append(b)|}; } catch (IOException) { goto retry; }", TestName = "Goto")]
    [TestCase("try { Save(); } catch (IOException) { {|PAX1005:Save()|}; }", TestName = "A_member_of_this_object")]
    [TestCase("try { log.Append(b); } catch (IOException) { {|PAX1005:log.AppendAsync(b)|}.Wait(); }", TestName = "By_another_member")]
    [TestCase("try { try { log.Append(b); } finally { Note(\"\"); } } catch (IOException) { {|PAX1005:log.Append(b)|}; }", TestName = "Through_finally")]
    public Task Retried(string statements) => Check(statements);

    [TestCase("try { log.Append(b); } catch (IOException) { throw; }", TestName = "Thrown_again")]
    [TestCase("try { log.Append(b); } catch (IOException) { Environment.FailFast(\"\"); }", TestName = "The_process_ends")]
    [TestCase("try { log.Append(b); } catch (IOException) { log = Reopen(); log.Append(b); }", TestName = "Reopened")]
    [TestCase("try { log.Append(b); } catch (IOException) { other.Append(b); }", TestName = "Another_log")]
    [TestCase("try { file.Flush(true); } catch (IOException) { file.Write(new byte[1]); file.Flush(true); }", TestName = "Rewritten")]
    [TestCase("while (true) { try { file.Write(new byte[1]); file.Flush(true); break; } catch (IOException) { } }", TestName = "Rewritten_in_a_loop")]
    [TestCase("try { log.Append(b); } catch (IOException) { return; } log.Append(b + 1);", TestName = "The_first_succeeded")]
    [TestCase("log.Append(b); try { Note(\"\"); } catch (IOException) { log.Append(b); }", TestName = "Something_else_failed")]
    [TestCase("try { Note(\"\"); log.Append(b); } catch (FormatException) { log.Append(b); }", TestName = "A_parse_error_is_no_disk_error")]
    [TestCase("foreach (var x in new[] { 1, 2 }) { try { log.Append(x); } catch (IOException) { break; } }", TestName = "The_loop_ends")]
    [TestCase("while (true) { using var opened = new FileStream(\"f\", FileMode.Open); try { opened.Flush(true); break; } catch (IOException) { } }", TestName = "Opened_in_each_round")]
    [TestCase("while (true) { try { Rewrite(); break; } catch (IOException) { } }", TestName = "A_helper_that_rewrites")]
    [TestCase("log.Append(1); log.Append(2);", TestName = "Twice_without_a_failure")]
    public Task Not_retried(string statements) => Check(statements);

    private static Task Check(string statements) => Verify.Acceptor($$"""
        ILog log = null!, other = null!;
        FileStream file = null!;
        Microsoft.Win32.SafeHandles.SafeFileHandle handle = null!;
        protected abstract ILog Reopen();
        [Persists] void Rewrite() { file.SetLength(0); file.Write(new byte[1]); file.Flush(true); }
        {{(statements.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void")}} Handle(int b)
        {
        {{statements}}
        }
        """);
}
