namespace PaxosConformance.Mutants;

/// <content>Rounds in which the wrong answers count, or the right ones are waited for in the wrong way.</content>
public static partial class Zoo
{
    private const string Campaign = "Paxos.Node/Campaign.cs", OwnRounds = "Paxos.Node/Participant.Rounds.cs";

    private static Rewrite[] AsksOnce =>
        [In(Campaign, "OnDue").Replace("resends++; Due = now + pace.Retry; return new Appeal(request, [.. proposer.Silent]);", "Due = now + TimeSpan.FromDays(100); return null;")];

    private static Rewrite[] CountsPromises =>
    [
        In(Round, "AddPromise").Replace("public void AddPromise(string acceptor, Proposal? accepted) => promises[acceptor] = accepted;", """
            private readonly List<string> promisers = [];

            public bool IsPromised(int acceptors) => promisers.Count >= acceptors / 2 + 1;

            public void AddPromise(string acceptor, Proposal? accepted)
            {
                promises[acceptor] = accepted;
                promisers.Add(acceptor);
            }
            """),
        In(Proposer, "OnPromise").Replace("!quorums.IsPhase1(round.Promisers)", "!round.IsPromised(quorums.Acceptors.Count)"),
    ];

    private static Rewrite[] CountsVotes =>
    [
        In(Round, "AddVote").Replace("public void AddVote(string acceptor) => votes.Add(acceptor);", """
            private int voteCount;

            public bool IsChosen(int acceptors) => voteCount >= acceptors / 2 + 1;

            public void AddVote(string acceptor)
            {
                votes.Add(acceptor);
                voteCount++;
            }
            """),
        In(Proposer, "OnAccepted").Replace("!quorums.IsPhase2(round.Votes)", "!round.IsChosen(quorums.Acceptors.Count)"),
    ];

