using System.CommandLine;

namespace PaxosConformance.Cli;

/// <summary><c>list</c>: the scenarios, a line each.</summary>
internal static class ListCommand
{
    public static Command Make()
    {
        var selection = new Selection();
        var command = new Command("list", "Names the scenarios, with the rules that each judges.");
        foreach (var option in selection.Options) command.Add(option);
        command.SetAction(parsed =>
        {
            foreach (var scenario in selection.Choose(parsed))
                Console.Out.WriteLine($"{scenario.Id}  {scenario.Title}  [{string.Join(", ", scenario.Rules.Select(rule => rule.Id))}]");
            return 0;
        });
        return command;
    }
}
