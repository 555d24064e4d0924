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
    /// <exception cref="InvalidDataException">They are those of an archive, a document or UTF-16, they hold a zero byte, or most characters beyond ASCII are not in UTF-8.</exception>
    public static void Check(string path, ReadOnlySpan<byte> start)
    {
        if (OtherKind(start) is { } found)
            throw CorpusError.At(path, 1, found);
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

    /// <summary>What files that are often given by mistake are, by the bytes that all of them start with, and what to do; null for others.</summary>
    private static string? OtherKind(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => Encoded("UTF-32"),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => Encoded("UTF-16"),
        [(byte)'P', (byte)'K', 3, 4, ..] => "found a ZIP archive (Excel's .xlsx and Word's .docx are such too), expected text in UTF-8. Unpack it, or save the table as CSV.",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "found an old Excel or Word document, expected text in UTF-8. Save it as CSV or as text.",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "found a PDF document, expected text in UTF-8. Save its text.",
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', < (byte)' ', ..] => "found a Parquet table, expected text in UTF-8. Save it as CSV or JSON lines.",
        [(byte)'B', (byte)'Z', (byte)'h', _, (byte)'1', (byte)'A', (byte)'Y', ..] => Packed("bzip2"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => Packed("xz"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Packed("zstd"),
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => Packed("7-Zip"),
        _ => null,
    };

    private static string Encoded(string encoding) => $"found {encoding}, expected text in UTF-8. Convert the file: iconv -f {encoding} -t UTF-8";

    private static string Packed(string program) => $"found data compressed by {program}, expected text in UTF-8, which gzip alone may compress. Unpack it.";

    private static int BeyondAscii(ReadOnlySpan<byte> bytes, int from)
    {
        int ascii = bytes[from..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return ascii < 0 ? bytes.Length : from + ascii;
    }
}
