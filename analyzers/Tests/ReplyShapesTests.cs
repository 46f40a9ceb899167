namespace PaxosConformance.Analyzers.Tests;

/// <summary>All the ways in which an answer can leave, and a change can be made.</summary>
public class ReplyShapesTests
{
    [TestCase("[return: Replies] int Handle(int b) { promised = b; return {|PAX1001:b|}; }", TestName = "Returned")]
    [TestCase("[return: Replies] Task<int> Handle(int b) { promised = b; return {|PAX1001:Task.FromResult(b)|}; }", TestName = "Returned_in_a_task")]
    [TestCase("[return: Replies] async Task<int> Handle(int b) { promised = b; await Task.Yield(); return {|PAX1001:b|}; }", TestName = "Returned_asynchronously")]
    [TestCase("[return: Replies] int Handle(int b) { promised = b; try { return {|PAX1001:b|}; } finally { Note(\"\"); } }", TestName = "Returned_through_finally")]
    [TestCase("[return: Replies] int Handle(int b) => {|PAX1001:promised = b|};", TestName = "Returned_by_an_expression")]
    [TestCase("[return: Replies] IEnumerable<int> Handle(int b) { promised = b; {|PAX1001:yield return b;|} Save(); }", TestName = "Yielded")]
    [TestCase("[return: Replies] async IAsyncEnumerable<int> Handle(int b) { promised = b; {|PAX1001:yield return b;|} await SaveAsync(); }", TestName = "Yielded_asynchronously")]
    [TestCase("[Replies] Action<int> send = null!; void Handle(int b) { promised = b; {|PAX1001:send(b)|}; }", TestName = "Delegate_member")]
    [TestCase("[Replies] Action<int>? send; void Handle(int b) { promised = b; send?{|PAX1001:.Invoke(b)|}; }", TestName = "Delegate_that_may_be_null")]
    [TestCase("void Handle(int b, [Replies] Action<int> send) { promised = b; {|PAX1001:send(b)|}; }", TestName = "Delegate_parameter")]
    [TestCase("[Replies] event Action<int>? Sent; void Handle(int b) { promised = b; Sent?{|PAX1001:.Invoke(b)|}; }", TestName = "Event")]
    [TestCase("[Replies] Channel<int> outbox = null!; void Handle(int b) { promised = b; {|PAX1001:outbox.Writer.TryWrite(b)|}; }", TestName = "Channel")]
    [TestCase("[Replies] ChannelWriter<int> outbox = null!; async Task Handle(int b) { promised = b; await {|PAX1001:outbox.WriteAsync(b)|}; }", TestName = "Channel_writer")]
    [TestCase("[Replies] ConcurrentQueue<int> outbox = new(); void Handle(int b) { promised = b; {|PAX1001:outbox.Enqueue(b)|}; }", TestName = "Queue")]
    [TestCase("[Replies] ConcurrentQueue<int> outbox = new(); void Handle(int b) { var box = outbox; promised = b; {|PAX1001:box.Enqueue(b)|}; }", TestName = "Queue_by_another_name")]
    [TestCase("void Handle(int b, [Replies] TaskCompletionSource<int> answer) { promised = b; {|PAX1001:answer.SetResult(b)|}; }", TestName = "Completion_source")]
    [TestCase("[Replies] int Answer { get; set; } void Handle(int b) { promised = b; {|PAX1001:Answer = b|}; }", TestName = "Property")]
    [TestCase("void Handle(int b) { {|PAX1001:Reply(promised = b)|}; }", TestName = "Changed_in_the_argument")]
    [TestCase("int Raise(int b) => promised = b; void Handle(int b) { {|PAX1001:Reply(Raise(b))|}; }", TestName = "Changed_by_a_call_in_the_argument")]
    [TestCase("int P { get => promised; set => promised = value; } void Handle(int b) { P = b; {|PAX1001:Reply(b)|}; }", TestName = "Property_with_a_body")]
    [TestCase("[Durable] int P { get; set; } void Handle(int b) { P = b; {|PAX1001:Reply(b)|}; }", TestName = "Durable_property")]
    [TestCase("record S(int B); [Durable] S state = new(0); void Handle(int b) { state = state with { B = b }; {|PAX1001:Reply(b)|}; }", TestName = "Record_with")]
    [TestCase("[Durable] record S(int B); S state = new(0); void Handle(int b) { var next = state with { B = b }; {|PAX1001:Reply(next)|}; SaveWith(next); state = next; }", TestName = "Durable_record_with")]
    [TestCase("class S { public int B; } [Durable] S state = new(); void Handle(int b) { state.B = b; {|PAX1001:Reply(b)|}; }", TestName = "Member_of_durable_state")]
    [TestCase("[Durable] class S { public int B; } void Handle(int b, S state) { state.B = b; {|PAX1001:Reply(b)|}; }", TestName = "Durable_type")]
    [TestCase("static void Set(ref int place, int b) => place = b; void Handle(int b) { Set(ref promised, b); {|PAX1001:Reply(b)|}; }", TestName = "Ref_argument")]
    [TestCase("void Raise(int b) => promised = b; void Answer(int b) => Reply(b); void Handle(int b) { Raise(b); {|PAX1001:Answer(b)|}; }", TestName = "Helpers")]
    [TestCase("class Helper { public static void Answer(Acceptor a) => a.Reply(1); } void Handle(int b) { promised = b; {|PAX1001:Helper.Answer(this)|}; }", TestName = "Helper_of_another_type")]
    [TestCase("void Handle(int b) { Task Answer() { {|PAX1001:Reply(promised = b)|}; return Task.CompletedTask; } Answer(); }", TestName = "Inside_a_local_function")]
    [TestCase("Func<int, Task> Handler() => async b => { promised = b; await {|PAX1001:ReplyAsync(b)|}; };", TestName = "Inside_a_lambda")]
    [TestCase("Func<int, int> Handler() => [return: Replies] (int b) => {|PAX1001:promised = b|};", TestName = "Returned_by_a_lambda")]
    [TestCase("} abstract partial class Split : Node { void Raise(int b) { promised = b; } } abstract partial class Split { void Handle(int b) { Raise(b); {|PAX1001:Reply(b)|}; }", TestName = "Partial_class")]
    [TestCase("} abstract class Generic<T> : Node { void Raise(T b) { promised = 1; } void Handle(T b) { Raise(b); {|PAX1001:Reply(b!)|}; }", TestName = "Generic_class")]
    public Task Leaves_too_early(string members) => Verify.Acceptor(members);

