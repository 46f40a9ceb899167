using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>The slot is a field that it does not know; whoever is not in the cluster, it does not hear.</summary>
[Legal, Advised("SC-PRE-02", "P-NET-06")]
internal sealed class PassesOverTheSlot : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body is not IPeerBody || Nodes.Contains(message.Src)) base.On(message);
    }
}

/// <summary>It promises to whoever asks.</summary>
[Legal, Advised("SC-PRE-02", "P-NET-06")]
internal sealed class ListensToStrangers : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body.Slot is null) base.On(message);
    }
}

/// <summary>It says nothing to strangers, and takes to heart what they say.</summary>
[Legal, Advised("SC-ACC-02", "P-NET-06")]
internal sealed class OverhearsStrangers : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body is PrepareBody prepare && !Nodes.Contains(message.Src)) Remember(Promising(prepare.Ballot));
        else if (message.Body.Slot is null) base.On(message);
    }
}

/// <summary>F23: what another instance asks for, it refuses with an error; to strangers it is deaf.</summary>
[Legal(Unadvised = "P-NET-06")]
internal sealed class KeepsToItsOwnInstance : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body is not IPeerBody) base.On(message);
        else if (message.Body.Slot is not null) Answer(message, new ErrorBody { Code = ErrorCode.NotSupported });
        else if (Nodes.Contains(message.Src)) base.On(message);
    }
}

/// <summary>It serves any instance, each with a promise in the slot that was asked for.</summary>
[Legal(Unadvised = "P-NET-06")]
internal sealed class ServesOtherInstancesToo : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body is PrepareBody { Slot: { } slot } prepare) Send(message.Src, new PromiseBody { Ballot = prepare.Ballot, Slot = slot });
        else if (message.Body.Slot is null && (message.Body is not IPeerBody || Nodes.Contains(message.Src))) base.On(message);
    }
}

/// <summary>Whatever instance asks, it answers for the first.</summary>
[Fails("SC-PRE-02", "P-ACC-16")]
internal sealed class AnswersUnderTheWrongSlot : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body is PrepareBody { Slot: not null } prepare) Send(message.Src, new PromiseBody { Ballot = prepare.Ballot, Slot = 0 });
        else if (message.Body.Slot is null) base.On(message);
    }
}

/// <summary>It cannot believe its ears.</summary>
[Legal, Advised("SC-PRE-02", "P-NET-06")]
internal sealed class EndsAtTheWordOfAStranger : TextbookNode
{
    protected override void On(Envelope message)
    {
        if (message.Body is PrepareBody && !Nodes.Contains(message.Src)) throw new InvalidOperationException($"{message.Src} is a stranger");
        if (message.Body.Slot is null) base.On(message);
    }
}
