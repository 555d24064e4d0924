using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MT2ST.Corpora;

/// <summary>The name of a text in a file of target vectors: 64 bits of its SHA-256, so that the file needs no copy of the text.</summary>
public static class TextKey
{
    /// <summary>The key of a text; white space (ASCII) at its ends does not count.</summary>
    /// <param name="text">The text in UTF-8.</param>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Trim(text), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOfAnyExceptInRange((byte)0, (byte)' ');
        return start < 0 ? default : text[start..(text.LastIndexOfAnyExceptInRange((byte)0, (byte)' ') + 1)];
    }
}
