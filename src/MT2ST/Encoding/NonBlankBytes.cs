using System.Runtime.Intrinsics;

namespace MT2ST.Encoding;

/// <summary>The bytes of the tokenizer <c>whitespace</c>: printable ASCII is plain, other control characters than blanks and all beyond ASCII special.</summary>
internal readonly struct NonBlankBytes : IByteClasses
{
    public static Vector512<byte> IsPlain(Vector512<byte> bytes) => ByteRanges.Contains(bytes, '!', '~');

    public static Vector512<byte> IsSpecial(Vector512<byte> bytes) =>
        ~(IsPlain(bytes) | ByteRanges.Contains(bytes, '\t', '\r') | Vector512.Equals(bytes, Vector512.Create((byte)' ')));
}
