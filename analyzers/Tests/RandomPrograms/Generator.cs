namespace PaxosConformance.Analyzers.Tests.RandomPrograms;

/// <summary>Makes random handlers.</summary>
internal sealed class Generator(Random random)
{
    private int replies;
    private int saves;

    public Handler Handler()
    {
        (replies, saves) = (0, 2);
        List<Block> helpers = [];
        for (var i = random.Next(3); i > 0; i--) helpers.Add(Block(depth: 1, new Surroundings(InHelper: true, InLoop: false, InFinally: false, Helpers: 0)));
        var body = Block(depth: 0, new Surroundings(InHelper: false, InLoop: false, InFinally: false, Helpers: helpers.Count));
        return new Handler(body, helpers);
    }

    private readonly record struct Surroundings(bool InHelper, bool InLoop, bool InFinally, int Helpers);

    private Block Block(int depth, Surroundings where)
    {
        var statements = new List<Statement>();
        for (var i = random.Next(1, depth == 0 ? 6 : 3); i > 0; i--)
        {
            var next = Statement(depth, where);
            statements.Add(next);
            if (next is Return or Break) break;
        }

        return new Block(statements);
    }

    private Statement Statement(int depth, Surroundings where)
    {
        while (true)
        {
            switch (random.Next(depth < 2 ? 23 : 14))
            {
                case 0 or 1 or 2: return random.Next(4) == 0 ? new Raise() : new Change(random.Next(2) == 0 ? "promised" : "slot");
                case 3 or 4: return new Save(saves++, IsAsync: !where.InHelper && random.Next(2) == 0);
                case 5 or 6 or 7: return new Reply(replies++);
                case 8: return new Note();
                case 9: return new Refuse();
                case 10 when !where.InHelper: return new SetFlag(random.Next(2), random.Next(2) == 0);
                case 11 when !where.InHelper: return random.Next(2) == 0 ? new Start(random.Next(2)) : new Wait(random.Next(2));
                case 12 when where.Helpers > 0: return new Call(random.Next(where.Helpers), replies++);
                case 13 when !where.InFinally && random.Next(3) == 0: return new Return();
                case 14 when where.InLoop && random.Next(2) == 0: return new Break();
                case 15 or 16 or 17 or 18: return new If(Condition(where), Block(depth + 1, where), Block(depth + 1, where));
                case 19: return new While(Block(depth + 1, where with { InLoop = true }));
                case 20 or 21:
                    string[] types = ["IOException", "Exception", "FormatException"];
                    return new Try(Block(depth + 1, where), types[random.Next(3)], Block(depth + 1, where));
                case 22: return new Try(Block(depth + 1, where), null, Block(depth + 1, where with { InFinally = true, InLoop = false }));
            }
        }
    }

    private Condition Condition(Surroundings where)
    {
        var isNegated = random.Next(2) == 0;
        return (where.InHelper ? 0 : random.Next(3)) switch
        {
            1 => new Condition(random.Next(2), null, isNegated),
            2 => new Condition(null, random.Next(2), isNegated),
            _ => new Condition(null, null, isNegated),
        };
    }
}
