namespace PaxosConformance.Cli.Tests;

public class NetworkOptionTests : CommandTest
{
    // Takes init only in one mode: the other one is refused.
    private const string OnlyDirect = """
        while read -r line; do
            case $line in
                *'"mode":"direct"'*) say '"type":"init_ok","in_reply_to":1,"capabilities":["ordered"]' ;;
                *'"type":"init"'*) say '"type":"error","in_reply_to":1,"code":14,"text":"I carry my messages myself"' ;;
            esac
        done
        """;

    private const string OnlyRouted = """
        while read -r line; do
            case $line in
                *'"mode":"direct"'*) say '"type":"error","in_reply_to":1,"code":10,"text":"I have no network"' ;;
                *'"type":"init"'*) hello ;;
                *'"type":"reset"'*) say '"type":"reset_ok","in_reply_to":1' ;;
            esac
        done
        """;

    [Test]
    public async Task In_direct_mode_the_reference_node_is_judged_by_what_clients_see()
    {
        var run = await Terminal.Run("run", "--network", "direct", "--only", "SC-LIV-01", "--only", "SC-PRE-02");
        Assert.That(run.Out, Does.Contain("Tier:    observe").And.Contain("PASS            SC-LIV-01").And.Contain("NOT APPLICABLE  SC-PRE-02"));
        Assert.That(run.Out, Does.Contain("6 of the 109 rules, at tier observe: 4 kept, 0 broken, 0 not judged, 2 not applicable"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public async Task A_failure_in_direct_mode_is_played_again_in_direct_mode()
    {
        var node = Subjects.Script($"exec '{Terminal.TestSubject}' decides-alone");
        var run = await Terminal.Run(node, "run", "--network", "direct", "--only", "SC-NET-04");
        Assert.That(run.Out, Does.Contain($"\n    paxos-conformance run --only SC-NET-04 --verbose --network direct -- {node}\n"));
        Assert.That(run.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_wants_to_carry_its_messages_itself_is_let_to()
    {
        var run = await Terminal.Run(Subjects.Script(OnlyDirect), "run", "--only", "SC-CRA-02");
        Assert.That(run.Out, Does.Contain("Tier:    observe").And.Contain("state is not claimed to survive kill -9"), run.Error);
    }

    [Test]
    public async Task A_node_that_refuses_direct_mode_is_not_judged_by_it_and_quoted()
    {
        var run = await Terminal.Run(Subjects.Script(OnlyRouted), "run", "--network", "direct", "--only", "SC-LIV-01");
        Assert.That(run.Out, Does.Contain("the node does not carry its messages itself: it refused its configuration: error 10, \"I have no network\""), run.Error);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        run = await Terminal.Run(Subjects.Script(OnlyRouted), "run", "--only", "SC-NET-04");
        Assert.That(run.Out, Does.Contain("Tier:    intercept").And.Contain("\"I have no network\""), run.Error);
    }

    [Test]
    public async Task A_subject_file_may_say_who_carries_the_messages_and_the_command_line_has_the_last_word()
    {
        var file = Terminal.File("subject.json");
        await File.WriteAllTextAsync(file, $$"""{ "command": ["{{Path.Combine(AppContext.BaseDirectory, "Paxos.Node")}}"], "network": "direct", "tier": "intercept" }""");
        var run = await Terminal.Run("run", "--subject", file, "--only", "SC-PRE-02");
        Assert.That(run.Error, Does.Contain("expects the tier intercept, and this run sees observe: the nodes carry their messages themselves"));
        Assert.That(run.ExitCode, Is.EqualTo(64));
        run = await Terminal.Run("run", "--subject", file, "--network", "routed", "--only", "SC-PRE-02");
        Assert.That(run.Out, Does.Contain("PASS            SC-PRE-02"), run.Error);
    }
}
