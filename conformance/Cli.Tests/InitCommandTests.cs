namespace PaxosConformance.Cli.Tests;

public class InitCommandTests : CommandTest
{
    public static IEnumerable<string> Languages => Template.All.Select(template => template.Language);

    [TestCaseSource(nameof(Languages))]
    public async Task A_node_is_written_with_all_that_is_around_it(string language)
    {
        var directory = Terminal.File("new/node");
        var init = await Terminal.Run("init", "--lang", language, directory);
        Assert.That(init.ExitCode, Is.Zero, init.Error);
        var template = Template.Of(language)!;
        foreach (var name in new[] { "subject.json", "README.md", ".github/workflows/conformance.yml" }) Assert.That(Path.Combine(directory, name), Does.Exist);
        foreach (var (path, _) in template.Files)
        {
            var text = await File.ReadAllTextAsync(Path.Combine(directory, path));
            Assert.That(text, Is.Not.Empty.And.Not.Contains("{{build}}").And.Not.Contains("{{name}}").And.Not.Contains("{{files}}"), path);
            Assert.That(init.Out, Does.Contain(path));
        }

        Assert.That(template.Files.Select(file => Path.GetFileNameWithoutExtension(file.Path)), Does.Contain("paxos").IgnoreCase);
        Assert.That(init.Out, Does.Contain($"\n  cd {directory}\n").And.EndsWith("  paxos-conformance smoke --subject subject.json\n  paxos-conformance run --subject subject.json\n"));
        if (template.Build is not null) Assert.That(init.Out, Does.Contain($"\n  {template.Build}\n"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, "README.md")), Does.Contain(template.Build ?? "```\npaxos-conformance smoke"));
    }

    [TestCaseSource(nameof(Languages))]
    public async Task The_files_are_those_of_the_repository(string language)
    {
        var directory = Terminal.File("node");
        await Terminal.Run("init", "--lang", language, directory);
        var source = Path.Combine(PaxosConformance.Tests.Repository.Root, "harness/adapters", language);
        var names = Directory.EnumerateFiles(source).Select(path => Path.GetFileName(path)!).ToList();
        Assert.That(names, Has.Count.GreaterThan(1));
        foreach (var name in names) Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, name)), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(source, name))), name);
    }

    [Test]
    public async Task What_is_there_is_never_overwritten()
    {
        var directory = Terminal.File("node");
        Directory.CreateDirectory(directory);
        var mine = Path.Combine(directory, "README.md");
        await File.WriteAllTextAsync(mine, "mine");
        var init = await Terminal.Run("init", "--lang", "python", directory);
        Assert.That((init.ExitCode, init.Out), Is.EqualTo((64, "")));
        Assert.That(init.Error, Does.Contain(mine).And.Contain("exists already, and nothing was written"));
        Assert.That(await File.ReadAllTextAsync(mine), Is.EqualTo("mine"));
        Assert.That(Directory.EnumerateFileSystemEntries(directory), Is.EqualTo(new[] { mine }));
    }

    [Test]
    public async Task A_directory_that_cannot_be_is_told()
    {
        var file = Terminal.File("file");
        await File.WriteAllTextAsync(file, "");
        var init = await Terminal.Run("init", "--lang", "python", Path.Combine(file, "node"));
        Assert.That((init.ExitCode, init.Out), Is.EqualTo((64, "")));
        Assert.That(init.Error, Does.Contain(file).And.Contain("could not be written"));
    }

    [Test]
    public async Task A_language_without_a_template_is_answered_by_those_that_have_one()
    {
        var init = await Terminal.Run("init", "--lang", "cobol", Terminal.File("node"));
        Assert.That(init.ExitCode, Is.EqualTo(64));
        Assert.That(init.Error, Does.Contain($"--lang is cobol: there are templates for {string.Join(", ", Languages)}"));
        Assert.That(Terminal.File("node"), Does.Not.Exist);
    }
}
