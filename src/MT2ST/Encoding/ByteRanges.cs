using System.Runtime.Intrinsics;

namespace MT2ST.Encoding;

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
