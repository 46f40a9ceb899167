namespace PaxosConformance.Analyzers.Tests;

public class PersistFailureSwallowedTests
{
    [TestCase("promised = b; try { Save(); } {|PAX1004:catch (IOException)|} { Note(\"\"); } Reply(b);", TestName = "Logged_and_ignored")]
    [TestCase("promised = b; try { Save(); } {|PAX1004:catch|} { } Reply(b);", TestName = "Everything_is_caught")]
    [TestCase("promised = b; try { Save(); } {|PAX1004:catch (Exception)|} { Reply(b); }", TestName = "The_clause_replies")]
    [TestCase("promised = b; try { await SaveAsync(); } {|PAX1004:catch (Exception)|} { Note(\"\"); } Reply(b);", TestName = "Awaited_in_try")]
    [TestCase("promised = b; try { Save(); } {|PAX1004:catch (IOException)|} when (Ask()) { } Reply(b);", TestName = "With_a_filter")]
    [TestCase("promised = b; try { Save(); } finally { {|PAX1004:Reply(b)|}; }", TestName = "Finally_replies")]
    [TestCase("promised = b; try { try { Save(); } finally { Note(\"\"); } } {|PAX1004:catch (IOException)|} { } Reply(b);", TestName = "Through_an_inner_finally")]
    [TestCase("promised = b; try { try { Save(); } catch (FormatException) { return; } } {|PAX1004:catch (IOException)|} { } Reply(b);", TestName = "Past_an_inner_catch")]
    [TestCase("void Keep() { Save(); } promised = b; try { Keep(); } {|PAX1004:catch (IOException)|} { } Reply(b);", TestName = "Thrown_out_of_a_helper")]
    [TestCase("promised = b; var saving = SaveAsync(); try { await saving; } {|PAX1004:catch (IOException)|} { } Reply(b);", TestName = "Awaited_later")]
    [TestCase("promised = b; try { SaveAsync().Wait(); } {|PAX1004:catch (AggregateException)|} { } Reply(b);", TestName = "Waited_for")]
    [TestCase("promised = b; try { await SaveAsync(); } {|PAX1004:catch (OperationCanceledException)|} { } Reply(b);", TestName = "A_cancelled_persist_proves_nothing")]
    [TestCase("while (true) { try { if (Ask()) { Reply(b); continue; } promised = b; {|PAX1005:Save()|}; } {|PAX1004:catch (Exception)|} { Note(\"\"); } }", TestName = "The_next_round_replies")]
    public Task Swallowed(string statements) => Verify.Handler(statements);

    [TestCase("promised = b; try { Save(); } catch (IOException) { throw; } Reply(b);", TestName = "Thrown_again")]
    [TestCase("promised = b; try { Save(); } catch (IOException e) { throw new InvalidOperationException(\"\", e); } Reply(b);", TestName = "Thrown_as_another")]
    [TestCase("promised = b; try { Save(); } catch (IOException e) { Environment.FailFast(\"\", e); throw; } Reply(b);", TestName = "The_process_ends")]
    [TestCase("promised = b; try { Save(); } catch (IOException) { Refuse(b); return; } Reply(b);", TestName = "Refused")]
    [TestCase("promised = b; try { Save(); Reply(b); } catch (IOException) { Note(\"\"); }", TestName = "The_reply_is_skipped")]
    [TestCase("promised = b; var saved = false; try { Save(); saved = true; } catch (IOException) { Note(\"\"); } if (saved) Reply(b);", TestName = "A_flag_tells")]
    [TestCase("promised = b; Save(); try { Reply(b); } catch (IOException) { Reply(b); }", TestName = "The_reply_itself_fails")]
    [TestCase("int x; try { x = Parse(\"\"); promised = x; Save(); } catch (FormatException) { return; } Reply(x);", TestName = "A_parse_error_is_no_disk_error")]
    [TestCase("promised = b; Save(); try { Note(\"\"); } catch (Exception) { } Reply(b);", TestName = "Nothing_persists_in_try")]
    [TestCase("promised = b; try { Save(); } finally { Note(\"\"); } Reply(b);", TestName = "Finally_without_a_reply")]
    [TestCase("promised = b; try { Save(); } catch (IOException) { Environment.Exit(1); return; } Reply(b);", TestName = "The_clause_returns")]
    [TestCase("try { Note(\"\"); } catch (IOException) { Reply(b); } promised = b; Save();", TestName = "Nothing_was_changed")]
    [TestCase("while (true) { try { promised = b; Save(); Reply(b); } catch (IOException) { break; } }", TestName = "The_loop_ends")]
    public Task Not_swallowed(string statements) => Verify.Handler(statements);
}
