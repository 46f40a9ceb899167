using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PaxosConformance.Mutants;

/// <summary>A change to the source of the reference node: what stands in a member, exactly once, is replaced.</summary>
/// <param name="File">The project and the file: <c>Paxos/Acceptor.cs</c>.</param>
/// <param name="Member">The member that is changed, overloads included; null: anything in the file.</param>
/// <param name="Find">C# that stands there. Compared token by token, so layout and comments do not matter.</param>
/// <param name="Put">C# to stand there instead.</param>
public sealed record Rewrite(string File, string? Member, string Find, string Put)
{
    /// <summary>Names a member; <see cref="Place.Replace"/> says what becomes of it.</summary>
    public static Place In(string file, string? member = null) => new(file, member);

    /// <summary>Changes a file.</summary>
    /// <exception cref="RewriteException">What is to be replaced stands nowhere, or in more than one place.</exception>
    public SyntaxTree Apply(SyntaxTree tree)
    {
        var places = Places(tree.GetRoot()).ToList();
        if (places.Count != 1)
            throw new RewriteException($"{File}{(Member is null ? "" : $", {Member}")}: '{Find}' stands in {places.Count} places: expected exactly one");
        return tree.WithChangedText(tree.GetText().WithChanges(new TextChange(places[0], Put)));
    }

    private IEnumerable<TextSpan> Places(SyntaxNode root)
    {
        var wanted = string.Concat(SyntaxFactory.ParseTokens(Find).Select(token => token.Text));
        return from member in Member is null ? [root] : root.DescendantNodes().Where(node => NameOf(node) == Member)
               let tokens = member.DescendantTokens().Where(token => token.Text.Length > 0).ToList()
               from first in Enumerable.Range(0, tokens.Count)
               let last = LastOf(wanted, tokens, first)
               where last is not null
               select TextSpan.FromBounds(tokens[first].SpanStart, tokens[last.Value].Span.End);
    }

    // The lexer and the parser cut strings and ranges into different tokens: their texts, one behind the other, are the same.
    private static int? LastOf(string wanted, List<SyntaxToken> tokens, int first)
    {
        var rest = wanted.AsSpan();
        for (var i = first; i < tokens.Count && rest.StartsWith(tokens[i].Text); i++)
        {
            rest = rest[tokens[i].Text.Length..];
            if (rest.IsEmpty) return i;
        }

        return null;
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        TypeDeclarationSyntax type when type.Parent is BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax => "type " + type.Identifier.Text,
        _ => null,
    };

    /// <summary>A member of the source.</summary>
    public sealed record Place(string File, string? Member)
    {
        /// <summary>Replaces what stands there by something else.</summary>
        public Rewrite Replace(string find, string put) => new(File, Member, find, put);

        /// <summary>Adds to what stands there, behind it.</summary>
        public Rewrite After(string find, string more) => new(File, Member, find, $"{find}\n{more}");
    }
}

/// <summary>The source of the reference node has changed, and a mutant no longer applies: it must be adapted.</summary>
public sealed class RewriteException(string message) : Exception(message);
