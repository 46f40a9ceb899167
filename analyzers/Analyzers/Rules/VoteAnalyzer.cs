using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Finds votes that are counted without regard to whose they are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VoteAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.VotesCounted);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Lexicon.Of(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken) is not { } lexicon) return;
            start.RegisterOperationAction(operation => CheckStep(operation, lexicon), OperationKind.Increment, OperationKind.CompoundAssignment, OperationKind.SimpleAssignment);
            start.RegisterOperationAction(operation => CheckCall(operation, lexicon), OperationKind.Invocation);
        });
    }

    private static void CheckStep(OperationAnalysisContext context, Lexicon lexicon)
    {
        var target = context.Operation switch
        {
            IIncrementOrDecrementOperation step => step.Target,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => sum.Target,
            ISimpleAssignmentOperation { Target: var element, Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum }
                when Tally(element) is { } votes && Mentions(sum.LeftOperand.Syntax, votes) => element,
            _ => null,
        };
        CheckCounter(context, lexicon, target);
    }

    private static void CheckCall(OperationAnalysisContext context, Lexicon lexicon)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "Increment" or "Add", ContainingType.Name: "Interlocked" }) CheckCounter(context, lexicon, call.Arguments[0].Value);
        else if (call.TargetMethod.Name is "Add" or "Enqueue" or "Push" && IsListOfVotes(call.Instance) is { } list && Counts(list, context) && !IsDistinct(list))
            Report(context, lexicon, list, "is a list: it takes the same vote twice");
    }

    private static void CheckCounter(OperationAnalysisContext context, Lexicon lexicon, IOperation? target)
    {
        var tally = Tally(target);
        if ((tally ?? Member(target)) is not { } counter || !IsVotes(counter.Name)) return;
        if (tally is null ? Counts(counter, context) : Comparisons.ExistOfElements(counter.Name, counter)) Report(context, lexicon, counter, "counts messages");
    }

    private static void Report(OperationAnalysisContext context, Lexicon lexicon, ISymbol votes, string how)
    {
        if (IsGuarded(context.Operation.Syntax) || lexicon.IsWaived(Descriptors.VotesCounted.Id, context.ContainingSymbol)
            || lexicon.IsWaived(Descriptors.VotesCounted.Id, votes))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.VotesCounted, context.Operation.Syntax.GetLocation(), votes.Locations, votes.Name, how));
    }

    /// <summary>A field or property: what counts the answers to one call needs no ids, each peer answers once.</summary>
    private static ISymbol? Member(IOperation? operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Property,
        _ => null,
    };

    /// <summary>What holds a number for each ballot, proposal or slot. A number for each acceptor counts nobody twice.</summary>
    private static ISymbol? Tally(IOperation? element) => element switch
    {
        IPropertyReferenceOperation { Arguments: { Length: 1 } keys, Instance: { } numbers } when IsVotedOn(keys[0].Value) => Member(numbers),
        IArrayElementReferenceOperation { Indices: { Length: 1 } keys, ArrayReference: { } numbers } when IsVotedOn(keys[0]) => Member(numbers),
        _ => null,
    };

    private static bool IsVotedOn(IOperation key) => key.Syntax.DescendantTokens().Any(token => Words.Has(token.ValueText,
        "ballot", "proposal", "round", "slot", "term", "value", "instance", "view", "epoch", "candidate", "command", "entry"));

    private static bool Mentions(SyntaxNode expression, ISymbol symbol) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == symbol.Name);

    private static ISymbol? IsListOfVotes(IOperation? instance) => Member(instance) is { } member && IsVotes(member.Name)
        && instance!.Type is INamedTypeSymbol { Name: "List" or "IList" or "ICollection" or "ConcurrentBag" or "Queue" or "ConcurrentQueue" or "Stack" or "LinkedList" }
        ? member : null;

    private static bool IsVotes(string name) => Words.Has(name, "vote", "votes", "promises", "acks", "acknowledgements", "acknowledgments", "grants", "accepts", "acceptances", "promisers", "voters")
        || (Words.Has(name, "ack", "promise", "promised", "accepted", "accept", "grant", "granted", "prepared") && Words.Has(name, "count", "counter", "total", "received"));

    /// <summary>Whether the number is compared with something in the type, or the list is given to what knows quorums.</summary>
    private static bool Counts(ISymbol votes, OperationAnalysisContext context) =>
        Comparisons.Exist(votes.Name, votes) || Comparisons.Exist(votes.Name, context.ContainingSymbol) || votes.ContainingType.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(context.CancellationToken).DescendantNodes()).OfType<InvocationExpressionSyntax>()
            .Any(call => Words.Has(call.Expression.ToString(), "quorum", "majority")
                && call.ArgumentList.Arguments.Any(argument => argument.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == votes.Name)));

    /// <summary>Whether the type looks through the list for doubles.</summary>
    private static bool IsDistinct(ISymbol votes) => votes.ContainingType.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantNodes()).OfType<MemberAccessExpressionSyntax>()
        .Any(access => access.Name.Identifier.ValueText is "Any" or "All" or "Contains" or "Distinct" or "DistinctBy" or "Exists" or "Find" or "FindIndex"
                or "FirstOrDefault" or "Select" or "GroupBy" or "ToHashSet" or "RemoveAll" or "IndexOf" or "Except" or "Union"
            && access.Expression.ToString() is var of && (of == votes.Name || of == "this." + votes.Name));

    /// <summary>Whether the question is who may vote at all: it is put to a set by the name of the members, to which the type adds nobody.</summary>
    private static bool AsksForMembership(InvocationExpressionSyntax question, MemberDeclarationSyntax member)
    {
        if (question.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains" or "ContainsKey" or "Any" or "Exists", Expression: var asked }
            || !asked.DescendantTokens().Any(token => Words.Has(token.ValueText, "acceptors", "peers", "members", "replicas", "cluster", "quorum", "quorums", "configuration", "config")))
        {
            return false;
        }

        var type = member.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? (SyntaxNode)member;
        return !type.DescendantNodes().Any(node => node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" or "Remove", Expression: var changed } } =>
                changed.ToString() == asked.ToString(),
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var changed } } => changed.ToString() == asked.ToString(),
            _ => false,
        });
    }

    /// <summary>Whether a set decides whether the vote is new, in a condition around the step or before it. A set of members does not.</summary>
    private static bool IsGuarded(SyntaxNode step)
    {
        var member = step.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is not null && member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Span.End <= step.Span.End && call.Span != step.Span && IsCondition(call) && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
            && name is "Add" or "TryAdd" or "Contains" or "ContainsKey" or "Remove" or "TryRemove" or "TryGetValue" or "Any" or "Exists" or "All"
            && !AsksForMembership(call, member));

        static bool IsCondition(SyntaxNode call)
        {
            for (var node = call; node.Parent is { } parent; node = parent)
            {
                if (parent is IfStatementSyntax statement && statement.Condition == node) return true;
                if (parent is ConditionalExpressionSyntax conditional && conditional.Condition == node) return true;
                if (parent is EqualsValueClauseSyntax or WhenClauseSyntax) return true;
                if (parent is StatementSyntax) return false;
            }

            return false;
        }
    }
}
