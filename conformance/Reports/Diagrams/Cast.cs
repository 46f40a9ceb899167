using PaxosConformance.Tracing;
using PaxosConformance.Wire;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>Who takes part in a trace: nodes by name and number, then clients.</summary>
internal sealed class Cast
{
    private const int LongestName = 16;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public Cast(IReadOnlyList<TraceEvent> events)
    {
        Dictionary<string, Role> roles = new(StringComparer.Ordinal);
        foreach (var e in events)
        {
            if (e.Kind is EventKind.Started) roles[e.Node] = Role.Node;
            if (e.Message is not { } message || !TraceText.IsOfProtocol(message.Body)) continue;
            Meet(message.Src, message.Body is ProposeBody or LearnedBody);
            Meet(message.Dest, message.Body is ProposeOkBody or LearnedOkBody or ErrorBody);
        }

        var order = roles.OrderBy(role => role.Value == Role.Client).ThenBy(role => role.Key.Length).ThenBy(role => role.Key, StringComparer.Ordinal).ToList();
        foreach (var (place, role) in order.Index()) places[role.Key] = place;
        Lifelines = order.Select(role => new Lifeline(Short(role.Key), role.Value)).ToList();

        // Who speaks as a client and as a node is a node.
        void Meet(string name, bool asClient)
        {
            if (!roles.TryGetValue(name, out var role) || (role == Role.Client && !asClient)) roles[name] = asClient ? Role.Client : Role.Puppet;
        }
    }

    public IReadOnlyList<Lifeline> Lifelines { get; }

    /// <summary>The number of somebody's lifeline; null for who takes no part.</summary>
    public int? this[string name] => places.TryGetValue(name, out var place) ? place : null;

    private static string Short(string name)
    {
        var shown = Visible.Line(name);
        return shown.Length <= LongestName ? shown : shown[..(LongestName - 1)] + "…";
    }
}
