namespace PaxosConformance.Tracing.Tests.Simulation;

/// <summary>How a correct node makes use of the freedoms of the protocol.</summary>
public sealed record Freedoms
{
    /// <summary>F1: how stale requests are refused.</summary>
    public Refusal Refusal { get; init; }

    /// <summary>F2: how a repeated prepare is answered.</summary>
    public Repeated EqualPrepare { get; init; }

    /// <summary>F3: accepts only what was promised last.</summary>
    public bool ExactPromise { get; init; }

    /// <summary>F4: a repeated accept is not answered.</summary>
    public bool DropsRepeatedAccepts { get; init; }

    /// <summary>A vote cast once is acknowledged again, also below a higher promise.</summary>
    public bool Reacknowledges { get; init; }

    /// <summary>V09: who knows the decision answers everything with it.</summary>
    public bool AnswersDecided { get; init; }

    /// <summary>F7: who knows the decision reports it, with any ballot.</summary>
    public bool ReportsDecided { get; init; }

    /// <summary>F14, V11: acceptances go to all, and nobody is told the decision.</summary>
    public bool Broadcasts { get; init; }

    /// <summary>F8: a crash takes the decision.</summary>
    public bool ForgetsDecision { get; init; }

    /// <summary>F9: any set of promises that contains a quorum is used.</summary>
    public bool ChoosesPromises { get; init; }

    /// <summary>F11: not everybody is asked for a promise.</summary>
    public bool PreparesFew { get; init; }

    /// <summary>F23: requests are handled, and votes sent, in any order.</summary>
    public bool Concurrent { get; init; }

    /// <summary>Acceptances carry the value.</summary>
    public bool TellsValue { get; init; }
}

/// <summary>How a stale request is refused.</summary>
public enum Refusal
{
    /// <summary>Not at all.</summary>
    Silent,

    /// <summary>By a nack.</summary>
    Nack,

    /// <summary>By a nack with the ballot in the way.</summary>
    NackWithBallot,

    /// <summary>By a message in the shape of a vote, with the own higher ballot.</summary>
    Shaped,
}

/// <summary>How a repeated prepare is answered.</summary>
public enum Repeated
{
    /// <summary>By a promise with the current pair.</summary>
    Current,

    /// <summary>By the first promise again.</summary>
    Original,

    /// <summary>Not at all.</summary>
    Silent,
}

/// <summary>What is wrong with a broken node.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,
    PromisesBelowPromise,
    AcceptsBelowPromise,
    AcceptingDoesNotRaise,
    NeverReports,
    PrepareClearsThePair,
    ReportsThePromisedBallot,
    IgnoresIds,
    ForgetsThePromise,
    ForgetsThePair,
    AnswersWithAnotherBallot,
    NeedsNoQuorum,
    KeepsItsWish,
    CountsRepetitions,
    CountsOtherBallots,
    CountsRefusals,
    RestartsItsCounter,
    Invents,
    DecidesAtOnce,
    AnswersItsWish,
    ChangesItsMind,
}