    private static IEnumerable<Mutant> Rounds =>
    [
        new("Z30", "promises are kept in a list, so that a repeated one counts twice")
        {
            Breaks = ["P-PRO-06", "P-PRO-01"], Killers = ["SC-PRO-05"], Flagged = ["PAX5003"],
            Rewrites = CountsPromises,
        },
        new("Z31", "a promise counts in whatever round it comes")
        {
            Breaks = ["P-PRO-05", "P-PRO-01"], Killers = ["SC-PRO-08"],
            Rewrites = [In(Proposer, "OnPromise").Replace("promise.Ballot != round.Ballot ||", "")],
        },
        new("Z40", "a refusal counts as an answer")
        {
            Breaks = ["P-PRO-18", "P-PRO-01"], Killers = ["SC-PRO-07"],
            Rewrites = [In(Messages, "On").Replace("campaign.OnNack(clock.Now, nack, clients.AreWaiting);", "OnPromise(from, new Promise(nack.Ballot, null));")],
        },
        new("Z42", "a proposer that hears a rival's prepare gives way, and all wait the same time before they try again")
        {
            Breaks = ["P-LIV-03", "P-LIV-04"], Killers = ["SC-LIV-02"], Tier = Tier.Time,
            Rewrites =
            [
                In("Paxos.Node/Pace.cs", "Backoff").Replace("Grown(failures) * random.NextDouble()", "retry"),
                In(Messages, "On").Replace("OnRequest(from, acceptor => acceptor.OnPrepare(prepare));", """
                    OnRequest(from, acceptor => acceptor.OnPrepare(prepare));
                    if (from != config.Id && !campaign.Ballot.IsNone)
                        campaign.OnNack(clock.Now, new Nack(campaign.Ballot, campaign.Ballot.Next(config.Id)), clients.AreWaiting);
                    """),
            ],
        },
        new("Z43", "only a quorum of refusals leads to the next round, and nothing is asked again")
        {
            Breaks = ["P-LIV-09", "P-LIV-05"], Killers = ["SC-LIV-04"], Tier = Tier.Time,
            Rewrites =
            [
                In(Campaign, "OnNack").Replace("if (proposer.OnNack(nack)) BackOff(now, wanted);", """
                    if (nack.Ballot != proposer.Current || ++refusals < quorums.Acceptors.Count / 2 + 1) return;
                    refusals = 0;
                    if (proposer.OnNack(nack)) BackOff(now, wanted);
                    """),
                In(Campaign, "resends").Replace("private int resends;", "private int resends, refusals;"),
                .. AsksOnce,
            ],
        },
        new("Z56", "after a restart the proposer goes on with phase 2 of its last ballot")
        {
            Breaks = ["P-PRO-20", "P-PRO-01"], Killers = ["SC-CRA-04"], Tier = Tier.Kill,
            Rewrites =
            [
                In("Paxos.Node/Participant.cs", "turn").After("private Turn turn = new();", "private bool resumes;"),
                In("Paxos.Node/Participant.cs", "Participant").After("acceptor = new Acceptor(recovered.Acceptor);", "resumes = acceptor.State.Promised.Id == config.Id;"),
                In(OwnRounds, "StartRound").Replace("private void StartRound() => Try(() => campaign.Start(clock.Now, acceptor.State.Promised));", """
                    private void StartRound()
                    {
                        Try(() => campaign.Start(clock.Now, acceptor.State.Promised));
                        if (resumes && clients.Wish is { } wish) Send(new Accept(recoveredBallot, wish), config.Quorums.Acceptors);
                        resumes = false;
                    }
                    """),
                In("Paxos.Node/Participant.cs", "clients").After("private readonly Clients clients = new();", "private readonly Ballot recoveredBallot;"),
                In("Paxos.Node/Participant.cs", "Participant").After("learner = new Learner(config.Quorums, recovered.Decided);", "recoveredBallot = recovered.Acceptor.Promised;"),
            ],
        },
        new("Z60", "nothing is ever sent again")
        {
            Breaks = ["P-LIV-05", "P-PRO-11"], Killers = ["SC-NET-01"], Tier = Tier.Time,
            Rewrites = AsksOnce,
        },
        new("Z61", "a round that lasts too long is taken for decided")
        {
            Breaks = ["P-LIV-06", "P-QRM-05", "P-PRO-08", "P-NET-01"], Killers = ["SC-QRM-03", "SC-PAR-03"],
            Rewrites =
            [
                In(OwnRounds, "OnDue").Replace("Try(() => campaign.OnDue(clock.Now, acceptor.State.Promised, clients.AreWaiting));", """
                    Try(() => campaign.OnDue(clock.Now, acceptor.State.Promised, clients.AreWaiting));
                    if (campaign.Ballot.IsNone && clients.Wish is { } wish) Learn(config.Id, wish);
                    """),
            ],
        },
        new("X45", "the node counts a vote of its own that its acceptor never gave")
        {
            Breaks = ["P-NET-07", "P-PRO-12"], Killers = ["SC-PRO-13"], Flagged = ["PAX1002"],
            Rewrites = [In(Messages, "OnPromise").Replace("if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));", "if (config.IsAcceptor) OnOwn(new Accepted(accept.Ballot));")],
        },
        new("X46", "after a round without a quorum the node waits for another client")
        {
            Breaks = ["P-LIV-08"], Killers = ["SC-PAR-01"], Tier = Tier.Time,
            Rewrites = [In(Campaign, "OnDue").Replace("proposer.GiveUp(); BackOff(now, wanted);", "proposer.GiveUp(); Due = null;")],
        },
        new("X47", "answers are counted as they come, whoever gave them")
        {
            Breaks = ["P-NET-04", "P-PRO-06", "P-PRO-08"], Killers = ["SC-NET-04", "SC-PRO-05"], Tier = Tier.Time, Flagged = ["PAX5003"],
            Rewrites = [.. CountsPromises, .. CountsVotes],
        },
        new("X19", "a vote counts in whatever round it comes")
        {
            Breaks = ["P-PRO-09", "P-PRO-08", "P-SAF-05"], Killers = ["SC-PRO-09"],
            Rewrites = [In(Proposer, "OnAccepted").Replace("accepted.Ballot != round.Ballot ||", "")],
        },
        new("X20", "votes are counted, not collected")
        {
            Breaks = ["P-PRO-06", "P-PRO-08", "P-SAF-05"], Killers = ["SC-PRO-05"], Flagged = ["PAX5003"],
            Rewrites = CountsVotes,
        },
        new("X21", "the node counts its own vote without asking its acceptor")
        {
            Breaks = ["P-PRO-12", "P-NET-07"], Killers = ["SC-PRO-13"], Flagged = ["PAX1001", "PAX1002"],
            Rewrites = [In(Messages, "OnPromise").Replace("if (config.IsAcceptor) Vote(config.Id, acceptor.OnAccept(accept));", "_ = acceptor.OnAccept(accept); OnOwn(new Accepted(accept.Ballot));")],
        },
    ];
}
