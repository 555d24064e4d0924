using System.Buffers;

namespace MT2ST.Corpora;

/// <summary>Checks the start of a file, since other data than UTF-8 text would silently be cut into wrong words.</summary>
internal static class TextStart
{
    /// <summary>How many bytes are worth looking at.</summary>
    public const int Length = 1 << 16;

    private const int SearchedForZero = 8000; // As git does it: text has no zero bytes, most binary files have them early.
    private const int ForgivenBreaks = 2; // A few broken characters do not mean another encoding.

    /// <summary>Checks the first bytes of a file.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="start">Its first bytes; they may end within a character.</param>
    /// <exception cref="InvalidDataException">They hold a zero byte, or most characters beyond ASCII are not in UTF-8.</exception>
    public static void Check(string path, ReadOnlySpan<byte> start)
    {
        if (start[..Math.Min(start.Length, SearchedForZero)].Contains((byte)0))
            throw CorpusError.At(path, 1, "found a zero byte, expected text in UTF-8. Is the file binary, or UTF-16?");
        int valid = 0, breaks = 0, firstBreak = 0, endOfBreak = -1, length;
        for (int position = BeyondAscii(start, 0); position < start.Length; position = BeyondAscii(start, position + length))
        {
            OperationStatus status = Rune.DecodeFromUtf8(start[position..], out _, out length);
            if (status == OperationStatus.NeedMoreData)
                break;
            if (status == OperationStatus.Done)
                valid++;
            else
            {
                if (breaks == 0)
                    firstBreak = position;
                if (position != endOfBreak) // Adjacent broken bytes count once.
                    breaks++;
                endOfBreak = position + length;
            }
        }
        if (breaks > valid + ForgivenBreaks)
            throw CorpusError.At(path, 1 + start[..firstBreak].Count((byte)'\n'), $"found byte 0x{start[firstBreak]:X2}, which is not UTF-8, like most characters beyond ASCII here; expected text in UTF-8. Convert the file: iconv -f WINDOWS-1252 -t UTF-8 (or its encoding), or iconv -c -f UTF-8 -t UTF-8 to leave out broken characters.");
    }

    private static int BeyondAscii(ReadOnlySpan<byte> bytes, int from)
    {
        int ascii = bytes[from..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return ascii < 0 ? bytes.Length : from + ascii;
    }
}
