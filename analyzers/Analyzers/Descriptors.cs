using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PaxosConformance.Analyzers;

/// <summary>Every diagnostic, in one place. Each has a page in <c>docs</c> under its ID.</summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/paxos-conformance/paxos-conformance/blob/main/analyzers/docs/";

    public static readonly DiagnosticDescriptor ReplyBeforePersist = Durability("PAX1001",
        "Reply before persist",
        "{0} is not durable when this reply leaves: no path persists it first. {1}",
        "A vote that leaves before it is on stable storage is forgotten in a crash, and the acceptor votes against itself.");

    public static readonly DiagnosticDescriptor ReplyMayPrecedePersist = Durability("PAX1002",
        "Reply may precede persist",
        "{0} may not be durable when this reply leaves: at least one path does not persist it first. {1}",
        "On some path a vote leaves before it is on stable storage.");

    public static readonly DiagnosticDescriptor PersistNotAwaited = Durability("PAX1003",
        "Persist not awaited",
        "{0} is not durable until '{1}' completes, and {2}",
        "A persist that has only been started proves nothing: its task must be awaited before a reply leaves.");

    public static readonly DiagnosticDescriptor PersistFailureSwallowed = Durability("PAX1004",
        "Persist failure swallowed",
        "{0} is not durable when '{1}' fails, and {2}",
        "After a failed persist nothing is known of the disk: code that goes on and replies vouches for what may be gone.");

    public static readonly DiagnosticDescriptor RetryAfterFailedPersist = Durability("PAX1005",
        "Retry after failed persist",
        "'{0}' is persisted again after it failed: the second success proves nothing. End the process and recover, or reopen and rewrite.",
        "After a failed fsync the kernel marks the pages clean, so that the next fsync succeeds without writing them.");

    public static readonly DiagnosticDescriptor DeferredReplyEscapes = Durability("PAX1006",
        "Deferred reply escapes",
        "{0} is not durable when this reply is handed to '{1}', which may run it at once. {2}",
        "A reply in a task, timer or thread runs when the scheduler likes, not after the persist further down.");

    public static readonly DiagnosticDescriptor FlushIsNotFsync = Durability("PAX2001",
        "Flush is not fsync",
        "'{0}' hands the bytes to the operating system only; a loss of power takes them. {1} promises more: use Flush(true).",
        "Flush and FlushAsync empty the buffer of the process. Only FileStream.Flush(true) and RandomAccess.FlushToDisk reach the disk.");

    public static readonly DiagnosticDescriptor NonDurableReplace = Durability("PAX2002",
        "Non-durable file replace",
        "'{0}' is not followed by {1}: after a loss of power {2} may hold the old content, a part of the new, or nothing",
        "A file written or renamed is durable only after fsync of the file and of its directory.");

    public static readonly DiagnosticDescriptor WeakDurabilityMode = Durability("PAX2003",
        "Weak durability mode",
        "{0} makes a commit return before the data is on disk",
        "With these settings the store acknowledges writes that a loss of power takes back.");

    public static readonly DiagnosticDescriptor PersistContractUnmet = Contract("PAX3001",
        "Persist contract unmet",
        "'{0}' is marked [Persists], but {1} without persisting anything",
        "Callers reply on the word of a [Persists] member; each path on which it completes must persist.");

    public static readonly DiagnosticDescriptor AnnotationLost = Contract("PAX3002",
        "Annotation lost",
        "'{0}' {1} '{2}', which is marked [{3}], and does not say so: repeat [{3}]",
        "A contract that is written only on the base is invisible where the code is.");

    public static readonly DiagnosticDescriptor BallotComparisonLosesId = Protocol("PAX5001",
        "Ballot comparison loses the id",
        "This compares {0} by {1}, so {2}. Compare the counter, then the id.",
        "Two proposers with the same counter hold different ballots; whoever compares counters only takes them for one.");

    public static readonly DiagnosticDescriptor MajorityMiscounted = Protocol("PAX5002",
        "Majority miscounted",
        "{0}. A majority is more than half of all configured acceptors: n / 2 + 1.",
        "Two quorums that need not meet can choose two values.");

    public static readonly DiagnosticDescriptor VotesCounted = Protocol("PAX5003",
        "Votes counted, not collected",
        "'{0}' {1}, so a repeated message of one acceptor counts twice. Collect the acceptors' ids in a set.",
        "Networks repeat messages: a quorum is a set of acceptors, not a number of messages.");

    public static readonly DiagnosticDescriptor ApiLine = Configuration("PAX9001",
        "Line of PaxosConformance.Apis.txt is of no effect",
        "{0}",
        "A line that names nothing protects nothing.", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor UnjustifiedWaiver = Configuration("PAX9002",
        "Waiver without a reason",
        "The waiver of {0} gives no reason, so it waives nothing: say why the code is right nevertheless",
        "A waiver is for the next reader, who must be able to check that its reason still holds.", DiagnosticSeverity.Warning);

    /// <summary>All descriptors.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = typeof(Descriptors).GetFields()
        .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(descriptor => descriptor.Id).ToImmutableArray();

    private static DiagnosticDescriptor Durability(string id, string title, string message, string description) =>
        New(id, title, message, "Durability", description);

    private static DiagnosticDescriptor Contract(string id, string title, string message, string description) =>
        New(id, title, message, "Contract", description);

    private static DiagnosticDescriptor Protocol(string id, string title, string message, string description) =>
        New(id, title, message, "Protocol", description);

    private static DiagnosticDescriptor Configuration(string id, string title, string message, string description, DiagnosticSeverity severity) =>
        New(id, title, message, "Configuration", description, severity);

    private static DiagnosticDescriptor New(
        string id, string title, string message, string category, string description, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description, Pages + id + ".md");
}
