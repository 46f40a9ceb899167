using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaxosConformance.Analyzers.Flow;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Turns what a walk met into diagnostics.</summary>
internal sealed class Verdicts(Findings findings, Shared shared, CancellationToken cancellation)
{
    private readonly HashSet<SyntaxNode> unawaited = [];
    private readonly List<(SyntaxNode At, IReadOnlyList<Dirt> Failed)> swallowed = [];

    public IEnumerable<Diagnostic> All()
    {
        if (findings.GaveUp || findings.AreHarmless && (shared.Lexicon.Of(findings.Method) & Roles.Persists) == 0) return [];
        var replies = findings.Replies.SelectMany(reply => OnReply(reply.At, reply.Visits)).ToList();
        return replies.Concat(OnSwallowed()).Concat(OnDiscarded()).Concat(OnRetries()).Concat(OnContract());
    }

    private IEnumerable<Diagnostic> OnReply(SyntaxNode at, IReadOnlyList<ReplyVisit> visits)
    {
        if (visits.FirstOrDefault(visit => visit.DeferredTo is not null && visit.Dirt.Any(dirt => dirt.State is not null)) is { } deferred)
        {
            var dirt = deferred.Dirt.Where(change => change.State is not null).ToList();
            yield return New(Descriptors.DeferredReplyEscapes, at.GetLocation(), dirt, Late(at), Names(dirt), deferred.DeferredTo!, Story(dirt, at));
        }

        var direct = visits.Where(visit => visit.DeferredTo is null).ToList();
        var failed = In(direct, Phase.Failed);
        var dirty = In(direct, Phase.Dirty);
        var pending = In(direct, Phase.Pending);
        if (failed.Count > 0)
        {
            swallowed.Add((at, failed));
        }
        else if (dirty.Count > 0)
        {
            var always = direct.All(visit => visit.Dirt.Any(dirt => dirt.State is not null && dirt.Phase == Phase.Dirty));
            yield return New(always ? Descriptors.ReplyBeforePersist : Descriptors.ReplyMayPrecedePersist,
                at.GetLocation(), dirty, Late(at), Names(dirty), Story(dirty, at));
        }

        foreach (var persist in pending.SelectMany(dirt => dirt.Persists).Distinct().OrderBy(persist => persist.SpanStart).ToList())
        {
            if (!unawaited.Add(persist)) continue;
            var waiting = pending.Where(dirt => dirt.Persists.Contains(persist)).ToList();
            var isHere = IsHere(persist);
            yield return New(Descriptors.PersistNotAwaited, (isHere ? persist : at).GetLocation(), waiting, isHere ? at : persist,
                Names(waiting), Spelling.Of(persist), isHere ? $"the reply in line {Line(at)} leaves before that" : "this reply leaves before that");
        }
    }

    /// <summary>One diagnostic for a catch clause, however many replies it goes on to.</summary>
    private IEnumerable<Diagnostic> OnSwallowed()
    {
        foreach (var clause in swallowed.GroupBy(reply => By(reply.Failed) ?? reply.At))
        {
            var failed = clause.SelectMany(reply => reply.Failed).Distinct().ToList();
            var persist = failed[0].Persists.First();
            var first = clause.First().At;
            var isReply = clause.Key == first;
            var places = failed.Select(dirt => dirt.Write!.GetLocation()).Append(persist.GetLocation())
                .Concat(isReply ? [] : clause.Select(reply => reply.At.GetLocation()));
            yield return Diagnostic.Create(Descriptors.PersistFailureSwallowed, isReply ? first.GetLocation() : Spelling.CatchHeader(clause.Key), places,
                Names(failed), Spelling.Of(persist), isReply ? "this reply leaves all the same" : $"this clause goes on to the reply in line {Line(first)}");
        }
    }

    private SyntaxNode? By(IReadOnlyList<Dirt> failed) => failed.Select(dirt => dirt.SwallowedBy).FirstOrDefault(clause => clause is not null && IsHere(clause) && !IsInNested(clause));

    /// <summary>Whether the node belongs to a lambda or local function inside the method.</summary>
    private bool IsInNested(SyntaxNode node) => node.Ancestors().First(outer =>
        outer is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax) is var function
        && !function.Span.Contains(Body.Span);

    private SyntaxNode Body => shared.Bodies.GraphOf(findings.Method, cancellation)!.OriginalOperation.Syntax;

    /// <summary>A persist whose task is thrown away: no reply here depends on it, but the next one will.</summary>
    private IEnumerable<Diagnostic> OnDiscarded()
    {
        foreach (var discarded in findings.Discarded.GroupBy(pair => pair.Persist, pair => pair.Dirt))
        {
            if (!unawaited.Add(discarded.Key) || !IsHere(discarded.Key)) continue;
            var dirt = discarded.ToList();
            yield return New(Descriptors.PersistNotAwaited, discarded.Key.GetLocation(), dirt, null,
                Names(dirt), Spelling.Of(discarded.Key), "its task is thrown away, so nobody learns when that is or whether it failed");
        }
    }

    private IEnumerable<Diagnostic> OnRetries() => findings.Retries.Select(retry =>
        Diagnostic.Create(Descriptors.RetryAfterFailedPersist, retry.Call.GetLocation(), new[] { retry.Failed.GetLocation() }, Spelling.Of(retry.Call)));

    private IEnumerable<Diagnostic> OnContract()
    {
        var method = findings.Method;
        if ((shared.Lexicon.Of(method) & Roles.Persists) == 0 || Iterators.Is(method)) return [];
        return new ContractVerdicts(findings, IsHere, unawaited).All();
    }

    private static List<Dirt> In(IEnumerable<ReplyVisit> visits, Phase phase) =>
        visits.SelectMany(visit => visit.Dirt).Where(dirt => dirt.State is not null && dirt.Phase == phase).Distinct()
            .OrderBy(dirt => dirt.Write!.SpanStart).ToList();

    private bool IsHere(SyntaxNode node) => node.SyntaxTree == Body.SyntaxTree && Body.Span.Contains(node.Span);

    /// <summary>The first persist after the reply: the one that is too late.</summary>
    private SyntaxNode? Late(SyntaxNode reply) => Persists.In(shared, findings.Method, cancellation)
        .Where(persist => persist.SpanStart > reply.Span.End).OrderBy(persist => persist.SpanStart).FirstOrDefault();

    private string Story(List<Dirt> dirt, SyntaxNode reply)
    {
        var changed = $"It was changed in line {Line(dirt[0].Write!)}";
        return Late(reply) is { } late ? $"{changed}; '{Spelling.Of(late)}' in line {Line(late)} comes too late." : $"{changed}, and nothing after that persists it.";
    }

    private static Diagnostic New(
        DiagnosticDescriptor descriptor, Location at, IReadOnlyList<Dirt> dirt, SyntaxNode? other, params object[] arguments)
    {
        var places = dirt.Select(change => change.Write!.GetLocation()).ToList();
        if (other is not null) places.Add(other.GetLocation());
        return Diagnostic.Create(descriptor, at, places, arguments);
    }

    private static string Names(IEnumerable<Dirt> dirt) => Spelling.Of(dirt.Select(change => change.State!));

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
