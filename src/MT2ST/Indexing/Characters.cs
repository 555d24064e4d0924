namespace MT2ST.Indexing;

/// <summary>What the tokenizer needs to know about Unicode characters.</summary>
internal static class Characters
{
    /// <summary>The typographic apostrophe of <c>don’t</c>.</summary>
    public static readonly Rune RightQuote = new('\u2019');

    /// <summary>Whether the character belongs to words: letters, marks and decimal digits.</summary>
    public static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune)
        is <= UnicodeCategory.OtherLetter // UppercaseLetter, LowercaseLetter, TitlecaseLetter, ModifierLetter, OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber;

    /// <summary>Whether the character is a Han ideograph, which counts as a word: Chinese puts no blanks between words.</summary>
    public static bool IsHan(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) // CJK Unified Ideographs
        or (>= 0x3400 and <= 0x4DBF) // extension A
        or 0x3007 // zero
        or (>= 0xF900 and <= 0xFAFF) // compatibility ideographs
        or (>= 0x20000 and <= 0x323AF); // extensions B to H and the compatibility supplement

    /// <summary>The lower-case letter by invariant simple case mapping, one character for one.</summary>
    public static Rune Lowercase(Rune rune) => Rune.ToLowerInvariant(rune);

    /// <summary>Whether the character is a decimal digit of any script.</summary>
    public static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
}
