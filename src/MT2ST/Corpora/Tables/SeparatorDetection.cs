namespace MT2ST.Corpora.Tables;

/// <summary>Finds the separator of a table by its first rows.</summary>
internal static class SeparatorDetection
{
    /// <summary>The separators that are looked for, the usual one first.</summary>
    public static ReadOnlySpan<byte> Known => ",;|\t"u8;

    private const int SampledRows = 20;

    /// <summary>The separator that stands equally often, outside quotes, in each of the first rows; the first known one if none does.</summary>
    /// <param name="start">The start of the file, or all of it.</param>
    /// <param name="hasQuotes">Whether fields may stand in quotes.</param>
    public static char Find(ReadOnlySpan<byte> start, bool hasQuotes) => TryFind(start, hasQuotes, out char separator) ? separator : (char)Known[0];

    /// <summary>Finds the separator that stands equally often, outside quotes, in each of the first rows.</summary>
    /// <param name="start">The start of the file, or all of it.</param>
    /// <param name="hasQuotes">Whether fields may stand in quotes.</param>
    /// <param name="separator">Receives it.</param>
    public static bool TryFind(ReadOnlySpan<byte> start, bool hasQuotes, out char separator)
    {
        separator = default;
        foreach (byte known in Known)
        {
            if (!IsRegular(start, known, hasQuotes))
                continue;
            separator = (char)known;
            return true;
        }
        return false;
    }

    /// <summary>How a separator is called in messages.</summary>
    public static string NameOf(char separator) => separator == '\t' ? "tabs" : $"'{separator}'";

    private static bool IsRegular(ReadOnlySpan<byte> text, byte separator, bool hasQuotes)
    {
        int expected = -1;
        for (int row = 0; row < SampledRows && !text.IsEmpty; row++)
        {
            int count = CountInRow(ref text, separator, hasQuotes, out bool isBlank, out bool isWhole);
            if (isBlank)
                row--;
            else if (expected < 0)
                expected = count;
            else if (count != expected && isWhole)
                return false;
        }
        return expected > 0;
    }

    /// <summary>Counts the separators of the next row outside quotes, which begin at the start of a field.</summary>
    private static int CountInRow(ref ReadOnlySpan<byte> text, byte separator, bool hasQuotes, out bool isBlank, out bool isWhole)
    {
        int count = 0, fieldStart = 0, i = 0;
        isBlank = true;
        for (; i < text.Length && text[i] is not ((byte)'\n' or (byte)'\r'); i++)
        {
            isBlank &= text[i] is (byte)' ' or (byte)'\t';
            if (hasQuotes && text[i] == '"' && i == fieldStart)
                i = EndOfQuotes(text, i);
            else if (text[i] == separator)
            {
                count++;
                fieldStart = i + 1;
            }
        }
        isWhole = i < text.Length;
        text = text[Math.Min(i + 1, text.Length)..];
        return count;
    }

    /// <summary>The place of the quote that closes the one at <paramref name="start"/>, doubled ones being text; the last byte if there is none.</summary>
    private static int EndOfQuotes(ReadOnlySpan<byte> text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;
            if (i + 1 == text.Length || text[i + 1] != '"')
                return i;
            i++;
        }
        return text.Length - 1;
    }
}
