namespace MT2ST.Indexing;

/// <summary>What the tokenizer needs to know about Unicode characters.</summary>
internal static class Characters
{
    /// <summary>The typographic apostrophe of <c>don’t</c>.</summary>
    public static readonly Rune RightQuote = new('\u2019');

    private const int CapitalDottedI = 0x130;

    /// <summary>Whether the character belongs to words: letters, marks and decimal digits.</summary>
    public static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune)
        is <= UnicodeCategory.OtherLetter // UppercaseLetter, LowercaseLetter, TitlecaseLetter, ModifierLetter, OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber;

    /// <summary>Whether the character changes the one in front of it: accents, vowel signs, variation selectors.</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Whether the character cannot be seen by itself: joiners, zero-width blanks and other format characters, marks and fillers.</summary>
    public static bool IsInvisible(Rune rune) => IsMark(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0; // Hangul fillers, which count as letters.

    /// <summary>Whether the character is a word of its own with the marks behind it, since its script puts no blanks between words.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value >= 0xE01 && (IsHan(rune) || (IsOfUnspacedScript(rune) && Rune.IsLetter(rune)));

    /// <summary>Whether the character is a Han ideograph.</summary>
    public static bool IsHan(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) // CJK Unified Ideographs
        or (>= 0x3400 and <= 0x4DBF) // extension A
        or 0x3005 or 0x3007 or 0x303B // iteration marks, zero
        or (>= 0xF900 and <= 0xFAFF) // compatibility ideographs
        or (>= 0x20000 and <= 0x323AF); // extensions B to H and the compatibility supplement

    /// <summary>Whether the character stays with the one in front of it: a mark, or a vowel that is written like one.</summary>
    public static bool Extends(Rune rune) => rune.Value
        is 0xE33 or 0xEB3 // Thai and Lao am
        or 0xFF9E or 0xFF9F // voiced marks of narrow katakana
        || IsMark(rune);

    /// <summary>Whether the consonant behind the character is written under the one in front of it: the signs of Khmer and Burmese for it.</summary>
    public static bool IsStacker(Rune rune) => rune.Value is 0x17D2 or 0x1039;

    /// <summary>Whether the character is a zero-width joiner or non-joiner, which is part of the spelling in some scripts.</summary>
    public static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>Whether joiners change how the character is written: Arabic, the scripts of India and their neighbours.</summary>
    public static bool HasJoinedForms(Rune rune) => rune.Value is >= 0x600 and <= 0x18AF;

    /// <summary>Whether the character says nothing of the word it stands in: a soft hyphen, a word joiner, marks of the direction of writing.</summary>
    public static bool IsIgnored(Rune rune) => rune.Value is 0xAD or 0x61C or 0x200E or 0x200F or 0x2060;

    /// <summary>The lower-case letter by Unicode's simple case mapping, one character for one.</summary>
    public static Rune Lowercase(Rune rune) => rune.Value == CapitalDottedI ? new Rune('i') : Rune.ToLowerInvariant(rune); // Which leaves that letter as it is.

    /// <summary>Whether the character is a decimal digit of any script.</summary>
    public static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    private static bool IsOfUnspacedScript(Rune rune) => rune.Value
        is <= 0xEFF // Thai, Lao
        or (>= 0x1000 and <= 0x109F) or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAA7F) // Burmese
        or (>= 0x1780 and <= 0x17FF) // Khmer
        or (>= 0x1950 and <= 0x19DF) or (>= 0x1A20 and <= 0x1AAF) or (>= 0xAA80 and <= 0xAADF) // scripts of the Tai languages
        or (>= 0x3041 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x1AFF0 and <= 0x1B16F); // kana
}
