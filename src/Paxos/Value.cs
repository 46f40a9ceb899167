using System.Text;
using System.Text.Unicode;

namespace Paxos;

/// <summary>A value that may be chosen: any sequence of bytes, compared byte by byte (P-SAF-02). Immutable.</summary>
public sealed class Value : IEquatable<Value>
{
    private readonly byte[] bytes;

    private Value(byte[] bytes) => this.bytes = bytes;

    /// <summary>The value that holds a copy of <paramref name="bytes"/>; none at all is a value too.</summary>
    public static Value Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>The value that is the UTF-8 form of <paramref name="text"/>.</summary>
    public static implicit operator Value(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static Value FromString(string text) => text;

    /// <summary>The bytes of the value.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Whether the bytes are well-formed UTF-8, so that the value can be told as text without loss.</summary>
    public bool IsText => Utf8.IsValid(bytes);

    /// <inheritdoc/>
    public bool Equals(Value? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    /// <summary>Whether two values hold the same bytes.</summary>
    public static bool operator ==(Value? a, Value? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(Value? a, Value? b) => !(a == b);

    /// <summary>The value as text, or as <c>base64:…</c> where it is no text.</summary>
    public override string ToString() => IsText ? Encoding.UTF8.GetString(bytes) : "base64:" + Convert.ToBase64String(bytes);
}
