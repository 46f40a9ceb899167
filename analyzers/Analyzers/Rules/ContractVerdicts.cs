using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaxosConformance.Analyzers.Flow;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Whether a member that promises to persist does so on every way it completes.</summary>
internal sealed class ContractVerdicts(Findings findings, Func<SyntaxNode, bool> isHere, HashSet<SyntaxNode> unawaited)
{
    private readonly string name = findings.Method.Name;
    private readonly Location place = findings.Method.Locations[0];

    public IEnumerable<Diagnostic> All()
    {
        var unmet = 0;
        var seen = new HashSet<(string, SyntaxNode)>();
        foreach (var exit in findings.Exits)
        {
            // A Try… member that returns false has persisted nothing, and says so.
            if (exit.Value.Constant == false) continue;
            var left = exit.State.Completed(exit.Value.Completes).Dirt;
            var replaced = left.Where(dirt => dirt.IsReplacedFile);
            foreach (var dirt in replaced)
                if (isHere(dirt.Write!) && seen.Add((Descriptors.NonDurableReplace.Id, dirt.Write!))) yield return Replaced(dirt.Write!);

            foreach (var dirt in left)
            {
                if (!dirt.IsEntry) continue;
                if (dirt.Phase == Phase.Pending)
                {
                    foreach (var persist in dirt.Persists)
                        if (isHere(persist) && unawaited.Add(persist)) yield return Unawaited(persist);
                }
                else if (dirt.Phase == Phase.Failed)
                {
                    if (dirt.SwallowedBy is { } clause && seen.Add((Descriptors.PersistFailureSwallowed.Id, clause))) yield return Swallowed(clause, dirt);
                }
                else if (exit.State.MayHavePersisted)
                {
                    continue;
                }
                else if (exit.State.WeakFlushes.Count > 0)
                {
                    foreach (var flush in exit.State.WeakFlushes)
                        if (isHere(flush) && seen.Add((Descriptors.FlushIsNotFsync.Id, flush))) yield return Weak(flush);
                }
                else if (replaced.Count == 0)
                {
                    unmet++;
                }
            }
        }

        if (unmet > 0)
            yield return Diagnostic.Create(Descriptors.PersistContractUnmet, place, name, unmet == findings.Exits.Count ? "it completes" : "it may complete");
    }

    private Diagnostic Weak(SyntaxNode flush) => Diagnostic.Create(Descriptors.FlushIsNotFsync, flush.GetLocation(), new[] { place }, Spelling.Call(flush), $"'{name}'");

    private Diagnostic Unawaited(SyntaxNode persist) => Diagnostic.Create(Descriptors.PersistNotAwaited, persist.GetLocation(), new[] { place },
        "The state", Spelling.Of(persist), $"'{name}' completes before that");

    private Diagnostic Swallowed(SyntaxNode clause, Dirt dirt) => Diagnostic.Create(Descriptors.PersistFailureSwallowed, Spelling.CatchHeader(clause),
        new[] { dirt.Persists.First().GetLocation(), place }, "The state", Spelling.Of(dirt.Persists.First()), $"this clause lets '{name}' complete as if it were");

    private Diagnostic Replaced(SyntaxNode call)
    {
        var renames = call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Move" or "MoveTo" or "Replace" } };
        return Diagnostic.Create(Descriptors.NonDurableReplace, call.GetLocation(), new[] { place },
            Spelling.Call(call), renames ? "an fsync of the directory" : "an fsync of the file and of its directory", "the file");
    }
}
