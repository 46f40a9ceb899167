namespace PaxosConformance.Smoke;

/// <summary>A mistake that adapters make.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Mistake(string Name, string Remedy)
{
    /// <summary>The process ended before it answered init.</summary>
    public static Mistake ExitBeforeInit { get; } = new("exit before init is answered", "Start the program by hand and see what it says; it must wait for lines on stdin.");

    /// <summary>The process ended though nobody asked it to.</summary>
    public static Mistake ExitAfterInit { get; } = new("exit after init", "Read lines until stdin ends, and answer each; an exception in one message must not leave the loop unnoticed.");

    /// <summary>An answer came without the newline that ends a line.</summary>
    public static Mistake MissingNewline { get; } = new("missing newline", "End every message with one \\n.");

    /// <summary>Nothing came until stdin was closed, and then it did.</summary>
    public static Mistake UnflushedOutput { get; } = new("unflushed stdout", "Flush stdout after each line: programs that write to a pipe keep what they write back until much of it has come together.");

    /// <summary>Nothing came at all.</summary>
    public static Mistake NoAnswer { get; } = new("never answers", "See that the line is read and its type is handled; stderr is free for logs.");

    /// <summary>A line of stdout is for people.</summary>
    public static Mistake LogsOnStdout { get; } = new("logs on stdout", "Write logs to stderr: stdout carries messages and nothing else.");

    /// <summary>A line begins like an object and is no JSON.</summary>
    public static Mistake BrokenJson { get; } = new("not JSON", "Let a JSON library write the line: one object, on one line, with double quotes.");

    /// <summary>A line holds more than one object.</summary>
    public static Mistake TwoObjects { get; } = new("two objects in one line", "Write a newline after each message.");

    /// <summary>A line is not UTF-8.</summary>
    public static Mistake InvalidUtf8 { get; } = new("invalid UTF-8", "Encode lines as UTF-8, without a byte order mark; bytes that are no text travel in value_base64.");

    /// <summary>A line is longer than allowed.</summary>
    public static Mistake TooLong { get; } = new("too long a line", "Keep lines to 1 MiB (1,048,576 bytes).");

    /// <summary>A ballot, or its counter, is a string.</summary>
    public static Mistake BallotAsString { get; } = new("ballot as a string", "Write ballots as objects with a number and an id: {\"n\": 5, \"id\": \"n1\"}.");

    /// <summary>The type is none of the protocol's.</summary>
    public static Mistake UnknownType { get; } = new("unknown type", "Use the types of the wire protocol; their spelling counts.");

    /// <summary>A field is missing or wrong.</summary>
    public static Mistake WrongField { get; } = new("field missing or wrong", "See the schema at the place that is named.");

    /// <summary>The sender is not the node.</summary>
    public static Mistake WrongSrc { get; } = new("wrong src", "src is the node_id that init gave to this node, in every line.");

    /// <summary>The receiver is not who asked, or no node.</summary>
    public static Mistake WrongDest { get; } = new("wrong dest", "An answer goes to the src of what it answers; a message to itself never goes on the wire.");

    /// <summary>An answer repeats another number than that of its request.</summary>
    public static Mistake WrongInReplyTo { get; } = new("wrong in_reply_to", "Repeat the msg_id of the request as in_reply_to, as a number.");

    /// <summary>An answer is of another kind than its request wants.</summary>
    public static Mistake WrongAnswer { get; } = new("wrong kind of answer", "Answer each request with its own type: init with init_ok, and so on, or with error.");

    /// <summary>An answer has the right shape and says the wrong thing.</summary>
    public static Mistake WrongContent { get; } = new("wrong content of an answer", "Compare what came with what was expected.");

    /// <summary>A vote for a ballot that nobody asked for.</summary>
    public static Mistake WrongBallot { get; } = new("reply with the wrong ballot", "A promise or accepted repeats the ballot of its request, word by word; the proposer tells answers apart by it.");

    /// <summary>It acts as a node before it knows who it is.</summary>
    public static Mistake BeforeInit { get; } = new("answering before init", "Until init has come, answer every request but echo with error 11, or not at all.");

    /// <summary>A request that comes too early ends it.</summary>
    public static Mistake DiesBeforeInit { get; } = new("exit at a request before init", "Until init has come, answer every request but echo with error 11, or not at all, and wait for init.");

    /// <summary>Echo overtakes earlier answers, though the node promises that it does not.</summary>
    public static Mistake NotOrdered { get; } = new("declares 'ordered' and is not", "Answer echo after everything before it was handled and answered, or do not declare 'ordered'.");

    /// <summary>A crash makes it forget, though it promises to remember.</summary>
    public static Mistake NotDurable { get; } = new("declares 'durable' and forgets", "Write the promise and the accepted proposal to data_dir before the answer leaves, and read them at init; or do not declare 'durable'.");

    /// <summary>A reset leaves something behind.</summary>
    public static Mistake NotReset { get; } = new("declares 'reset' and remembers", "Wipe memory and data_dir before reset_ok leaves, or do not declare 'reset'.");
}

/// <summary>A mistake that was found.</summary>
/// <param name="Mistake">Which.</param>
/// <param name="Sent">The line that was sent, exactly; null where nothing was.</param>
/// <param name="Received">The line that came, exactly; null where nothing did.</param>
/// <param name="Expected">What was expected instead.</param>
public sealed record Finding(Mistake Mistake, string? Sent, string? Received, string Expected)
{
    /// <summary>What is wrong, where the name of the mistake does not say it all, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>How often it was seen in its step.</summary>
    public int Count { get; init; } = 1;
}
