using System.CommandLine;
using PaxosConformance.Hosts;

namespace PaxosConformance.Cli;

/// <summary><c>init</c>: writes a ready implementation in some language, to start from.</summary>
internal static class InitCommand
{
    private static string Languages => string.Join(", ", Template.All.Select(template => template.Language));

    public static Command Make()
    {
        var language = new Option<string>("--lang") { Description = $"The language: {Languages}.", HelpName = "LANG", Required = true };
        language.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && Template.Of(given) is null) result.AddError($"--lang is {given}: there are templates for {Languages}");
        });
        var directory = new Argument<string>("DIR") { Description = "The directory to write into; it is created where it is missing." };
        var command = new Command("init", "Writes a Paxos node that passes this suite, with a subject file, a README and a CI workflow: to read, or to put your own implementation in.")
        {
            language, directory,
        };
        command.SetAction(parsed =>
        {
            Write(Template.Of(parsed.GetRequiredValue(language))!, parsed.GetRequiredValue(directory), Console.Out);
            return 0;
        });
        return command;
    }

    private static void Write(Template template, string directory, TextWriter output)
    {
        var files = template.Files;
        var taken = files.Select(file => Path.Combine(directory, file.Path)).Where(Path.Exists).ToList();
        if (taken.Count > 0) throw new UsageException($"{string.Join(", ", taken)}: exists already, and nothing was written: name a directory without it");
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(directory, path);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                File.WriteAllText(file, text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{directory} could not be written: {e.Message}");
        }

        output.WriteLine($"A Paxos node in {template.Name} is in {directory}: {string.Join(", ", files.Select(file => file.Path))}");
        output.WriteLine($"It needs {template.Tools}. Next:");
        output.WriteLine($"  cd {Shell.Quote(directory)}");
        if (template.Build is not null) output.WriteLine($"  {template.Build}");
        output.WriteLine("  paxos-conformance smoke --subject subject.json");
        output.WriteLine("  paxos-conformance run --subject subject.json");
    }
}
