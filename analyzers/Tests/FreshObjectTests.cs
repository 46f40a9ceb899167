namespace PaxosConformance.Analyzers.Tests;

/// <summary>An object that nobody else can see is not the state, whatever it is of; once it can be seen, it may be.</summary>
public class FreshObjectTests
{
    private const string Types = """
        [Durable]
        class State
        {
            public int Promised;
            public List<int> Votes = new();
            public State Next = null!;
            public string? Accepted { get; set; }
            public int Both { get => Promised; set { Promised = value; Accepted = null; } }
            public void Raise(int b) => Promised = b;
            public void Twice(int b) { Raise(b); Raise(b); }
            public State With(int b) { var copy = new State(); copy.Promised = b; return copy; }
            public static State Make(int b) => new State { Promised = b };
        }

        [Durable] struct Pair { public int Promised; public int Accepted; }

        class Core
        {
            [Durable] public int Promised;
            [Durable] public readonly List<int> Votes = new();
            public void Raise(int b) => Promised = b;
        }


        """;

    private const string Members = """
        State state = new();
        Pair pair;
        int counted;
        readonly List<State> states = new();

        static void Fill(State target, int b) => target.Promised = b;
        static void Set(ref Pair target, int b) => target.Promised = b;
        void Install(State made) => state = made;
        void Count(State made) => counted++;
        State Cached() { state = new State(); Save(); return state; }
        State Kept(int b) { var made = new State(); state = made; Save(); return made; }

        """;

    [TestCase("var view = new State(); view.Raise(b); Reply(view.Promised);")]
    [TestCase("var view = State.Make(b); Reply(view);")]
    [TestCase("var view = State.Make(b); view.Promised = 3; Reply(view);")]
    [TestCase("var view = state.With(b); Reply(view);")]
    [TestCase("var view = new State(); view.Votes.Add(b); Reply(view);")]
    [TestCase("var view = new State(); view.Next = new State(); view.Next.Promised = b; Reply(view);")]
    [TestCase("Pair made = default; made.Promised = b; Reply(made);")]
    [TestCase("var made = new Pair(); made.Promised = b; Reply(made);")]
    [TestCase("var made = new Pair { Promised = b }; made.Accepted = b; Reply(made);")]
    [TestCase("var core = new Core(); core.Raise(b); Reply(core.Promised);")]
    [TestCase("var core = new Core(); core.Votes.Add(b); Reply(core.Promised);")]
    [TestCase("var core = new Core(); Core other = core; other.Promised = b; Reply(core.Promised);")]
    [TestCase("var views = new List<State>(); for (var i = 0; i < 3; i++) { var view = new State(); view.Promised = i; views.Add(view); } Reply(views);")]
    [TestCase("var view = b > 3 ? new State() : new State(); view.Promised = b; Reply(view);")]
    [TestCase("State view; if (b > 3) view = new State(); else view = new State { Promised = 2 }; view.Promised = b; Reply(view);")]
    [TestCase("State? view = null; view ??= new State(); view.Promised = b; Reply(view);")]
    [TestCase("void Fill(State target) => target.Promised = b; var view = new State(); Fill(view); Reply(view);")]
    [TestCase("var view = new State(); Fill(view, b); Reply(view);")]
    [TestCase("var views = new Dictionary<int, State>(); views[b] = new State { Promised = b }; Reply(views);")]
    [TestCase("var view = new State(); var held = new List<State>(); held.Add(view); view.Promised = b; Reply(b);")]
    [TestCase("var copy = pair; copy.Promised = b; Reply(copy);")]
    [TestCase("var view = new State(); Count(view); view.Promised = b; Reply(view);")]
    [TestCase("var view = new State(); view.Twice(b); Reply(view.Promised);")]
    [TestCase("var view = new State(); view.Both = b; Reply(view.Promised);")]
    public Task It_may_be_changed_as_one_likes(string statements) => Check(statements);

    [TestCase("var view = new State(); view.Promised = b; state = view; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); state = view; Save(); view.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); Install(view); Save(); view.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); state = view; Save(); view.Raise(b); {|PAX1001:Reply(b)|};")]
    [TestCase("state.Raise(b); {|PAX1001:Reply(b)|};")]
    [TestCase("var view = state; view.Raise(b); {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); view = state; view.Raise(b); {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); Fill(view, b); Fill(state, b); {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); view.Next = state; view.Next.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("State Get() => state; var view = Get(); view.Raise(b); {|PAX1001:Reply(b)|};")]
    [TestCase("var list = new List<State>(); list.Add(state); list[0].Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); states.Add(view); Save(); view.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = new State(); var other = view; state = other; Save(); view.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = Cached(); view.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var view = Kept(b); view.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("var copy = pair; copy.Promised = b; pair = copy; {|PAX1001:Reply(b)|};")]
    [TestCase("ref var same = ref pair; same.Promised = b; {|PAX1001:Reply(b)|};")]
    [TestCase("Set(ref pair, b); {|PAX1001:Reply(b)|};")]
    [TestCase("Install(new State()); {|PAX1001:Reply(b)|};")]
    public Task What_others_can_see_is_the_state(string statements) => Check(statements);

    private static Task Check(string statements) => Verify.Acceptor(Members + "void Handle(int b)\n{\n" + statements + "\n}", Types);
}
