using System.Text.RegularExpressions;

namespace MT2ST.Cli;

/// <summary>Shortens messages that repeat a very long value, such as a file's content given in place of its name.</summary>
internal static partial class LongText
{
    private const int UsualLength = 1000; // Up to it paths stay whole.
    private const int LongestList = 4000; // Of names that are known.
    private const int KeptLength = 100;
    private const int LongestWord = 100;
    private const int WordLength = 60;

    /// <summary>A message without what is long in it: quoted texts and words are cut, and then what is still too long.</summary>
    public static string Shorten(string message)
    {
        if (message.Length <= UsualLength)
            return message;
        string shorter = LongParts().Replace(message, part => Cut(part.Value, KeptLength));
        return shorter.Length <= LongestList ? shorter : Cut(shorter, UsualLength);
    }

    /// <summary>A word of a file as a table shows it: cut, with its length, if it is very long.</summary>
    public static string ShortenWord(string word) => word.Length <= LongestWord ? word : Cut(word, WordLength);

    private static string Cut(string text, int length) => FormattableString.Invariant($"{text[..length]}... ({text.Length:#,0} characters)");

    [GeneratedRegex("""'[^']{200,}'|"[^"]{200,}"|\S{200,}""")]
    private static partial Regex LongParts();
}
