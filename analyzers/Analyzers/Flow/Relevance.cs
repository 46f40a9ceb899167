using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaxosConformance.Analyzers.Vocabulary;

namespace PaxosConformance.Analyzers.Flow;

/// <summary>Tells, without looking at the flow, which methods can have to do with durability at all. Most need no graph.</summary>
internal sealed class Relevance(Lexicon lexicon, Bodies bodies)
{
    private readonly ConcurrentDictionary<IMethodSymbol, Mention> direct = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Roles> reachable = new(SymbolEqualityComparer.Default);

    /// <param name="Roles">The words of the vocabulary.</param>
    /// <param name="Calls">What is called in this compilation.</param>
    /// <param name="Nests">Whether there are lambdas or local functions.</param>
    /// <param name="GoesOn">Whether the method may go on after something failed.</param>
    private sealed record Mention(Roles Roles, IReadOnlyCollection<IMethodSymbol> Calls, bool Nests, bool GoesOn)
    {
        public static readonly Mention Nothing = new(Roles.None, [], Nests: false, GoesOn: false);
    }

    /// <summary>The words of the vocabulary that occur in a method, or in what it calls in this compilation.</summary>
    public Roles Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = Bodies.Definition(method);
        if (reachable.TryGetValue(method, out var known)) return known;

        if (DirectlyIn(method, cancellation) is { Calls.Count: 0, Roles: var own }) return reachable[method] = own;

        var found = Roles.None;
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var waiting = new Stack<IMethodSymbol>(seen);
        while (waiting.Count > 0)
        {
            var next = waiting.Pop();
            if (reachable.TryGetValue(next, out known))
            {
                found |= known;
                continue;
            }

            var mention = DirectlyIn(next, cancellation);
            found |= mention.Roles;
            foreach (var call in mention.Calls)
                if (seen.Add(call)) waiting.Push(call);
        }

        return reachable[method] = found;
    }

    /// <summary>Whether there are lambdas or local functions in the method.</summary>
    public bool Nests(IMethodSymbol method, CancellationToken cancellation) => DirectlyIn(method, cancellation).Nests;

    /// <summary>Whether the method itself may go on after something failed in it.</summary>
    public bool GoesOn(IMethodSymbol method, CancellationToken cancellation) => DirectlyIn(method, cancellation).GoesOn;

    /// <summary>The words of the vocabulary that occur in an operation, or in what it calls in this compilation.</summary>
    public Roles Of(IOperation operation, CancellationToken cancellation)
    {
        var mention = MentionedIn(operation);
        var found = mention.Roles;
        foreach (var call in mention.Calls) found |= Of(call, cancellation);
        return found;
    }

    private Mention DirectlyIn(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!direct.TryGetValue(method, out var known))
            direct[method] = known = bodies.RootOf(method, cancellation) is { } root ? MentionedIn(root) : Mention.Nothing;
        return known;
    }

    private Mention MentionedIn(IOperation root)
    {
        var roles = Roles.None;
        var (nests, goesOn) = (false, false);
        HashSet<IMethodSymbol>? calls = null;
        foreach (var operation in root.DescendantsAndSelf())
        {
            // By kind: every operation of the compilation comes by here, and each test for an interface costs more than this one.
            switch (operation.Kind)
            {
                case OperationKind.Invocation:
                    var call = (IInvocationOperation)operation;
                    roles |= lexicon.Of(call.TargetMethod);
                    if (KnownPersistence.Persists(call) || KnownPersistence.ReplacesFile(call)) roles |= Roles.Persists;
                    AddCall(call.TargetMethod);
                    goesOn |= call.TargetMethod.Name.StartsWith("Try", System.StringComparison.Ordinal);
                    break;
                case OperationKind.Try or OperationKind.Using or OperationKind.UsingDeclaration or OperationKind.Lock:
                    goesOn = true;
                    break;
                case OperationKind.AnonymousFunction or OperationKind.LocalFunction:
                    nests = true;
                    break;
                case OperationKind.MethodReference:
                    var reference = (IMethodReferenceOperation)operation;
                    roles |= lexicon.Of(reference.Method);
                    AddCall(reference.Method);
                    break;
                case OperationKind.FieldReference:
                    var field = (IFieldReferenceOperation)operation;
                    roles |= OfState(field) & ~Unchanged(field);
                    break;
                case OperationKind.PropertyReference:
                    var property = (IPropertyReferenceOperation)operation;
                    roles |= OfState(property) & ~Unchanged(property);
                    if (property.Property.GetMethod is { } getter) AddCall(getter);
                    if (property.Property.SetMethod is { } setter)
                    {
                        AddCall(setter);
                        if (IsWritten(property)) roles |= lexicon.Of(setter) & Roles.Changes;
                    }

                    break;
                case OperationKind.EventReference:
                    roles |= lexicon.Of(((IEventReferenceOperation)operation).Event);
                    break;
                case OperationKind.ParameterReference:
                    roles |= lexicon.Of(((IParameterReferenceOperation)operation).Parameter);
                    break;
                case OperationKind.With when lexicon.IsDurableType(operation.Type):
                    roles |= Roles.Durable;
                    break;
            }
        }

        return new Mention(roles, (IReadOnlyCollection<IMethodSymbol>?)calls ?? [], nests, goesOn);

        void AddCall(IMethodSymbol method)
        {
            method = Bodies.Definition(method);
            if (!method.DeclaringSyntaxReferences.IsEmpty) (calls ??= new(SymbolEqualityComparer.Default)).Add(method);
        }
    }

    /// <summary>A value that is only read cannot be changed through what was read.</summary>
    private static Roles Unchanged(IMemberReferenceOperation read)
    {
        if (read.Type is not ({ IsValueType: true } or { SpecialType: SpecialType.System_String })) return Roles.None;
        var mayChange = read.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == read,
            IArgumentOperation argument => argument.Parameter?.RefKind is not (null or RefKind.None or RefKind.In),
            IBinaryOperation or IConversionOperation or IReturnOperation or IInterpolationOperation or IIsPatternOperation => false,
            IInvocationOperation call => call.Instance == read && read.Type is { IsValueType: true, IsReadOnly: false, SpecialType: SpecialType.None },
            _ => true,
        };
        return mayChange ? Roles.None : Roles.Durable;
    }

    private static bool IsWritten(IMemberReferenceOperation member) =>
        member.Parent is IAssignmentOperation or IIncrementOrDecrementOperation or ITupleOperation;

    private Roles OfState(IMemberReferenceOperation member)
    {
        var isDurable = (member.Member.ContainingType is { } type && lexicon.IsDurableType(type))
            || (member.Instance is IInstanceReferenceOperation && IsWritten(member) && member.Type is { } held && lexicon.IsDurableType(held));
        return lexicon.Of(member.Member) | (isDurable ? Roles.Durable : Roles.None);
    }
}
