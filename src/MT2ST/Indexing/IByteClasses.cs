using System.Runtime.Intrinsics;

namespace MT2ST.Indexing;

/// <summary>The classes of bytes for a tokenizer, found for 64 bytes at a time; a byte that is neither plain nor special separates words.</summary>
internal interface IByteClasses
{
    /// <summary>All ones for each plain byte, which is part of a word in any context.</summary>
    static abstract Vector512<byte> IsPlain(Vector512<byte> bytes);

    /// <summary>All ones for each special byte, whose class depends on the characters around it.</summary>
    static abstract Vector512<byte> IsSpecial(Vector512<byte> bytes);
}

/// <summary>Comparisons of 64 bytes with ranges of ASCII.</summary>
internal static class ByteRanges
{
    /// <summary>All ones for each byte in [<paramref name="first"/>, <paramref name="last"/>].</summary>
    public static Vector512<byte> Contains(Vector512<byte> bytes, char first, char last) =>
        Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)first), Vector512.Create((byte)(last - first)));

    /// <summary>All ones for each byte from 0x80.</summary>
    public static Vector512<byte> IsBeyondAscii(Vector512<byte> bytes) =>
        Vector512.LessThan(bytes.AsSByte(), Vector512<sbyte>.Zero).AsByte();
}

/// <summary>The bytes of the tokenizer <c>whitespace</c>: printable ASCII is plain, other control characters than blanks and all beyond ASCII special.</summary>
internal readonly struct NonBlankBytes : IByteClasses
{
    public static Vector512<byte> IsPlain(Vector512<byte> bytes) => ByteRanges.Contains(bytes, '!', '~');

    public static Vector512<byte> IsSpecial(Vector512<byte> bytes) =>
        ~(IsPlain(bytes) | ByteRanges.Contains(bytes, '\t', '\r') | Vector512.Equals(bytes, Vector512.Create((byte)' ')));
}

/// <summary>The bytes of the tokenizer <c>words</c>: ASCII letters and digits are plain, apostrophes and all beyond ASCII special.</summary>
internal readonly struct WordBytes : IByteClasses
{
    public static Vector512<byte> IsPlain(Vector512<byte> bytes) =>
        ByteRanges.Contains(bytes | Vector512.Create((byte)0x20), 'a', 'z') | ByteRanges.Contains(bytes, '0', '9');

    public static Vector512<byte> IsSpecial(Vector512<byte> bytes) =>
        Vector512.Equals(bytes, Vector512.Create((byte)'\'')) | ByteRanges.IsBeyondAscii(bytes);
}
