using PaxosConformance.Wire;

namespace PaxosConformance.TestSubject;

/// <summary>An acceptor that claims to survive crashes, and gives up where it finds that it has been here before.</summary>
internal sealed class Mortal
{
    private readonly Acceptor acceptor = new();

    /// <summary>Whether it votes at all.</summary>
    public bool Accepts { get; init; } = true;

    /// <summary>What it answers.</summary>
    public IEnumerable<Body> Answer(Body body)
    {
        if (body is not InitBody init) return body is AcceptBody && !Accepts ? [] : acceptor.Answer(body);
        var state = Path.Combine(init.DataDir!, "state");
        if (File.Exists(state)) throw new InvalidOperationException("the state is damaged");
        File.WriteAllText(state, "");
        return [Manners.Hello(body, Capability.Messages, Capability.Ordered, Capability.Durable)];
    }
}
