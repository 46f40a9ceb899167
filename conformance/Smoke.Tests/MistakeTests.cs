namespace PaxosConformance.Smoke.Tests;

/// <summary>Each mistake of an adapter is named, with what was sent, what came and what was expected.</summary>
[Parallelizable(ParallelScope.All)]
public class MistakeTests
{
    private const string Promise = "\"type\":\"promise\",\"ballot\":{\"n\":5,\"id\":\"n2\"}";

    [TestCase("wrong-in-reply-to", "echo", "wrong in_reply_to", "\"in_reply_to\":3", "\"in_reply_to\":2")]
    [TestCase("no-in-reply-to", "echo", "wrong in_reply_to", "\"type\":\"echo_ok\",\"echo\"", "\"in_reply_to\":2")]
    [TestCase("logs", "init", "logs on stdout", "INFO answering harness", "one JSON object on a line of its own")]
    [TestCase("wrong-src", "echo", "wrong src", "\"src\":\"server\"", "\"src\":\"n1\"")]
    [TestCase("wrong-dest", "prepare", "wrong dest", "\"dest\":\"n3\"", "\"dest\":\"n2\"")]
    [TestCase("wrong-dest-of-answer", "echo", "wrong dest", "\"dest\":\"c7\"", "\"dest\":\"harness\"")]
    [TestCase("to-itself", "prepare", "wrong dest", "\"src\":\"n1\",\"dest\":\"n1\"", "stay inside the node")]
    [TestCase("string-ballots", "prepare", "ballot as a string", "\"ballot\":\"5.n2\"", "wire.schema.json#/$defs/promise/properties/ballot")]
    [TestCase("string-counters", "prepare", "ballot as a string", "\"ballot\":{\"n\":\"5\",\"id\":\"n2\"}", "wire.schema.json#/$defs/promise/properties/ballot")]
    [TestCase("wrong-ballot", "prepare", "reply with the wrong ballot", "\"ballot\":{\"n\":5,\"id\":\"n1\"}", "promise to n2 with \"ballot\":{\"n\":5,\"id\":\"n2\"}")]
    [TestCase("wrong-vote", "accept", "reply with the wrong ballot", "\"ballot\":{\"n\":6,\"id\":\"n2\"}", "accepted to n2 with \"ballot\":{\"n\":5,\"id\":\"n2\"}")]
    [TestCase("two-objects", "echo", "two objects in one line", "}{\"src\"", "one JSON object on a line of its own")]
    [TestCase("pretty-printed", "init", "not JSON", "{\"src\":\"n1\",\"dest\":\"harness\",", "one JSON object on a line of its own")]
    [TestCase("single-quotes", "init", "not JSON", "{'src':'n1'", "one JSON object on a line of its own")]
    [TestCase("invalid-utf8", "echo", "invalid UTF-8", "\uFFFD", "as UTF-8")]
    [TestCase("byte-order-mark", "init", "invalid UTF-8", "\"type\":\"init_ok\"", "as UTF-8")]
    [TestCase("unknown-type", "prepare", "unknown type", "\"type\":\"promised\"", "wire.schema.json#/properties/body")]
    [TestCase("too-long", "prepare", "too long a line", "a line of more than 1048576 bytes", "at most 1048576 bytes")]
    [TestCase("missing-field", "prepare", "field missing or wrong", "\"round\":", "wire.schema.json#/$defs/promise")]
    [TestCase("wrong-answer", "learned", "wrong kind of answer", "\"type\":\"echo_ok\"", "learned_ok, or error")]
    [TestCase("learns-nothing", "learned", "wrong content of an answer", "\"type\":\"learned_ok\"", "\"value\":\"x\"")]
    [TestCase("unknown-capability", "init", "wrong content of an answer", "\"orderd\"", "capabilities out of messages, durable")]
    [TestCase("echoes-late", "prepare", "declares 'ordered' and is not", Promise, "before the echo_ok")]
    [TestCase("not-durable", "restart", "declares 'durable' and forgets", "\"ballot\":{\"n\":4,\"id\":\"n3\"}", "no promise below 5.n2")]
    [TestCase("not-reset", "reset", "declares 'reset' and remembers", "\"type\":\"nack\"", "\"accepted\":null")]
    [TestCase("early", "before-init", "answering before init", Promise, "nothing, or error 11")]
    [TestCase("speaks-first", "before-init", "answering before init", "\"type\":\"prepare\"", "nothing, or error 11")]
    public async Task A_mistake_is_named_with_the_line_and_what_was_expected(string kind, string step, string mistake, string received, string expected)
    {
        var finding = await First(kind, step, quiet: kind is "speaks-first" or "echoes-late" ? 30_000 : 250);
        Assert.That(finding.Mistake.Name, Is.EqualTo(mistake));
        Assert.That(finding.Received, Does.Contain(received));
        Assert.That(finding.Expected, Does.Contain(expected));
        Assert.That(finding.Sent, kind == "speaks-first" ? Is.Null : Does.StartWith("{\"src\":"));
    }

    [TestCase("no-newline", "echo", "missing newline", "\"type\":\"echo_ok\"", "newline")]
    [TestCase("unflushed", "init", "unflushed stdout", "\"type\":\"init_ok\"", "at once")]
    public async Task An_answer_that_does_not_arrive_as_a_line_is_found(string kind, string step, string mistake, string received, string expected)
    {
        var finding = await First(kind, step, reply: 500);
        Assert.That(finding.Mistake.Name, Is.EqualTo(mistake));
        Assert.That(finding.Received, Does.Contain(received));
        Assert.That(finding.Expected, Does.Contain(expected));
    }

    [TestCase("answers-nothing", "echo", "never answers", "nothing came within 0.5 s")]
    [TestCase("exits", "echo", "exit after init", "this subject was made to end")]
    [TestCase("exits-at-once", "init", "exit before init is answered", "this subject was made to end")]
    [TestCase("dies-early", "before-init", "exit at a request before init", "exited with code 1")]
    public async Task A_silence_is_explained(string kind, string step, string mistake, string detail)
    {
        var finding = await First(kind, step, reply: kind == "answers-nothing" ? 500 : 5000);
        Assert.That(finding.Mistake.Name, Is.EqualTo(mistake));
        Assert.That(finding.Received, Is.Null);
        Assert.That(finding.Detail, Does.Contain(detail));
    }

    [Test]
    public async Task A_mistake_is_told_once_in_a_step_and_counted()
    {
        var (steps, _) = await Walker.Take(Walker.Subject("logs"), "prepare");
        Assert.That(steps[^1].Findings.Single().Count, Is.EqualTo(3));
    }

    private static async Task<Finding> First(string kind, string step, int reply = 5000, int quiet = 250)
    {
        var (steps, _) = await Walker.Take(Walker.Subject(kind), until: step, reply, quiet);
        var wrong = steps.First(result => result.Outcome == StepOutcome.Wrong);
        Assert.That(wrong.Name, Is.EqualTo(step));
        return wrong.Findings[0];
    }
}
