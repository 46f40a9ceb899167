using System.Text;

namespace PaxosConformance.Analyzers.Tests.RandomPrograms;

/// <summary>A statement of the small language that random handlers are written in.</summary>
internal abstract record Statement;

/// <summary>Changes durable state.</summary>
internal sealed record Change(string State) : Statement;

/// <summary>Calls what changes durable state by contract.</summary>
internal sealed record Raise : Statement
{
    /// <summary>What it changes, as one state of its own.</summary>
    public const string State = "raised";
}

/// <summary>Calls something that may throw and means nothing.</summary>
internal sealed record Note : Statement;

/// <summary>Persists and waits for it.</summary>
internal sealed record Save(int Site, bool IsAsync) : Statement;

/// <summary>Starts to persist.</summary>
internal sealed record Start(int Site) : Statement;

/// <summary>Waits for a persist that was started at the site, if it was.</summary>
internal sealed record Wait(int Site) : Statement;

/// <summary>Replies.</summary>
internal sealed record Reply(int Site) : Statement;

/// <summary>Refuses: no reply.</summary>
internal sealed record Refuse : Statement;

/// <summary>Sets a flag.</summary>
internal sealed record SetFlag(int Flag, bool To) : Statement;

/// <summary>Calls a helper, a local function.</summary>
internal sealed record Call(int Helper, int Site) : Statement;

internal sealed record Return : Statement;

internal sealed record Break : Statement;

internal sealed record If(Condition Condition, Block Then, Block Else) : Statement;

/// <summary><c>while (Ask())</c>.</summary>
internal sealed record While(Block Body) : Statement;

/// <summary>A try statement. <paramref name="Catches"/> is the type caught, or null where there is a finally block instead.</summary>
internal sealed record Try(Block Body, string? Catches, Block Handler) : Statement;

internal sealed record Block(IReadOnlyList<Statement> Statements);

/// <summary>What a branch depends on: a flag or parameter, or, with neither, anything.</summary>
internal sealed record Condition(int? Flag, int? Parameter, bool IsNegated);

/// <summary>A handler with its helpers.</summary>
internal sealed record Handler(Block Body, IReadOnlyList<Block> Helpers)
{
    /// <summary>The handler in C#. The comments name the sites.</summary>
    public string ToSource(string name)
    {
        var text = new StringBuilder($"async Task {name}(bool p0, bool p1)\n{{\nvar f0 = false; var f1 = false; Task t0 = Task.CompletedTask, t1 = Task.CompletedTask;\n");
        Write(Body, text);
        text.Append("await Task.Yield();\n");
        for (var i = 0; i < Helpers.Count; i++)
        {
            text.Append($"void Helper{i}()\n{{\n");
            Write(Helpers[i], text);
            text.Append("}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Write(Block block, StringBuilder text)
    {
        foreach (var statement in block.Statements) Write(statement, text);
    }

    private static void Write(Statement statement, StringBuilder text)
    {
        switch (statement)
        {
            case Change change: text.Append($"{change.State} = 1;\n"); break;
            case Raise: text.Append("Raise();\n"); break;
            case Note: text.Append("Note(\"\");\n"); break;
            case Save { IsAsync: true } save: text.Append($"await SaveAsync(/*S{save.Site}*/);\n"); break;
            case Save save: text.Append($"Save(/*S{save.Site}*/);\n"); break;
            case Start start: text.Append($"t{start.Site} = SaveAsync(/*S{start.Site}*/);\n"); break;
            case Wait wait: text.Append($"await t{wait.Site};\n"); break;
            case Reply reply: text.Append($"Reply(/*R{reply.Site}*/0);\n"); break;
            case Refuse: text.Append("Refuse(0);\n"); break;
            case SetFlag set: text.Append($"f{set.Flag} = {(set.To ? "true" : "false")};\n"); break;
            case Call call: text.Append($"Helper{call.Helper}(/*R{call.Site}*/);\n"); break;
            case Return: text.Append("return;\n"); break;
            case Break: text.Append("break;\n"); break;
            case If branch:
                text.Append($"if ({Show(branch.Condition)})\n{{\n");
                Write(branch.Then, text);
                text.Append("}\nelse\n{\n");
                Write(branch.Else, text);
                text.Append("}\n");
                break;
            case While loop:
                text.Append("while (Ask())\n{\n");
                Write(loop.Body, text);
                text.Append("}\n");
                break;
            case Try attempt:
                text.Append("try\n{\n");
                Write(attempt.Body, text);
                text.Append(attempt.Catches is { } type ? $"}}\ncatch ({type})\n{{\n" : "}\nfinally\n{\n");
                Write(attempt.Handler, text);
                text.Append("}\n");
                break;
        }
    }

    private static string Show(Condition condition) =>
        (condition.IsNegated ? "!" : "") + (condition.Flag is { } flag ? $"f{flag}" : condition.Parameter is { } parameter ? $"p{parameter}" : "Ask()");
}
