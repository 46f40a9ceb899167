namespace PaxosConformance.Analyzers.Tests;

public class ReplyMayPrecedePersistTests
{
    [TestCase("if (b > promised) promised = b; {|PAX1002:Reply(b)|}; Save();", TestName = "Changed_in_a_branch")]
    [TestCase("promised = b; if (option) Save(); {|PAX1002:Reply(b)|};", TestName = "Durability_is_an_option")]
    [TestCase("promised = b; if (Ask()) { Save(); } {|PAX1002:Reply(b)|};", TestName = "Persisted_in_a_branch")]
    [TestCase("promised = b; while (Ask()) Save(); {|PAX1002:Reply(b)|};", TestName = "Persisted_in_a_loop_that_may_not_run")]
    [TestCase("while (Ask()) { {|PAX1002:Reply(b)|}; promised = b; }", TestName = "Changed_in_the_round_before")]
    [TestCase("switch (b) { case 1: promised = b; break; case 2: promised = b; Save(); break; } {|PAX1002:Reply(b)|};", TestName = "One_case_does_not_persist")]
    [TestCase("if (b > promised) { promised = b; if (b > 7) return; Save(); } else accepted = null; {|PAX1002:Reply(b)|};", TestName = "The_other_branch_does_not_persist")]
    [TestCase("promised = b; try { Parse(\"\"); Save(); } catch (FormatException) { } {|PAX1002:Reply(b)|};", TestName = "An_exception_comes_before_the_persist")]
    [TestCase("promised = b; if (!TrySave()) Note(\"\"); {|PAX1004:Reply(b)|};", TestName = "A_failed_try_goes_on")]
    [TestCase("bool Raise() { if (b <= promised) return false; promised = b; return true; } Raise(); {|PAX1002:Reply(b)|};", TestName = "A_helper_may_change")]
    [TestCase("void Keep() { if (Ask()) Save(); } promised = b; Keep(); {|PAX1002:Reply(b)|};", TestName = "A_helper_may_persist")]
    [TestCase("ILog? log = Ask() ? null : throw new Exception(); promised = b; log?.Append(b); {|PAX1001:Reply(b)|};", TestName = "No_log_no_persist")]
    [TestCase("promised = b; var saving = Ask() ? SaveAsync() : Task.CompletedTask; await saving; {|PAX1002:Reply(b)|};", TestName = "One_of_two_tasks_persists")]
    [TestCase("goto start; start: if (Ask()) { promised = b; goto end; } Save(); end: {|PAX1002:Reply(b)|};", TestName = "Goto")]
    [TestCase("promised = b; do { if (Ask()) break; Save(); } while (false); {|PAX1002:Reply(b)|};", TestName = "Break")]
    [TestCase("promised = b; changed = true; if (changed && flag) Save(); {|PAX1002:Reply(b)|};", TestName = "A_second_condition")]
    public Task Dirty_on_some_path(string statements) => Verify.Handler(statements);

    [TestCase("var dirty = false; if (b > promised) { promised = b; dirty = true; } if (dirty) Save(); Reply(b);", TestName = "A_local_flag")]
    [TestCase("changed = false; if (b > promised) { promised = b; changed = true; } if (changed) Save(); Reply(b);", TestName = "A_member_flag")]
    [TestCase("var raise = b > promised; if (raise) promised = b; if (raise) Save(); Reply(b);", TestName = "A_flag_tested_twice")]
    [TestCase("if (flag) promised = b; if (flag) Save(); Reply(b);", TestName = "A_member_tested_twice")]
    [TestCase("var old = 5; if (b > old) promised = b; if (!(b <= old)) Save(); Reply(b);", TestName = "A_comparison_tested_twice")]
    [TestCase("var old = promised; promised = Math.Max(promised, b); if (promised != old) Save(); Reply(b);", TestName = "Compared_with_the_old_value")]
    [TestCase("bool Raise() { if (b <= promised) return false; promised = b; return true; } if (Raise()) Save(); Reply(b);", TestName = "A_helper_that_says_whether_it_changed")]
    [TestCase("bool Raise() { if (b <= promised) return false; promised = b; return true; } if (!Raise()) { Refuse(b); return; } Save(); Reply(b);", TestName = "A_helper_that_says_whether_it_may")]
    [TestCase("void Keep(bool now) { if (now) Save(); } promised = b; Keep(true); Reply(b);", TestName = "A_helper_that_is_told")]
    [TestCase("promised = b; if (!TrySave()) return; Reply(b);", TestName = "A_failed_try_ends")]
    [TestCase("if (b > promised) { promised = b; Save(); } Reply(b);", TestName = "Persisted_where_it_changed")]
    [TestCase("if (b < promised) { Refuse(b); return; } promised = b; Save(); Reply(b);", TestName = "Refused_or_persisted")]
    [TestCase("while (Ask()) { promised = b; Save(); Reply(b); }", TestName = "Each_round_persists")]
    [TestCase("switch (b) { case 1: promised = b; Save(); break; case 2: accepted = \"x\"; goto case 1; default: break; } Reply(b);", TestName = "All_cases_persist")]
    [TestCase("ILog log = null!; promised = b; log?.Append(b); Reply(b);", TestName = "A_log_that_is_never_null")]
    [TestCase("var changes = new List<int>(); if (b > promised) { promised = b; changes.Add(b); } if (changes.Count > 0) Save(); Reply(b);", TestName = "A_list_of_changes")]
    [TestCase("var votes = new List<int>(); if (b > promised) { promised = b; votes.Add(b); } if (votes.Count > 0) SaveWith(votes); foreach (var vote in votes) Reply(vote);", TestName = "A_batch")]
    [TestCase("try { promised = b; Save(); } catch (IOException) { return; } Reply(b);", TestName = "A_failure_ends_the_handler")]
    [TestCase("try { promised = b; Save(); Reply(b); } catch (IOException) { Refuse(b); }", TestName = "A_failure_refuses")]
    [TestCase("while (true) { if (Ask()) continue; promised = b; Save(); Reply(b); break; }", TestName = "Continue")]
    public Task Durable_on_every_path(string statements) => Verify.Handler(statements);
}
