using System.Globalization;
using System.Text;

namespace MT2ST.Cli.Checks;

/// <summary>The start of a text as a line of the terminal shows it.</summary>
internal static class Excerpt
{
    private const int MostBytes = 400;
    private const char Ellipsis = '…';

    /// <summary>The start of a text in one line, what cannot be seen as a middle dot.</summary>
    /// <param name="text">The text; bytes that are not UTF-8 become U+FFFD.</param>
    public static string Of(ReadOnlySpan<byte> text)
    {
        var line = new StringBuilder();
        foreach (Rune rune in Encoding.UTF8.GetString(text[..Math.Min(text.Length, MostBytes)]).EnumerateRunes())
        {
            bool isBlank = Rune.IsWhiteSpace(rune);
            if (isBlank && (line.Length == 0 || line[^1] == ' '))
                continue;
            line.Append(isBlank ? " " : Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format ? "·" : rune.ToString());
        }
        return (text.Length > MostBytes ? line.Append(Ellipsis) : line).ToString().TrimEnd();
    }

    /// <summary>A line cut to a number of columns.</summary>
    public static string Cut(string line, int columns)
    {
        if (Width(line) <= columns)
            return line;
        int width = 1, length = 0; // The ellipsis takes a column.
        foreach (Rune rune in line.EnumerateRunes())
        {
            if ((width += Width(rune)) > columns)
                break;
            length += rune.Utf16SequenceLength;
        }
        return line[..length].TrimEnd() + Ellipsis;
    }

    /// <summary>How many columns of a terminal a line takes.</summary>
    public static int Width(string line)
    {
        int width = 0;
        foreach (Rune rune in line.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    // East Asian characters and emoji take two columns, marks none (Unicode Standard Annex 11, in short).
    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
        : rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or >= 0x20000 ? 2
        : 1;
}
