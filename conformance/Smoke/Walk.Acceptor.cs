using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <content>The steps that are about the acceptor. The other nodes are played by the suite.</content>
public sealed partial class Walk
{
    private const int Attempts = 4;
    private static readonly Value X = "x";

    // The ballot in which the node accepted the value, once it did.
    private Ballot accepted;
    private string? acceptedIn;

    // Leaves room below it, for a ballot that must be refused.
    private long FirstBallot => Math.Min(Hello?.Ballots?.Max ?? Ballot.MaxN, Math.Max(1, Hello?.Ballots?.Min ?? 1) + 4);

    private async Task Prepare()
    {
        NeedsMessages();
        await Running();
        await Promised(new Ballot(FirstBallot, "n2"));
        if (Can(Capability.Ordered)) await ExpectOrder();
    }

    private async Task Accept()
    {
        NeedsMessages();
        NeedsStep("prepare");
        await Running();
        for (var ballot = new Ballot(FirstBallot, "n2"); ; ballot = new Ballot(ballot.N + 1, "n2"))
        {
            var promise = await Promised(ballot);
            ballot = ((PromiseBody)promise.Message!.Body).Ballot;
            if (!await Accepted(ballot)) continue;
            (accepted, acceptedIn) = (ballot, Talk.DataDirectory);
            return;
        }
    }

    private async Task Decide()
    {
        NeedsMessages();
        await Running();
        Talk.Send("n2", new DecideBody { Value = X, Ballot = accepted == default ? null : accepted });
        await Ask(Harness, new EchoBody(), "echo_ok: a decision is not answered, and the node goes on", settings.Patience.Reply);
    }

    private async Task Restart()
    {
        NeedsStep("kill");
        if (!host.CanKill) throw new LeftOutException(StepOutcome.NotDeclared, "the suite did not start the node: it cannot start it again");
        var data = talks[^1].DataDirectory;
        Start(data);
        var answer = await Ask(Harness, await InitBodyOf(Talk, place?.Invoke(Id)), "init_ok", settings.StartPatience);
        if (answer.Message!.Body is not InitOkBody) throw Mistaken(Mistake.WrongAnswer, null, answer, "init_ok: a node starts again on its data");
        if (acceptedIn != data || IsDirect) return;
        Needs(Capability.Durable, "starts again; what it stood by is not said to survive a crash");
        await ExpectRemembered();
    }

    // What it may answer to a higher ballot: a promise with the report, or the decision, or nothing at all, since it knows the decision.
    private async Task ExpectRemembered()
    {
        var report = $"\"accepted\":{{\"ballot\":{{\"n\":{accepted.N},\"id\":\"{accepted.Id}\"}},\"value\":\"x\"}}";
        var (low, high) = (new Ballot(accepted.N - 1, "n3"), new Ballot(accepted.N + 1, "n3"));
        var then = Talk.Now;
        var lower = Talk.Send("n3", new PrepareBody { Ballot = low });
        var higher = Talk.Send("n3", new PrepareBody { Ballot = high });
        var answer = await Talk.Await(then, message => message.Body is PromiseBody promise && promise.Ballot >= high, settings.Patience.Reply, cancel);
        if (Talk.Since(then).FirstOrDefault(line => line.Message?.Body is PromiseBody promise && promise.Ballot == low && promise.Accepted?.Value != X) is { } wrong)
            throw Mistaken(Mistake.NotDurable, lower, wrong, $"no promise below {accepted.N}.{accepted.Id}, which it has accepted before it was killed: silence, or a nack");
        if (answer?.Message!.Body is PromiseBody told && told.Ballot == high && told.Accepted?.Value != X) throw Mistaken(Mistake.NotDurable, higher, answer, report);
        await Ask(Harness, new EchoBody(), "echo_ok", settings.Patience.Reply);
    }

    private async Task ExpectForgotten()
    {
        if (acceptedIn != Talk.DataDirectory) return;
        var ballot = new Ballot(accepted.N - 1, "n3");
        var then = Talk.Now;
        var line = Talk.Send("n3", new PrepareBody { Ballot = ballot });
        var answer = await Talk.Await(then, message => message.Dest == "n3" && message.Body is PromiseBody or NackBody or DecideBody, settings.Patience.Reply, cancel);
        const string Expected = "a promise with \"accepted\":null: what was before the reset is gone";
        if (answer?.Message!.Body is DecideBody or PromiseBody { Accepted: not null } or NackBody { Promised: not null }) throw Mistaken(Mistake.NotReset, line, answer, Expected);
    }

