using System.Linq;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Tells by the names in an expression what it is about.</summary>
internal static class Speaks
{
    public static bool OfVotes(IOperation operation) => Any(operation, "vote", "votes", "promise", "promises", "promisers", "ack", "acks", "accepts",
        "acceptances", "acknowledgements", "acknowledgments", "grants", "granted", "yes", "responses", "replies", "accepted", "promised", "voters");

    public static bool OfAcceptors(IOperation operation) => Any(operation, "acceptor", "acceptors", "peer", "peers", "replica", "replicas", "cluster", "quorum",
        "ensemble", "membership", "voters", "participants");

    public static bool OfQuorums(string name) => Words.Has(name, "majority", "quorum", "quorums", "phase") && !Words.Has(name, "minority");

    private static bool Any(IOperation operation, params string[] words) =>
        operation.Syntax.DescendantTokens().Any(token => Words.Has(token.ValueText, words));
}
