using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>What leaves for other processes.</summary>
internal sealed partial class Evaluator
{
    private static readonly string[] sending =
    [
        "Write", "TryWrite", "Enqueue", "Add", "TryAdd", "Post", "Send", "Push", "Publish", "Set", "TrySet",
        "OnNext", "Emit", "Tell", "Invoke", "BeginInvoke", "Raise", "Respond", "Reply", "Report", "Offer",
    ];

    private void ReplyWith(IOperation? content, SyntaxNode at, FlowState state, IInvocationOperation? call = null)
    {
        if (content is not null && (IsNegative(content) || IsNothing(content))) return;
        if (call is not null && call.Arguments.Any(argument => IsNegative(argument.Value))) return;
        walker.Findings.Reply(at, state.Dirt);
    }

    private bool IsReply(IInvocationOperation call, Value receiver, Roles roles)
    {
        if ((roles & Roles.Replies) != 0) return true;
        if (!receiver.CarriesReplies && !CarriesReplies(call.Instance)) return false;
        return call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
            || (call.TargetMethod.Parameters.Length > 0 && Sends(call.TargetMethod.Name));
    }

    private bool CarriesReplies(IOperation? instance)
    {
        for (instance = places.Resolve(instance); instance is IMemberReferenceOperation or IParameterReferenceOperation; instance = places.Resolve((instance as IMemberReferenceOperation)?.Instance))
        {
            ISymbol symbol = instance is IMemberReferenceOperation member ? member.Member : ((IParameterReferenceOperation)instance).Parameter;
            var roles = analysis.Lexicon.Of(symbol);
            if ((roles & (Roles.Replies | Roles.Negative)) == Roles.Replies) return true;
        }

        return false;
    }

    private bool AnswersBySetting(IPropertySymbol property, Value value) =>
        value.IsNull != true && (analysis.Lexicon.Of(property) & (Roles.Replies | Roles.Negative)) == Roles.Replies
        && property.Type.TypeKind != TypeKind.Delegate && Method.MethodKind != MethodKind.Constructor
        && (property.Type.IsReferenceType ? property.Type.Name is not ("Channel" or "ChannelWriter") : true);

    private bool IsNegative(IInvocationOperation call, Roles roles) =>
        (roles & Roles.Negative) != 0 || call.Arguments.Any(argument => IsNegative(argument.Value));

    private bool IsNegative(IOperation content)
    {
        content = places.Resolve(content) ?? content;
        return analysis.Lexicon.IsNegative(content.Type)
            || (content is IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: { Length: 1 } given } && IsNegative(given[0].Value))
            || (content is IAwaitOperation awaited && IsNegative(awaited.Operation))
            || (content.Type is INamedTypeSymbol { TypeArguments.Length: 1 } task && Tasks.IsTask(task) && analysis.Lexicon.IsNegative(task.TypeArguments[0]))
            || (content is IInvocationOperation call && (analysis.Lexicon.Of(call.TargetMethod) & Roles.Negative) != 0);
    }

    /// <summary>Whether the answer is no answer: silence binds nobody.</summary>
    private static bool IsNothing(IOperation content) => content.ConstantValue is { HasValue: true, Value: null };

    private Ways<Outcome> Yield(IReturnOperation yielded, FlowState state)
    {
        var outcomes = Ways<Outcome>.None;
        foreach (var way in Evaluate(yielded.ReturnedValue, state))
        {
            if (returnsReplies) ReplyWith(yielded.ReturnedValue, yielded.Syntax, way.State);
            outcomes = outcomes.And(One(way.State, Value.Unknown));
        }

        return outcomes;
    }

    /// <summary>The body of a method that replies, where that body persists first by itself.</summary>
    private Summary? PersistsFirst(IInvocationOperation call, Value[] arguments)
    {
        var target = call.TargetMethod;
        if (target.IsAbstract || (analysis.RelevanceOf(target) & Roles.Persists) == 0) return null;
        var summary = analysis.SummaryOf(target, Bind(target, call.Arguments, arguments));
        var keeps = summary is null || summary.Exits.Any(exit => exit.State.Dirt.Any(dirt => dirt.IsEntry && dirt.Phase == Phase.Dirty));
        return keeps ? null : summary;
    }

    /// <summary>The body of a method that replies, where that body changes state besides. The reply itself has been noted.</summary>
    private Summary? ChangesToo(IInvocationOperation call, Value[] arguments)
    {
        var target = call.TargetMethod;
        if (target.IsAbstract || (analysis.RelevanceOf(target) & (Roles.Durable | Roles.Changes)) == 0) return null;
        return analysis.SummaryOf(target, Bind(target, call.Arguments, arguments))?.WithoutReplies();
    }

    private static bool Sends(string name) => Starts(name, sending);
}
