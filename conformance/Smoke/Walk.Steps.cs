using System.Text.Json;
using PaxosConformance.Network.Direct;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <content>The steps that are about the process and its clients.</content>
public sealed partial class Walk
{
    private async Task Init()
    {
        var refused = await Meet(null);
        var isForDirect = refused is not null || !Can(Capability.Messages);
        if (!isForDirect) return;
        if (!host.CanKill) throw refused is null ? NothingToSee() : Mistaken(Mistake.WrongAnswer, null, refused, "init_ok");

        // As a run does: who does not leave the messages to the suite may carry them himself.
        await Talk.DisposeAsync();
        (links, place) = NewNetwork();
        var refusedToo = await Meet(place(Id));
        if (refusedToo is null) return;
        if (refused is not null) throw Mistaken(Mistake.WrongAnswer, null, refused, "init_ok");
        links.Dispose();
        (links, place) = (null, null);
        await Talk.DisposeAsync();
        throw NothingToSee();
    }

    private (IDisposable Links, Func<string, NetworkConfig> Place) NewNetwork()
    {
        if (host.NewNetwork(Nodes) is { } network) return (network, network.Place);
        var proxied = new ProxiedNetwork(Nodes);
        return (proxied, proxied.Place);
    }

    private static LeftOutException NothingToSee() => new(StepOutcome.Unclear, "the node neither leaves its messages to the suite (capability 'messages') nor carries them itself (network mode 'direct')");

    private async Task<Line?> Meet(NetworkConfig? network)
    {
        Start(directory.NewDirectory());
        var answer = await Initialised(network);
        if (answer.Message!.Body is not InitOkBody hello) return answer;
        if (hello.Protocol is { } protocol and not 1) throw Mistaken(Mistake.WrongContent, null, answer, "\"protocol\":1");
        if (hello.Capabilities?.FirstOrDefault(one => !Capability.All.Contains(one)) is { } unknown)
            throw new MistakenException(new Finding(Mistake.WrongContent, Talk.Sent[^1], answer.Text, $"capabilities out of {string.Join(", ", Capability.All)}") { Detail = $"'{unknown}' is no capability" });
        Hello = settings.Complete(hello);
        return null;
    }

    private async Task Echo()
    {
        await Running();
        using var something = JsonDocument.Parse("""{"is":["anything",1,null,"żółw"]}""");
        var request = new EchoBody { Echo = something.RootElement.Clone() };
        var answer = await Ask(Harness, request, "echo_ok with the same echo", settings.Patience.Reply);
        if (answer.Message!.Body is not EchoOkBody echo) throw Mistaken(Mistake.WrongAnswer, null, answer, "echo_ok");
        if (echo.Echo is { } given && !JsonElement.DeepEquals(given, something.RootElement)) throw Mistaken(Mistake.WrongContent, null, answer, $"\"echo\":{something.RootElement.GetRawText()}");
    }

    private async Task Learned()
    {
        Needs(Capability.Learned, "cannot tell what it has learnt");
        if (IsDirect) throw new LeftOutException(StepOutcome.NotDeclared, "there is nothing to learn yet: see 'propose'");
        NeedsStep("decide");
        await Running();
        await ExpectLearned("x");
    }

    // It may take its time to learn what it was told.
    private async Task ExpectLearned(Paxos.Value value)
    {
        for (var waited = TimeSpan.Zero; ; waited += settings.Patience.Retry)
        {
            var answer = await Ask(Client, new LearnedBody(), $"learned_ok with \"value\":\"{value}\"", settings.Patience.Reply);
            if (answer.Message!.Body is not LearnedOkBody ok) throw Mistaken(Mistake.WrongAnswer, null, answer, "learned_ok");
            if (ok.Value == value) return;
            if (ok.Value is not null || waited >= settings.Patience.Reply) throw Mistaken(Mistake.WrongContent, null, answer, $"\"value\":\"{value}\"");
            await Task.Delay(settings.Patience.Retry, cancel);
        }
    }

    private async Task Kill()
    {
        if (!host.CanKill) throw new LeftOutException(StepOutcome.NotDeclared, "the suite did not start the node: it cannot kill it");
        await Running();
        await Talk.Kill();
    }

    private async Task Reset()
    {
        Needs(Capability.Reset, "cannot be wiped: every scenario starts a process of its own");
        await Running();
        var answer = await Ask(Harness, new ResetBody(), "reset_ok", settings.Patience.Reply * 2);
        if (answer.Message!.Body is not ResetOkBody) throw Mistaken(Mistake.WrongAnswer, null, answer, "reset_ok");
        answer = await Ask(Harness, await InitBodyOf(Talk, place?.Invoke(Id)), "init_ok: after a reset it is as new", settings.StartPatience);
        if (answer.Message!.Body is not InitOkBody) throw Mistaken(Mistake.WrongAnswer, null, answer, "init_ok: after a reset it is as new");
        if (!IsDirect && Can(Capability.Messages)) await ExpectForgotten();
    }

    private async Task BeforeInit()
    {
        if (!host.CanKill) throw new LeftOutException(StepOutcome.NotDeclared, "the suite did not start the node: it cannot come before init");
        if (current is not null) await Talk.DisposeAsync();
        Start(directory.NewDirectory());

        // What has not started yet can say nothing: the quiet window begins when it usually has.
        if (await Talk.Await(0, _ => true, start + settings.Patience.Quiet, cancel) is not null) return;
        var early = Talk.Send("n2", new PrepareBody { Ballot = new Paxos.Ballot(FirstBallot, "n2") });
        var then = Talk.Now;
        var init = Talk.Ask(Harness, await InitBodyOf(Talk, place?.Invoke(Id)));
        var answer = await Talk.Await(then, message => message.Body is InitOkBody or ErrorBody { InReplyTo: not null }, settings.StartPatience, cancel);
        if (Talk.Since(0).FirstOrDefault(line => line.Message?.Body is PromiseBody) is { } promise) throw Mistaken(Mistake.BeforeInit, early, promise, "nothing, or error 11");
        if (answer?.Message!.Body is InitOkBody) return;
        if (Talk.End is { } end)
            throw new MistakenException(new Finding(Mistake.DiesBeforeInit, early, null, "nothing, or error 11; then init is answered by init_ok") { Detail = $"the process {end}" });
        if (answer is null) throw await Missing(init, "init_ok", settings.Patience.Reply);
        throw Mistaken(Mistake.WrongAnswer, init, answer, "init_ok");
    }
}
