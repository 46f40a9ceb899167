using PaxosConformance.Wire;

namespace PaxosConformance.Zoo.Tests;

/// <summary>Every silence has to be waited for.</summary>
[Legal]
internal sealed class DoesNotKeepOrder : TextbookNode
{
    protected override IReadOnlyList<string> Capabilities => [.. base.Capabilities.Except([Capability.Ordered])];
}

/// <summary>Its timers run in real time.</summary>
[Legal]
internal sealed class HasATimeOfItsOwn : TextbookNode
{
    protected override IReadOnlyList<string> Capabilities => [.. base.Capabilities.Except([Capability.Ticks])];
}

/// <summary>Every scenario starts nodes of its own.</summary>
[Legal]
internal sealed class CannotBeWiped : TextbookNode
{
    protected override IReadOnlyList<string> Capabilities => [.. base.Capabilities.Except([Capability.Reset])];
}

/// <summary>What it has learnt cannot be asked.</summary>
[Legal]
internal sealed class CannotTellWhatItHasLearnt : TextbookNode
{
    protected override IReadOnlyList<string> Capabilities => [.. base.Capabilities.Except([Capability.Learned])];
}

/// <summary>The thinnest adapter whose messages can be judged.</summary>
[Legal]
internal sealed class CanDoNothingButMessages : TextbookNode
{
    protected override IReadOnlyList<string> Capabilities => [Capability.Messages];
}
