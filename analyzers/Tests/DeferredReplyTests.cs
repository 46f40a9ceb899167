namespace PaxosConformance.Analyzers.Tests;

public class DeferredReplyTests
{
    [TestCase("promised = b; Task.Run(() => {|PAX1006:Reply(b)|}); Save();", TestName = "Task_Run")]
    [TestCase("promised = b; Task.Run(async () => { await Task.Delay(1); {|PAX1006:Reply(b)|}; }); Save();", TestName = "Task_Run_asynchronously")]
    [TestCase("promised = b; Task.Run(() => {|PAX1006:ReplyAsync(b)|}); Save();", TestName = "Task_Run_of_a_task")]
    [TestCase("promised = b; Task.Factory.StartNew(() => {|PAX1006:Reply(b)|}); Save();", TestName = "StartNew")]
    [TestCase("promised = b; ThreadPool.QueueUserWorkItem(_ => {|PAX1006:Reply(b)|}); Save();", TestName = "Thread_pool")]
    [TestCase("promised = b; var timer = new Timer(_ => {|PAX1006:Reply(b)|}, null, 1, 1); Save();", TestName = "Timer")]
    [TestCase("promised = b; new Thread(() => {|PAX1006:Reply(b)|}).Start(); Save();", TestName = "Thread")]
    [TestCase("void Answer() { {|PAX1006:Reply(b)|}; } promised = b; Task.Run(Answer); Save();", TestName = "Local_function")]
    [TestCase("promised = b; Task.Run({|PAX1006:AnswerAll|}); Save();", TestName = "Method_group")]
    [TestCase("promised = b; SynchronizationContext.Current!.Post(_ => {|PAX1006:Reply(b)|}, null); Save();", TestName = "Posted")]
    [TestCase("if (Ask()) promised = b; Task.Run(() => {|PAX1006:Reply(b)|}); Save();", TestName = "Dirty_on_some_path")]
    [TestCase("promised = b; var answering = Task.Run(() => {|PAX1006:Reply(b)|}); await SaveAsync(); await answering;", TestName = "Awaited_after_the_persist")]
    [TestCase("Action answer = () => {|PAX1006:Reply(b)|}; promised = b; Task.Run(answer); Save();", TestName = "Delegate_made_before")]
    [TestCase("promised = b; Task.Delay(1).ContinueWith(_ => {|PAX1006:Reply(b)|}); Save();", TestName = "Continuation_of_another_task")]
    public Task Escapes(string statements) => Check(statements);

    [TestCase("promised = b; Save(); Task.Run(() => Reply(b));", TestName = "After_the_persist")]
    [TestCase("promised = b; Task.Run(() => { Save(); Reply(b); });", TestName = "Persisted_inside")]
    [TestCase("promised = b; Action answer = () => Reply(b); Save(); answer();", TestName = "Run_after_the_persist")]
    [TestCase("promised = b; Action answer = () => Reply(b); Save(); Task.Run(answer);", TestName = "Handed_over_after_the_persist")]
    [TestCase("var outbox = new List<Action>(); promised = b; outbox.Add(() => Reply(b)); Save(); outbox.ForEach(send => send());", TestName = "Gated_by_an_outbox")]
    [TestCase("promised = b; Gate(() => Reply(b));", TestName = "Gated_elsewhere")]
    [TestCase("promised = b; SaveAsync().ContinueWith(_ => Reply(b));", TestName = "Continuation_of_the_persist")]
    [TestCase("promised = b; Task.Run(() => Refuse(b)); Save();", TestName = "Refusal")]
    [TestCase("promised = b; Task.Run(() => Note(\"\")); Save();", TestName = "Not_a_reply")]
    [TestCase("Task.Run(() => Reply(b)); promised = b; Save();", TestName = "Before_the_change")]
    [TestCase("promised = b; await Task.Run(() => Save()); await Task.Run(() => Reply(b));", TestName = "One_task_after_the_other")]
    [TestCase("var timer = new Timer(_ => Reply(b), null, 1, 1); promised = b; Save();", TestName = "Timer_made_while_clean")]
    [TestCase("void Answer() { Save(); Reply(b); } promised = b; Task.Run(Answer);", TestName = "Local_function_that_persists")]
    public Task Does_not_escape(string statements) => Check(statements);

    private static Task Check(string statements) => Verify.Acceptor($$"""
        void AnswerAll() { Reply(1); }
        protected abstract void Gate(Action answer);
        {{(statements.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void")}} Handle(int b)
        {
        {{statements}}
        }
        """);
}
