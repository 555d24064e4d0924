using System.Text;
using MT2ST.Cli.Checks;

namespace MT2ST.Cli.Tests.Checks;

public sealed class CharacterCheckTests
{
    static CharacterCheckTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("plain words")]
    [InlineData("Die Straße: „Spaß“, Größe – Übermaß…")]
    [InlineData("À la carte, naïve, NÃO, SÃO, Ârea, voilà")]
    [InlineData("voilâ, âge")]
    [InlineData("Привет, мир")]
    [InlineData("Ελληνικά, 5 μm, 3 Ω")]
    [InlineData("नमस्ते क्‍ष")] // With a joiner.
    [InlineData("می‌خواهم")] // With a non-joiner.
    [InlineData("👩‍👩‍👧 family")]
    [InlineData("日本語 and English")]
    [InlineData("tabs\tand\r\nlines")]
    public void Of_ProperText_HasNoFaults(string text) => Assert.Equal(CharacterFaults.None, CharacterCheck.Of(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("café")]
    [InlineData("naïve Ö")]
    [InlineData("don’t “quote”")]
    [InlineData("10 € only")]
    [InlineData("привет")]
    [InlineData("Καλημέρα")]
    [InlineData("good 😀")]
    public void Of_Utf8ReadAsWindows1252OrLatin1_IsMojibake(string text)
    {
        foreach (Encoding wrong in new[] { Encoding.GetEncoding(1252), Encoding.Latin1 })
            Assert.True(CharacterCheck.Of(Encoding.UTF8.GetBytes(wrong.GetString(Encoding.UTF8.GetBytes(text))), out _).HasFlag(CharacterFaults.Mojibake), $"{text} {wrong.WebName}");
    }

    [Theory]
    [InlineData("a\u200Bb", CharacterFaults.Invisible)]
    [InlineData("\uFEFFa", CharacterFaults.Invisible)]
    [InlineData("so\u00ADlong", CharacterFaults.Invisible)]
    [InlineData("\u202Eabc", CharacterFaults.Invisible)]
    [InlineData("bell\a", CharacterFaults.Control)]
    [InlineData("é\u0085", CharacterFaults.Control)]
    [InlineData("lost \uFFFD", CharacterFaults.Lost)]
    [InlineData("pаypal", CharacterFaults.MixedWord)] // Cyrillic а.
    [InlineData("Αlpha", CharacterFaults.MixedWord)] // Greek Α.
    public void Of_OneFault_IsThatOne(string text, object fault) => Assert.Equal((CharacterFaults)fault, CharacterCheck.Of(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Of_Latin1Byte_IsBrokenAndNotLost() => Assert.Equal(CharacterFaults.Broken, CharacterCheck.Of([.. "caf"u8, 0xE9, .. " au lait"u8], out _));

    [Theory]
    [InlineData("hello", "Latin")]
    [InlineData("Grüße", "Latin")]
    [InlineData("Tiếng Việt", "Latin")]
    [InlineData("Привет ok", "Cyrillic")]
    [InlineData("γειά", "Greek")]
    [InlineData("مرحبا", "Arabic")]
    [InlineData("שלום", "Hebrew")]
    [InlineData("नमस्ते", "Devanagari")]
    [InlineData("สวัสดี", "Thai")]
    [InlineData("你好", "Han")]
    [InlineData("日本語のテキスト", "Kana")]
    [InlineData("안녕", "Hangul")]
    [InlineData("123 :)", null)]
    [InlineData("", null)]
    public void Of_Text_GivesTheScriptOfMostLetters(string text, string? script)
    {
        CharacterCheck.Of(Encoding.UTF8.GetBytes(text), out string? found);
        Assert.Equal(script, found);
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("e\u0301e\u0301", 2, "e\u0301e\u0301")]
    public void Excerpt_Cut_CountsColumns(string line, int columns, string expected)
    {
        Assert.Equal(expected, Excerpt.Cut(line, columns));
        Assert.InRange(Excerpt.Width(expected), 0, columns);
    }

    [Fact]
    public void Excerpt_TextOfManyLines_IsOneLineWithoutHiddenCharacters() =>
        Assert.Equal("a b c·d · e", Excerpt.Of("  a\n\n b\tc\u200Bd \u001B e "u8));
}
