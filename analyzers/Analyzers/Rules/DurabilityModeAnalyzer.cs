using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Rules;

/// <summary>Finds settings of common stores that acknowledge a commit before it is on disk, in types that hold or persist durable state.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DurabilityModeAnalyzer : DiagnosticAnalyzer
{
    private static readonly Regex pragma = new(@"\b(synchronous\s*=\s*(off|0)|journal_mode\s*=\s*(off|memory))\b", RegexOptions.IgnoreCase | RegexOptions.Compiled);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.WeakDurabilityMode);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Lexicon.Of(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken) is not { } lexicon) return;
            start.RegisterOperationAction(operation => CheckText(operation, lexicon), OperationKind.Literal);
            start.RegisterOperationAction(operation => CheckCall(operation, lexicon), OperationKind.Invocation);
            start.RegisterOperationAction(operation => CheckFlag(operation, lexicon), OperationKind.FieldReference);
        });
    }

    private static void CheckText(OperationAnalysisContext context, Lexicon lexicon)
    {
        if (context.Operation.ConstantValue is { HasValue: true, Value: string text } && pragma.Match(text) is { Success: true } match)
            Report(context, lexicon, match.Value);
    }

    private static void CheckCall(OperationAnalysisContext context, Lexicon lexicon)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.ContainingType.Name != "WriteOptions" || call.Arguments.Length == 0) return;
        var isOn = call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: true };
        var isOff = call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: false };
        if ((call.TargetMethod.Name == "SetSync" && isOff) || (call.TargetMethod.Name == "DisableWal" && (isOn || call.Arguments[0].Value.ConstantValue is { Value: 1 })))
            Report(context, lexicon, call.TargetMethod.Name);
    }

    private static void CheckFlag(OperationAnalysisContext context, Lexicon lexicon)
    {
        var field = ((IFieldReferenceOperation)context.Operation).Field;
        if (field.ContainingType is { TypeKind: TypeKind.Enum, Name: "EnvironmentOpenFlags" } && field.Name is "NoSync" or "NoMetaSync" or "MapAsync")
            Report(context, lexicon, field.Name);
    }

    private static void Report(OperationAnalysisContext context, Lexicon lexicon, string setting)
    {
        var type = context.ContainingSymbol as INamedTypeSymbol ?? context.ContainingSymbol.ContainingType;
        if (type is null || !type.GetMembers().Any(member => (lexicon.Of(member) & (Roles.Durable | Roles.Changes | Roles.Persists)) != 0)) return;
        if (lexicon.IsWaived(Descriptors.WeakDurabilityMode.Id, context.ContainingSymbol)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.WeakDurabilityMode, context.Operation.Syntax.GetLocation(), $"'{setting}'"));
    }
}
