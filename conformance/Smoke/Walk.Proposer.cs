using Paxos;
using PaxosConformance.Wire;

namespace PaxosConformance.Smoke;

/// <content>The step that is about the proposer.</content>
public sealed partial class Walk
{
    private async Task Propose()
    {
        if (!Can(Capability.Messages) && !IsDirect) throw new LeftOutException(StepOutcome.Unclear, "nobody carries the node's messages, so nothing can be chosen");
        if (current is not null) await Talk.DisposeAsync();
        await Begin(directory.NewDirectory());
        if (IsDirect) await StartOthers();
        else Talk.Overhears = Play();

        var answer = await Ask(Client, new ProposeBody { Value = X }, "propose_ok with \"value\":\"x\"", settings.Patience.Reply * 3);
        if (answer.Message!.Body is ErrorBody) throw new LeftOutException(StepOutcome.Unclear, $"it answered with an error, which it may: {answer.Text}");
        if (((ProposeOkBody)answer.Message.Body).Value != X) throw Mistaken(Mistake.WrongContent, null, answer, "\"value\":\"x\": nobody has proposed anything else");
        if (IsDirect && Can(Capability.Learned)) await ExpectLearned(X);
    }

    private async Task StartOthers()
    {
        foreach (var id in Nodes.Where(id => id != Id))
        {
            var data = directory.NewDirectory();
            var other = new Talk(host, data, id, line => settings.Tell($"{id} {line}"));
            talks.Add(other);
            var then = other.Now;
            other.Ask(Harness, await InitBodyOf(other, place!(id)));
            if (await other.Await(then, message => message.Body is InitOkBody, settings.StartPatience, cancel) is null) throw new LeftOutException(StepOutcome.Unclear, $"a second process, {id}, does not answer init");
        }
    }

    /// <summary>The other nodes, as honest acceptors.</summary>
    private Action<Envelope> Play()
    {
        var acceptors = Nodes.Where(id => id != Id).ToDictionary(id => id, _ => new Acceptor(AcceptorState.Initial), StringComparer.Ordinal);
        var talk = Talk;
        return message =>
        {
            if (!acceptors.TryGetValue(message.Dest, out var acceptor)) return;
            var answer = message.Body switch
            {
                PrepareBody prepare => acceptor.OnPrepare(new Prepare(prepare.Ballot)),
                AcceptBody accept => acceptor.OnAccept(new Accept(accept.Ballot, accept.Value!)),
                _ => null,
            };
            if (answer is not null) talk.Send(message.Dest, Tell(answer));
        };
    }

    private static Body Tell(Answer answer) => answer switch
    {
        Refusal refusal => new NackBody { Ballot = refusal.Nack.Ballot, Promised = refusal.Nack.Promised },
        PromiseWhenDurable promise => new PromiseBody { Ballot = promise.State.Promised, Accepted = promise.State.Accepted },
        AcceptedWhenDurable accepted => new AcceptedBody { Ballot = accepted.State.Promised },
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}
