using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace MT2ST.Cli.Checks;

/// <summary>What is wrong with the characters of a text.</summary>
[Flags]
internal enum CharacterFaults
{
    None = 0,

    /// <summary>Bytes that are not UTF-8, as of a file put together from several encodings.</summary>
    Broken = 1,

    /// <summary>UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 again: <c>Ã©</c> for <c>é</c>.</summary>
    Mojibake = 2,

    /// <summary>U+FFFD, which stands for characters lost in an earlier conversion.</summary>
    Lost = 4,

    /// <summary>Characters without width, a byte order mark within the text, soft hyphens, marks of writing direction.</summary>
    Invisible = 8,

    /// <summary>Control characters other than tabs and line breaks.</summary>
    Control = 16,

    /// <summary>A word of Latin letters with a Greek or Cyrillic one that looks like a Latin one, such as the Cyrillic <c>а</c>.</summary>
    MixedWord = 32,
}

/// <summary>Looks at a text's characters.</summary>
internal static class CharacterCheck
{
    // The characters of Windows-1252 for the bytes 0x80 to 0x9F; 0 where it has none, and Latin-1 has a control character.
    private const string Windows1252 = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>The faults of a text, and the script of most of its letters.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="script">The script, null without letters.</param>
    public static CharacterFaults Of(ReadOnlySpan<byte> text, out string? script)
    {
        CharacterFaults faults = CharacterFaults.None;
        if (Ascii.IsValid(text))
        {
            script = text.ContainsAnyInRange((byte)'A', (byte)'Z') || text.ContainsAnyInRange((byte)'a', (byte)'z') ? Scripts.Latin : null;
            foreach (byte value in text)
                if (value is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F)
                    return CharacterFaults.Control;
            return faults;
        }
        if (!Utf8.IsValid(text))
            faults |= CharacterFaults.Broken;
        string characters = Encoding.UTF8.GetString(text);
        if (IsMojibake(characters))
            faults |= CharacterFaults.Mojibake;
        var letters = new Scripts();
        foreach (Rune rune in characters.EnumerateRunes())
        {
            letters.Add(rune);
            faults |= Of(rune, (faults & CharacterFaults.Broken) != 0);
        }
        script = letters.Main;
        return letters.HasMixedWord ? faults | CharacterFaults.MixedWord : faults;
    }

    private static CharacterFaults Of(Rune rune, bool isBroken) => rune.Value switch
    {
        '\t' or '\n' or '\r' => CharacterFaults.None,
        < ' ' or (>= 0x7F and <= 0x9F) => CharacterFaults.Control,
        0xFFFD => isBroken ? CharacterFaults.None : CharacterFaults.Lost, // A broken byte reads like this too.
        // Not the joiners U+200C and U+200D, which Persian, the scripts of India and emoji need.
        0xAD or 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2064) or (>= 0x2066 and <= 0x2069) or 0xFEFF => CharacterFaults.Invisible,
        _ => CharacterFaults.None,
    };

    /// <summary>Whether some characters are the bytes of another one in UTF-8.</summary>
    /// <remarks>
    /// Those of U+0080 to U+00FF (Ã or Â and one more) and of punctuation (â€ and one more), which text has in no other way; of Greek and
    /// Cyrillic letters two in a row, since one pair may be a letter with punctuation (the German ß“).
    /// </remarks>
    private static bool IsMojibake(string text)
    {
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] is 'Â' or 'Ã' && IsContinuation(text[i + 1]))
                return true;
            if (text[i] == 'â' && text[i + 1] is '€' or '\u0080' or '‚' or '\u0082' && i + 2 < text.Length && IsContinuation(text[i + 2]))
                return true;
            if (text[i] == 'ð' && text[i + 1] is 'Ÿ' or '\u009F')
                return true;
            if (IsPair(text, i) && IsPair(text, i + 2))
                return true;
        }
        return false;
    }

    private static bool IsPair(string text, int i) => i + 1 < text.Length && text[i] is 'Ð' or 'Ñ' or 'Î' or 'Ï' && IsContinuation(text[i + 1]);

    private static bool IsContinuation(char character) => character is >= '\u0080' and <= '\u00BF' || (character > '\u00FF' && Windows1252.Contains(character, StringComparison.Ordinal));
}