    [TestCase("[return: Replies] int Handle(int b) { promised = b; Save(); return b; }", TestName = "Returned")]
    [TestCase("[return: Replies] int Handle(int b) { promised = b; try { return b; } finally { Save(); } }", TestName = "Persisted_in_finally_before_it_returns")]
    [TestCase("[return: Replies] object? Handle(int b) { if (b < promised) return null; promised = b; Save(); return b; }", TestName = "Silence")]
    [TestCase("[return: Replies] object? Handle(int b) { promised = b; return null; }", TestName = "Silence_while_dirty")]
    [TestCase("[Replies(Negative = true)] record Nack; record Ack; [return: Replies] object Handle(int b) { promised = b; if (Ask()) return new Nack(); Save(); return new Ack(); }", TestName = "Negative_message_returned")]
    [TestCase("[Replies(Negative = true)] record Nack; void Handle(int b) { promised = b; Reply(new Nack()); Save(); }", TestName = "Negative_message_sent")]
    [TestCase("[Replies(Negative = true)] record Nack; [return: Replies] Task<Nack> Handle(int b) { promised = b; return Task.FromResult(new Nack()); }", TestName = "Negative_message_in_a_task")]
    [TestCase("[return: Replies] IEnumerable<int> Handle(int b) { promised = b; Save(); yield return b; }", TestName = "Yielded")]
    [TestCase("[Replies] Channel<int> outbox = null!; void Handle(int b) { promised = b; Save(); outbox.Writer.TryWrite(b); }", TestName = "Channel")]
    [TestCase("[Replies] Channel<int> outbox = null!; void Handle(int b) { promised = b; outbox.Writer.Complete(); }", TestName = "A_channel_is_closed")]
    [TestCase("[Replies] ConcurrentQueue<int> outbox = new(); void Handle(int b) { promised = b; if (outbox.IsEmpty) Save(); Save(); outbox.Enqueue(b); }", TestName = "A_queue_is_looked_at")]
    [TestCase("Acceptor(int b) { promised = b; Hello(); } [Replies] void Hello() { } void Other() { }", TestName = "Recovered_in_the_constructor")]
    [TestCase("int Load() => 1; void Start() { promised = Load(); Reply(1); }", TestName = "Loaded")]
    [TestCase("[Durable] int Stored() => 1; void Start() { promised = Stored(); Reply(1); }", TestName = "Read_from_stable_storage")]
    [TestCase("[Replies] async Task SaveThenSend(int b) { await SaveAsync(); await ReplyAsync(b); } async Task Handle(int b) { promised = b; await SaveThenSend(b); }", TestName = "The_reply_persists_first")]
    [TestCase("class S { public int B; } [Durable] S state = new(); void Handle(int b) { var next = new S(); next.B = b; SaveWith(next); state = next; Reply(b); }", TestName = "A_new_object_written_ahead")]
    [TestCase("record S(int B); [Durable] S state = new(0); void Handle(int b) { var next = state with { B = b }; SaveWith(next); state = next; Reply(b); }", TestName = "A_record_written_ahead")]
    [TestCase("[Durable] record S(int B); S state = new(0); async Task Handle(int b) { var next = state with { B = b }; await SaveWithAsync(next); state = next; Reply(b); }", TestName = "A_durable_record_written_ahead")]
    [TestCase("FileStream log = null!; void Handle(int b) { var bytes = BitConverter.GetBytes(b); log.Write(bytes); log.Flush(true); promised = b; Reply(b); }", TestName = "Written_to_a_file_ahead")]
    [TestCase("class Helper { public static void Keep(Acceptor a) => a.Save(); } void Handle(int b) { promised = b; Helper.Keep(this); Reply(b); }", TestName = "Helper_of_another_type")]
    [TestCase("void Handle(Acceptor other, int b) { Keep(); Reply(b); void Keep() { promised = b; Save(); } }", TestName = "A_helper_does_both")]
    [TestCase("int P { get => promised; set { promised = value; Save(); } } void Handle(int b) { P = b; Reply(b); }", TestName = "A_property_persists")]
    [TestCase("void Handle(int b, bool[] done) { promised = b; done[0] = true; Save(); Reply(done); }", TestName = "An_array_element")]
    [TestCase("void Handle(dynamic b) { promised = b; b.Go(); Reply(1); }", TestName = "Dynamic_code_is_left_alone")]
    [TestCase("sealed class Batch : IDisposable { [Persists] public void Dispose() { new FileStream(\"f\", FileMode.Open).Flush(true); } } void Handle(int b) { using (new Batch()) { promised = b; } Reply(b); }", TestName = "Disposing_persists")]
    public Task Leaves_in_time(string members) => Verify.Acceptor(members);

    [Test]
    public Task Nothing_is_said_without_the_vocabulary() => Verify.Source("""
        class Acceptor { int promised; void Reply(int b) { } void Handle(int b) { promised = b; Reply(b); int n = 3; if (b >= n / 2) Reply(promised); } }
        """, withAnnotations: false);

    [Test]
    public Task Generated_code_is_left_alone() => Verify.Source("""
        // <auto-generated/>
        """, withAnnotations: false);
}
