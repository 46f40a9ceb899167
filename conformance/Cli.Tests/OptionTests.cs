namespace PaxosConformance.Cli.Tests;

public class OptionTests : CommandTest
{
    [TestCase("--nodes", "abc")]
    [TestCase("--nodes", "0")]
    [TestCase("--nodes", "8")]
    [TestCase("--jobs", "0")]
    [TestCase("--quiet-window", "-1")]
    [TestCase("--start-timeout", "601")]
    [TestCase("--seed", "-1")]
    [TestCase("--network", "bridged")]
    [TestCase("--only", "SC-NIX-01")]
    [TestCase("--skip", "P-NIX-*")]
    [TestCase("--report", "json")]
    [TestCase("--report", "xml=report.xml")]
    [TestCase("--report", "json=/no/such/directory/report.json")]
    public async Task A_bad_option_is_named_with_what_was_given(string option, string value)
    {
        var run = await Terminal.Run("run", option, value);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.Contain(option).And.Contain(value));
        Assert.That(run.Out, Is.Empty);
    }

    [TestCase("no-such-command")]
    [TestCase("list", "--no-such-option")]
    [TestCase("show")]
    [TestCase("run", "--nodes")]
    public async Task What_the_command_does_not_know_is_refused_with_a_hint(params string[] arguments)
    {
        var run = await Terminal.Run(arguments);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.Contain("--help' tells what can be said"));
    }

    [Test]
    public async Task A_selection_without_scenarios_is_refused()
    {
        var run = await Terminal.Run("run", "--only", "SC-PRE-02", "--skip", "SC-PRE");
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.StartWith("--only and --skip together leave no scenario"));
    }

    [TestCase("run", "--report")]
    [TestCase("list", "--only")]
    [TestCase("show", "<ID>")]
    [TestCase("smoke", "--until")]
    [TestCase("serve", "--adapters")]
    public async Task Help_tells_the_options_of_each_command(string command, string word)
    {
        var all = await Terminal.Run("--help");
        var one = await Terminal.Run(command, "--help");
        Assert.That((all.ExitCode, one.ExitCode), Is.EqualTo((0, 0)));
        Assert.That(all.Out, Does.Contain(command));
        Assert.That(one.Out, Does.Contain(word));
    }
}
