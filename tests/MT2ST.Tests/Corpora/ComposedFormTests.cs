using System.Globalization;
using System.Text;
using CsCheck;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class ComposedFormTests
{
    // .NET composes only where ICU is installed.
    private static bool IsIcuThere => "e\u0301".Normalize() == "\u00E9";

    [Theory]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("a\u0323\u0302", "\u1EAD")] // Two marks.
    [InlineData("a\u0302\u0323", "\u1EAD")] // In the other order.
    [InlineData("\u00E9\u0323", "\u1EB9\u0301")] // A composed letter is taken apart for a mark that comes first.
    [InlineData("\u212B", "\u00C5")] // The sign for ångström.
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u0958", "\u0915\u093C")] // Devanagari qa stays in two parts.
    [InlineData("\uF900", "\u8C48")]
    [InlineData("q\u0301", "q\u0301")] // Has no composed letter.
    [InlineData("\u064E\u0651", "\u064E\u0651")] // Arabic marks in their order,
    [InlineData("\u0651\u064E", "\u064E\u0651")] // and out of it.
    [InlineData("plain", "plain")]
    public void Of_Text_IsInUnicodesComposedForm(string text, string expected) => Assert.Equal(expected, ComposedForm.Of(text));

    [Fact]
    public void Of_EachCharacterOfTheFirstPlane_IsAsIcuSays()
    {
        Assert.SkipUnless(IsIcuThere, "ICU is not installed.");
        for (int character = 0; character < 0x10000; character++)
            if (Rune.IsValid(character) && Rune.GetUnicodeCategory(new Rune(character)) != UnicodeCategory.OtherNotAssigned && new Rune(character).ToString() is var text)
                Assert.Equal(text.Normalize(), ComposedForm.Of(text));
    }

    [Fact]
    public void Of_AnySequence_IsAsIcuSays()
    {
        Assert.SkipUnless(IsIcuThere, "ICU is not installed.");
        Gen<char> character = Gen.OneOf(
            Gen.Char["aeiIou\u00E9\u00C5\u1EAD"],
            Gen.Char['\u0300', '\u036F'],
            Gen.Char['\u0591', '\u05EA'],
            Gen.Char['\u064B', '\u0655'],
            Gen.Char['\u0900', '\u09CD'],
            Gen.Char['\u1100', '\u11F9'],
            Gen.Char['\u1F00', '\u1F15'],
            Gen.Char['\u3041', '\u309A'],
            Gen.Char['\uAC00', '\uAC40']);
        character.Array[0, 12].Sample(
            characters =>
            {
                string text = new(characters), composed = text.Normalize();
                Assert.Equal(composed, ComposedForm.Of(text));
                Assert.Equal(composed, ComposedForm.Of(composed));
            },
            seed: "0000KOIPJv64", iter: 20_000, threads: 1);
    }

    [Fact]
    public void Of_HalfASurrogatePair_IsReplaced() => Assert.Equal("\uFFFD\u00E9", ComposedForm.Of("\uD800e\u0301"));

    [Theory]
    [InlineData("\u0130stanbul")]
    [InlineData("I\u0307stanbul")]
    [InlineData("i\u0307stanbul")]
    public void Lower_TurkishCapitalI_IsThePlainLetterInAllForms(string word) => Assert.Equal("istanbul", WordCase.Lower(word));
}
