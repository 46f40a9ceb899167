using System.Collections.Immutable;

namespace PaxosConformance.Analyzers.Tests.RandomPrograms;

/// <summary>Carries out a handler on all its ways at once, and says what the analyzer has to say of each reply.</summary>
internal sealed class Interpreter
{
    /// <summary>A change, what has been done for it, and whether the caller of the running helper made it.</summary>
    private sealed record Item(string State, char Phase, string Sites, bool IsCallers);

    /// <summary>Everything that matters at one moment. Tasks: whether a persist was started at each of the two sites.</summary>
    private sealed record Moment(string Items, string Flags, string Parameters, string Tasks);

    private sealed class Ends
    {
        public HashSet<Moment> Normal { get; set; } = [];

        public HashSet<Moment> Returned { get; } = [];

        public HashSet<Moment> Broken { get; } = [];

        /// <summary>Exceptions on their way, and whether each says that a persist failed.</summary>
        public HashSet<(Moment At, bool IsPersistFailure)> Thrown { get; } = [];
    }

    private readonly Handler handler;
    private readonly Dictionary<int, List<ImmutableList<Item>>> visits = [];
    private Call? calling;

    private Interpreter(Handler handler) => this.handler = handler;

    /// <summary>The verdicts, as <c>PAX1001 R3</c> for a reply and <c>PAX1003 S0</c> for a persist.</summary>
    public static SortedSet<string> Verdicts(Handler handler)
    {
        var verdicts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var body in handler.Helpers.Append(handler.Body))
        {
            var interpreter = new Interpreter(handler);
            HashSet<Moment> starts = [];
            foreach (var parameters in new[] { "00", "01", "10", "11" }) starts.Add(new Moment("", "00", parameters, "00"));
            interpreter.Run(body, starts);
            foreach (var (site, met) in interpreter.visits) Judge(site, met, verdicts);
        }

