using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaxosConformance.Analyzers.Vocabulary;

/// <summary>What .NET and common stores are known to do to the disk, without annotations.</summary>
internal static class KnownPersistence
{
    /// <summary>Whether the call returns, or its task completes, when what was written is on disk.</summary>
    public static bool Persists(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Flush" when Is(method, "System.IO", "FileStream") || Is(method, "LightningDB", "LightningEnvironment"):
                return call.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: true }) || WritesThrough(call.Instance);
            case "FlushAsync" when Is(method, "System.IO", "FileStream") || Is(method, "System.IO", "Stream"):
            case "Flush" when Is(method, "System.IO", "Stream"):
                return WritesThrough(call.Instance);
            case "FlushToDisk":
                return Is(method, "System.IO", "RandomAccess");
            case "Write" or "WriteAsync" when Is(method, "System.IO", "RandomAccess"):
                return call.Arguments.Length > 0 && WritesThrough(call.Arguments[0].Value);
            case "Commit" or "CommitAsync":
                return IsTransaction(method.ContainingType);
            case "Put" or "Write" or "Remove" or "Delete" or "Merge" when Is(method, "RocksDbSharp", "RocksDb"):
                return call.Arguments.Any(argument => MentionsAtOrigin(argument.Value, "SetSync"));
            default:
                // The system calls, by P/Invoke or a wrapper such as Mono.Unix: FileStream offers none for directories.
                return method.IsStatic && IsSystemCall(method.IsExtern && method.GetDllImportData()?.EntryPointName is { } entry ? entry : method.Name);
        }
    }

    /// <summary>Whether the call empties a buffer of the process and leaves the bytes with the operating system.</summary>
    public static bool OnlyFlushes(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Flush" or "FlushAsync") || Persists(call)) return false;
        var type = call.Instance?.Type;
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name is "MemoryStream" or "NetworkStream" or "UnmanagedMemoryStream") return false;
            if (type.Name is "Stream" or "StreamWriter" or "BinaryWriter" or "TextWriter" && type.IsIn("System.IO")) return true;
        }

        return false;
    }

    /// <summary>Whether the call writes or renames a whole file without a word about the disk.</summary>
    public static bool ReplacesFile(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "File" or "FileInfo" } type && type.IsIn("System.IO")
        && (call.TargetMethod.Name is "Move" or "MoveTo" or "Replace" or "Copy" or "CopyTo"
            || call.TargetMethod.Name.StartsWith("WriteAll", StringComparison.Ordinal)
            || call.TargetMethod.Name.StartsWith("AppendAll", StringComparison.Ordinal));

    /// <summary>Whether the value was opened in the containing type with <c>FileOptions.WriteThrough</c> (O_SYNC).</summary>
    public static bool WritesThrough(IOperation? handle) => MentionsAtOrigin(handle, "WriteThrough");

    private static bool IsSystemCall(string name) => name is "fsync" or "fdatasync" or "FlushFileBuffers";

    private static bool IsTransaction(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Name is "DbTransaction" or "SqliteTransaction" or "SQLiteTransaction" or "LightningTransaction") return true;
        return false;
    }

    private static bool Is(IMethodSymbol method, string space, string name) =>
        method.ContainingType.Name == name && method.IsIn(space);

    /// <summary>Whether a word occurs in the expression, or where the variable or field it names gets its value.</summary>
    private static bool MentionsAtOrigin(IOperation? operation, string word)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        if (operation is null) return false;
        if (Mentions(operation.Syntax, word)) return true;
        ISymbol? symbol = operation switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            ILocalReferenceOperation local => local.Local,
            _ => null,
        };
        if (symbol is null) return false;
        var scopes = symbol is ILocalSymbol ? symbol.ContainingSymbol.DeclaringSyntaxReferences : symbol.ContainingType.DeclaringSyntaxReferences;
        return scopes.Any(scope => Origins.Of(symbol.Name, scope.GetSyntax()).Any(origin => Mentions(origin, word)));
    }

    private static bool Mentions(SyntaxNode node, string word) => node.DescendantTokens().Any(token => token.ValueText == word);
}