    private void NeedsMessages()
    {
        if (IsDirect) throw new LeftOutException(StepOutcome.NotDeclared, "the nodes carry their messages themselves: the suite does not see them (capability 'messages')");
        Needs(Capability.Messages, "the suite does not see the messages between nodes");
    }

    /// <summary>The promise for a ballot, or for a higher one where the node is busy with a higher one itself.</summary>
    private async Task<Line> Promised(Ballot ballot)
    {
        for (var attempt = 1; ; attempt++)
        {
            var then = Talk.Now;
            var expected = $"promise to n2 with \"ballot\":{{\"n\":{ballot.N},\"id\":\"{ballot.Id}\"}}";
            var line = Talk.Send("n2", new PrepareBody { Ballot = ballot });
            var answer = await Talk.Await(then, message => message.Body is PromiseBody or NackBody or ErrorBody, settings.Patience.Reply, cancel) ?? throw await Missing(line, expected, settings.Patience.Reply);
            var body = answer.Message!.Body;
            if (body is PromiseBody vote && vote.Ballot == ballot)
                return answer.Message.Dest == "n2" ? answer : throw Mistaken(Mistake.WrongDest, line, answer, "\"dest\":\"n2\"");
            ballot = Above(ballot, (body as PromiseBody)?.Ballot, body, line, answer, expected, attempt);
        }
    }

    /// <summary>Whether the node accepts the value in this ballot; a node that has moved on meanwhile may refuse.</summary>
    private async Task<bool> Accepted(Ballot ballot)
    {
        var then = Talk.Now;
        var expected = $"accepted to n2 with \"ballot\":{{\"n\":{ballot.N},\"id\":\"{ballot.Id}\"}}";
        var line = Talk.Send("n2", new AcceptBody { Ballot = ballot, Value = X });

        // With a value it may be told to any learner.
        var answer = await Talk.Await(then, message => message.Body is AcceptedBody { Value: null } or NackBody or ErrorBody || (message.Body is AcceptedBody && message.Dest == "n2"), settings.Patience.Reply, cancel)
            ?? throw await Missing(line, expected, settings.Patience.Reply);
        var body = answer.Message!.Body;
        if (body is AcceptedBody vote && vote.Ballot == ballot) return answer.Message.Dest == "n2" ? true : throw Mistaken(Mistake.WrongDest, line, answer, "\"dest\":\"n2\"");
        Above(ballot, (body as AcceptedBody)?.Ballot, body, line, answer, expected, 1);
        return false;
    }

    // Nobody but the node itself can have put a higher ballot in the way.
    private Ballot Above(Ballot asked, Ballot? told, Body body, string line, Line answer, string expected, int attempt)
    {
        var isRefusal = told is null || (told.Value > asked && told.Value.Id == Id);
        if (!isRefusal || (body is NackBody nack && nack.Ballot != asked)) throw Mistaken(Mistake.WrongBallot, line, answer, expected);
        if (attempt == Attempts || body is ErrorBody) throw Mistaken(Mistake.WrongAnswer, line, answer, expected);
        var top = told ?? (body as NackBody)?.Promised ?? asked;
        return new Ballot(Math.Max(asked.N, top.N) + 1, "n2");
    }

    // The same request again may be met by silence; but if it is answered, then before the echo.
    private async Task ExpectOrder()
    {
        var then = Talk.Now;
        var line = Talk.Sent[^1];
        Talk.Send("n2", Codec.Parse(System.Text.Encoding.UTF8.GetBytes(line)).Body);
        await Ask(Harness, new EchoBody(), "echo_ok", settings.Patience.Reply);
        await Talk.Await(then, message => message.Body is PromiseBody, settings.Patience.Quiet, cancel);
        var order = Talk.Since(then).Where(heard => heard.Message?.Body is PromiseBody or EchoOkBody).ToList();
        if (order is [{ Message.Body: EchoOkBody }, { Message.Body: PromiseBody } late, ..]) throw Mistaken(Mistake.NotOrdered, line, late, "the promise before the echo_ok that was asked for after it");
    }
}
