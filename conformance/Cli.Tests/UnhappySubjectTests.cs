using PaxosConformance.Hosts;

namespace PaxosConformance.Cli.Tests;

public class UnhappySubjectTests : CommandTest
{
    [Test]
    public async Task A_subject_that_exits_at_once_is_quoted()
    {
        var subject = Subjects.Script("echo 'cannot find the database' >&2; exit 3");
        var run = await Terminal.Run(subject, "run");
        Assert.That(run.ExitCode, Is.EqualTo(69));
        Assert.That(run.Error, Is.EqualTo(
            $"The subject could not be started: -- {subject}\n" +
            "A node of it exited with code 3 before it answered init\nits stderr ends with:\ncannot find the database\n"));
    }

    [Test]
    public async Task A_subject_that_never_answers_is_given_up()
    {
        var run = await Terminal.Run(Subjects.Script("echo 'waiting for peers' >&2; sleep 1000"), "run", "--start-timeout", "5");
        Assert.That(run.ExitCode, Is.EqualTo(69));
        Assert.That(run.Error, Does.EndWith("did not answer init within 5 s\nits stderr ends with:\nwaiting for peers\n"));
    }

    [Test]
    public async Task A_subject_that_gives_up_on_data_that_nobody_touched_has_lost_what_it_vouched_for()
    {
        var run = await Terminal.Run(new SubjectCommand(Terminal.TestSubject, ["gives-up-after-a-crash"]), "run", "--only", "SC-CRA-01");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("P-DUR-01 (MUST, DURABILITY)").And.Contains("the state is damaged").And.Contains("and so 3 times, on data that nobody had touched"));
    }

    [Test]
    public async Task A_subject_that_died_in_a_write_has_the_right_to_give_up()
    {
        var run = await Terminal.Run(new SubjectCommand(Terminal.TestSubject, ["gives-up-after-a-crash-in-an-accept"]), "run", "--only", "SC-CRA-06");
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Out);
        Assert.That(run.Out, Does.Contain("the state is damaged"));
    }

    [Test]
    public async Task A_subject_that_says_garbage_is_quoted()
    {
        var run = await Terminal.Run(Subjects.Script("echo 'Welcome to my Paxos!'; sleep 1000"), "run", "--start-timeout", "5");
        Assert.That(run.ExitCode, Is.EqualTo(69));
        Assert.That(run.Error, Does.Contain("answered init with what is no message of the protocol: 'Welcome to my Paxos!'"));
    }

    [Test]
    public async Task A_subject_that_refuses_its_configuration_is_quoted()
    {
        var run = await Terminal.Run(Subjects.Script("say '\"type\":\"error\",\"in_reply_to\":1,\"code\":14,\"text\":\"no disk\"'; sleep 1000"), "run");
        Assert.That(run.ExitCode, Is.EqualTo(69));
        Assert.That(run.Error, Does.EndWith("A node of it refused its configuration: error 14, \"no disk\"\n"));
    }

    [Test]
    public async Task A_command_that_is_not_there_is_named()
    {
        var run = await Terminal.Run("run", "--", "./no-such-adapter", "--fast");
        Assert.That(run.ExitCode, Is.EqualTo(69));
        Assert.That(run.Error, Is.EqualTo(
            "The subject could not be started: -- ./no-such-adapter --fast\n" +
            "'./no-such-adapter' was not found: give a path to the program, or a name that is in PATH\n"));
    }

    [Test]
    public async Task A_mute_subject_is_not_judged()
    {
        var run = await Terminal.Run(Subject("mute"), "run", "--only", "SC-PRE-02");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("  INCONCLUSIVE    SC-PRE-02  ").And.Contain("n1 answers nothing, not even echo, within 4 s"));
    }

    [Test]
    public async Task A_mute_subject_that_claims_to_keep_order_is_quoted_and_soon_left_alone()
    {
        var run = await Terminal.Run(Subject("mute-ordered"), "run", "--only", "SC-PRE", "--jobs", "1");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("n1 answers nothing, not even echo, within 4 s").And.Contain("this is the test subject 'mute-ordered'"));
        Assert.That(run.Out, Does.Contain("not tried: the subject has answered nothing in the scenarios before"));
    }

    [Test]
    public async Task A_subject_that_floods_is_ended()
    {
        var run = await Terminal.Run(Subject("flood"), "run", "--only", "SC-PRE-02");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("n1 was ended: it wrote 20000 lines in one scenario").And.Contain("this is the test subject 'flood'"));
    }

    [Test]
    public async Task A_subject_that_crashes_is_quoted_and_the_run_goes_on()
    {
        var run = await Terminal.Run(Subject("crash"), "run", "--only", "SC-PRE-02", "--only", "SC-PRE-03");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("n1 ended by signal 6").And.Contain("this subject was made to crash"));
        Assert.That(run.Out, Does.Contain("2 scenarios: 0 passed, 0 failed, 2 inconclusive, 0 not applicable"));
    }

    [Test]
    public async Task A_subject_that_answers_requests_with_garbage_is_quoted()
    {
        var run = await Terminal.Run(Subjects.Script("read -r line; hello; while read -r line; do echo oops; done"), "run", "--only", "SC-PRE-02");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("n1 answered with what is no message of the protocol: the line is not one JSON object").And.Contain("in: oops"));
    }

    [Test]
    public async Task Lines_that_are_no_messages_are_told_once_with_their_place_in_the_schema_and_counted()
    {
        var run = await Terminal.Run(Subject("string-ballots"), "run", "--only", "SC-PRE-02", "--only", "SC-PRE-03", "--report", $"json={Terminal.File("report.json")}");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("0 passed, 0 failed, 2 inconclusive"));
        Assert.That(run.Out, Does.Match(@"\n\d+ lines of the subject were no messages of the protocol .*\n  \d+ x  /body/ballot: a ballot is an object .* \(wire\.schema\.json#/\$defs/promise/properties/ballot\)\n       first in SC-PRE-0[23]: \{""src"""));
        Assert.That(run.Out.Split("/body/ballot: a ballot is an object {\"n\": 5, \"id\": \"n1\"}, not", StringSplitOptions.None)[^1], Does.Not.Contain(" x  "));
        Assert.That(await File.ReadAllTextAsync(Terminal.File("report.json")), Does.Contain("\"malformed\": ["));
    }

    [Test]
    public async Task Logs_on_stdout_leave_nothing_judged_that_might_be_hidden_in_them()
    {
        var run = await Terminal.Run(Subject("logs"), "run", "--only", "SC-PRE-02");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("INCONCLUSIVE    SC-PRE-02").And.Contain("so what it meant is not known: the line is not one JSON object"));
        Assert.That(run.Out, Does.Contain("first as nodes were started: INFO answering harness"));
    }

    [Test]
    public async Task A_message_that_nobody_understands_is_no_silence()
    {
        var run = await Terminal.Run(Subject("string-ballots"), "run", "--only", "SC-LIV-01");
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Out);
        Assert.That(run.Out, Does.Contain("0 failed, 1 inconclusive"));
    }

    [Test]
    public async Task A_thin_adapter_never_looks_conformant()
    {
        var run = await Terminal.Run(Subject("observe"), "run", "--only", "SC-PRE-02");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain("Tier:    observe").And.Contain("1 not applicable"));
    }

    [Test]
    public async Task An_acceptor_that_promises_everything_fails_by_name()
    {
        var subject = Subject("says-yes");
        var run = await Terminal.Run(subject, "run", "--only", "SC-PRE-02", "--only", "SC-PRE-03");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("  FAIL            SC-PRE-02  A prepare below the promise gets no promise"));
        Assert.That(run.Out, Does.Contain("  PASS            SC-PRE-03  "));
        Assert.That(run.Out, Does.Contain("\n  P-ACC-01 (MUST, SAFETY): "));
        Assert.That(run.Out, Does.Contain("  Actual:\n    - promise 3.n3 reporting nothing\n"));
        Assert.That(run.Out, Does.Contain($"\n    paxos-conformance run --only SC-PRE-02 --verbose -- {subject}\n"));
        Assert.That(run.Out, Does.Contain("\n  broken: P-ACC-01 (MUST, SAFETY) "));
    }

    private SubjectCommand Subject(string manners) => Subjects.Script($"exec '{Terminal.TestSubject}' {manners}");
}
