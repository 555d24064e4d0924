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

    /// <summary>Whether the character is a Han ideograph, which counts as a word: Chinese puts no blanks between words.</summary>
    public static bool IsHan(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) // CJK Unified Ideographs
        or (>= 0x3400 and <= 0x4DBF) // extension A
        or 0x3007 // zero
        or (>= 0xF900 and <= 0xFAFF) // compatibility ideographs
        or (>= 0x20000 and <= 0x323AF); // extensions B to H and the compatibility supplement

    /// <summary>The lower-case letter by Unicode's simple case mapping, one character for one.</summary>
    public static Rune Lowercase(Rune rune) => rune.Value == CapitalDottedI ? new Rune('i') : Rune.ToLowerInvariant(rune); // Which leaves that letter as it is.

    /// <summary>Whether the character is a decimal digit of any script.</summary>
    public static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
}
