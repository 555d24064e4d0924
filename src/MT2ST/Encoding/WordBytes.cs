using System.Runtime.Intrinsics;

namespace MT2ST.Encoding;

/// <summary>The bytes of the tokenizer <c>words</c>: ASCII letters and digits are plain, apostrophes and all beyond ASCII special.</summary>
internal readonly struct WordBytes : IByteClasses
{
    public static Vector512<byte> IsPlain(Vector512<byte> bytes) =>
        ByteRanges.Contains(bytes | Vector512.Create((byte)0x20), 'a', 'z') | ByteRanges.Contains(bytes, '0', '9');

    public static Vector512<byte> IsSpecial(Vector512<byte> bytes) =>
        Vector512.Equals(bytes, Vector512.Create((byte)'\'')) | ByteRanges.IsBeyondAscii(bytes);
}
