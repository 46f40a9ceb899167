using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace PaxosConformance.Analyzers.CodeFixes;

/// <summary>Repeats the contract of a base or interface member on the member that is bound by it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepeatAnnotationFix))]
public sealed class RepeatAnnotationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.AnnotationLost.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue("Attribute", out var words) || words is null) continue;
            if (Fixes.NodeAt(root, diagnostic.Location).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member) continue;
            // [Replies] that lacks its Negative has to be changed by hand: it may be right, and the base wrong.
            if (words.Contains("Negative") && member.AttributeLists.ToString().Contains("Replies")) continue;
            Fixes.Offer(context, diagnostic, $"Repeat [{words}]", member, With(member, words));
        }
    }

    private static MemberDeclarationSyntax With(MemberDeclarationSyntax member, string words)
    {
        var colon = words.IndexOf(": ", System.StringComparison.Ordinal);
        var target = colon < 0 ? null : SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.ReturnKeyword));
        var word = words.Substring(colon < 0 ? 0 : colon + 2);
        var open = word.IndexOf('(');
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::PaxosConformance.Annotations." + (open < 0 ? word : word.Substring(0, open)) + "Attribute").WithAdditionalAnnotations(Simplifier.Annotation),
            open < 0 ? null : SyntaxFactory.ParseAttributeArgumentList(word.Substring(open)));
        var list = SyntaxFactory.AttributeList(target, SyntaxFactory.SingletonSeparatedList(attribute)).WithAdditionalAnnotations(Formatter.Annotation);
        var leading = member.GetLeadingTrivia();
        return member.WithoutLeadingTrivia().WithAttributeLists(member.WithoutLeadingTrivia().AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)))
            .WithLeadingTrivia(leading).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