        return verdicts;
    }

    private static void Judge(int site, List<ImmutableList<Item>> met, SortedSet<string> verdicts)
    {
        bool Any(char phase) => met.Any(items => items.Any(item => item.Phase == phase));
        if (Any('F')) verdicts.Add($"PAX1004 R{site}");
        else if (Any('D')) verdicts.Add(met.All(items => items.Any(item => item.Phase == 'D')) ? $"PAX1001 R{site}" : $"PAX1002 R{site}");
        foreach (var started in met.SelectMany(items => items).Where(item => item.Phase == 'P').SelectMany(item => item.Sites)) verdicts.Add($"PAX1003 S{started}");
    }

    private Ends Run(Block block, HashSet<Moment> starts)
    {
        var ends = new Ends { Normal = starts };
        foreach (var statement in block.Statements)
        {
            var next = Run(statement, ends.Normal);
            ends.Normal = next.Normal;
            ends.Returned.UnionWith(next.Returned);
            ends.Broken.UnionWith(next.Broken);
            ends.Thrown.UnionWith(next.Thrown);
        }

        return ends;
    }

    private Ends Run(Statement statement, HashSet<Moment> starts)
    {
        var ends = new Ends();
        foreach (var moment in starts)
        {
            switch (statement)
            {
                case Change change:
                    ends.Normal.Add(Changed(moment, change.State));
                    break;
                case Raise:
                    ends.Thrown.Add((moment, false));
                    ends.Normal.Add(Changed(moment, Raise.State));
                    break;
                case Note or Refuse:
                    ends.Thrown.Add((moment, false));
                    ends.Normal.Add(moment);
                    break;
                case Save:
                    ends.Thrown.Add((Failed(moment, _ => true), true));
                    ends.Normal.Add(moment with { Items = "" });
                    break;
                case Start start:
                    ends.Thrown.Add((Failed(moment, _ => true), true));
                    var started = With(moment, Items(moment).Select(item => item with { Phase = 'P', Sites = Adding(item.Sites, start.Site) }));
                    ends.Normal.Add(started with { Tasks = Set(moment.Tasks, start.Site, '1') });
                    break;
                case Wait wait:
                    var site = (char)('0' + wait.Site);
                    var isStarted = moment.Tasks[wait.Site] == '1';
                    ends.Thrown.Add((isStarted ? Failed(moment, item => item.Phase == 'P' && item.Sites.Contains(site)) : moment, isStarted));
                    ends.Normal.Add(!isStarted ? moment : With(moment, Items(moment).Where(item => item.Phase != 'P' || !item.Sites.Contains(site))));
                    break;
                case Reply reply:
                    Visit(reply.Site, moment);
                    ends.Thrown.Add((moment, false));
                    ends.Normal.Add(moment);
                    break;
                case SetFlag set:
                    ends.Normal.Add(moment with { Flags = Set(moment.Flags, set.Flag, set.To ? '1' : '0') });
                    break;
                case Return:
                    ends.Returned.Add(moment);
                    break;
                case Break:
                    ends.Broken.Add(moment);
                    break;
            }
        }

        switch (statement)
        {
            case If branch: Branch(branch, starts, ends); break;
            case While loop: Loop(loop, starts, ends); break;
            case Try { Catches: { } type } attempt: Catch(attempt, type, starts, ends); break;
            case Try attempt: Finally(attempt, starts, ends); break;
            case Call call: Invoke(call, starts, ends); break;
        }

        return ends;
    }

    private void Branch(If branch, HashSet<Moment> starts, Ends ends)
    {
        var condition = branch.Condition;
        bool? Value(Moment moment) => condition switch
        {
            { Flag: { } flag } => moment.Flags[flag] == '1' != condition.IsNegated,
            { Parameter: { } parameter } => moment.Parameters[parameter] == '1' != condition.IsNegated,
            _ => null,
        };
        if (condition is { Flag: null, Parameter: null }) Throwing(starts, ends);
        Add(Run(branch.Then, [.. starts.Where(moment => Value(moment) != false)]), ends, withNormal: true);
        Add(Run(branch.Else, [.. starts.Where(moment => Value(moment) != true)]), ends, withNormal: true);
    }

    private void Loop(While loop, HashSet<Moment> starts, Ends ends)
    {
        HashSet<Moment> heads = [.. starts];
        while (true)
        {
            var round = Run(loop.Body, heads);
            var known = heads.Count;
            heads = [.. heads, .. round.Normal];
            if (heads.Count > known) continue;
            Throwing(heads, ends);
            ends.Normal.UnionWith(heads);
            ends.Normal.UnionWith(round.Broken);
            ends.Returned.UnionWith(round.Returned);
            ends.Thrown.UnionWith(round.Thrown);
            return;
        }
    }

    private void Catch(Try attempt, string type, HashSet<Moment> starts, Ends ends)
    {
        var body = Run(attempt.Body, starts);
        var caught = body.Thrown.Where(thrown => type != "FormatException" || !thrown.IsPersistFailure).Select(thrown => thrown.At).ToHashSet();
        ends.Normal.UnionWith(body.Normal);
        ends.Returned.UnionWith(body.Returned);
        ends.Broken.UnionWith(body.Broken);
        if (type != "Exception") ends.Thrown.UnionWith(body.Thrown);
        Add(Run(attempt.Handler, caught), ends, withNormal: true);
    }

    private void Finally(Try attempt, HashSet<Moment> starts, Ends ends)
    {
        var body = Run(attempt.Body, starts);
        Through(body.Normal, ends.Normal);
        Through(body.Returned, ends.Returned);
        Through(body.Broken, ends.Broken);
        foreach (var thrown in body.Thrown)
        {
            var after = Run(attempt.Handler, [thrown.At]);
            foreach (var moment in after.Normal) ends.Thrown.Add((moment, thrown.IsPersistFailure));
            ends.Thrown.UnionWith(after.Thrown);
        }

        void Through(HashSet<Moment> moments, HashSet<Moment> on)
        {
            var after = Run(attempt.Handler, moments);
            on.UnionWith(after.Normal);
            ends.Thrown.UnionWith(after.Thrown);
        }
    }

    private void Invoke(Call call, HashSet<Moment> starts, Ends ends)
    {
        var before = calling;
        calling = call;
        var inside = Run(handler.Helpers[call.Helper], [.. starts.Select(moment => With(moment, Items(moment).Select(item => item with { IsCallers = true })))]);
        calling = before;
        ends.Normal.UnionWith(inside.Normal.Concat(inside.Returned).Select(Ours));
        // The caller sees an exception; that it comes of a persist shows in what it left dirty.
        ends.Thrown.UnionWith(inside.Thrown.Select(thrown => (Ours(thrown.At), Items(thrown.At).Any(item => item.Phase == 'F'))));
        Moment Ours(Moment moment) => With(moment, Items(moment).Select(item => item with { IsCallers = false }));
    }

    /// <summary>In a helper, a reply concerns its own changes where it stands, and the caller's where the helper is called.</summary>
    private void Visit(int site, Moment moment)
    {
        var at = calling is { } call ? call.Site : site;
        if (!visits.TryGetValue(at, out var met)) visits.Add(at, met = []);
        met.Add([.. Items(moment).Where(item => item.IsCallers == calling is not null)]);
    }

    private static void Throwing(HashSet<Moment> moments, Ends ends)
    {
        foreach (var moment in moments) ends.Thrown.Add((moment, false));
    }

    private static void Add(Ends some, Ends all, bool withNormal)
    {
        if (withNormal) all.Normal.UnionWith(some.Normal);
        all.Returned.UnionWith(some.Returned);
        all.Broken.UnionWith(some.Broken);
        all.Thrown.UnionWith(some.Thrown);
    }

    private static Moment Changed(Moment moment, string state)
    {
        var kept = Items(moment).Where(item => item.State != state || item.Phase != 'D' || item.IsCallers);
        return With(moment, kept.Append(new Item(state, 'D', "", false)));
    }

    private static Moment Failed(Moment moment, Func<Item, bool> which) =>
        With(moment, Items(moment).Select(item => which(item) ? item with { Phase = 'F', Sites = "" } : item));

    private static IEnumerable<Item> Items(Moment moment) => moment.Items.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => text.Split(',')).Select(parts => new Item(parts[0], parts[1][0], parts[2], parts[3] == "c"));

    private static Moment With(Moment moment, IEnumerable<Item> items) => moment with
    {
        Items = string.Join(';', items.Select(item => $"{item.State},{item.Phase},{item.Sites},{(item.IsCallers ? "c" : "")}").Distinct().Order(StringComparer.Ordinal)),
    };

    private static string Adding(string sites, int site) => string.Concat($"{sites}{site}".Distinct().Order());

    private static string Set(string bits, int at, char bit) => bits.Remove(at, 1).Insert(at, bit.ToString());
}
