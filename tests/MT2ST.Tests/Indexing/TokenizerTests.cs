using System.Globalization;
using System.Text;
using CsCheck;
using MT2ST.Corpora;
using MT2ST.Indexing;

namespace MT2ST.Tests.Indexing;

public sealed class TokenizerTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char["abXY019'’ .,-_\u0301\u0307\u00ADéÉßİẞＡ９٣中文〇のカ\u3099กำ\u0E49ကြ\u1039\u17D2ខтеСтहि\u00A0\u200C\u200D\t"].Select(character => character.ToString()),
        Gen.Int[0x10000, 0x2FFFF].Select(char.ConvertFromUtf32)).Array[0, 40].Select(string.Concat);

    [Theory]
    [InlineData("Don't stop!", "don't|stop")]
    [InlineData("'quoted' o'clock' rock'n'roll", "quoted|o'clock|rock'n'roll")]
    [InlineData("it’s ‘so’", "it’s|so")]
    [InlineData("a''b '", "a|b")]
    [InlineData("Ünïcode ÉTÉ", "ünïcode|été")]
    [InlineData("cafe\u0301s CAFE\u0301S", "caf\u00E9s|caf\u00E9s")] // In the composed form.
    [InlineData("state-of-the-art 3.14 x_y", "state|of|the|art|3|14|x|y")]
    [InlineData("我爱NLP是", "我|爱|nlp|是")]
    [InlineData("a'中 中'a", "a|中|中|a")]
    [InlineData("Ⱥ Ⱥ Ⱥ", "ⱥ|ⱥ|ⱥ")] // The small letter is a byte longer.
    [InlineData("I \u2764\uFE0F tea \u200D \u200B", "i|tea")] // What is left of an emoji is no word.
    [InlineData("\u2764\uFE0Flove a'\uFE0F 我\uFE00", "love|a|我")]
    [InlineData("\u0130zmir I\u0307zmir IZMIR \u0131z", "izmir|izmir|izmir|\u0131z")]
    [InlineData("Straße GROẞ Müller MU\u0308LLER Donau\u00ADdampf", "straße|groß|müller|müller|donaudampf")] // A soft hyphen cannot be seen.
    [InlineData("El niño, ¿qué? ¡Sí! pingüino", "el|niño|qué|sí|pingüino")]
    [InlineData("Съешь ЕЩЁ — и\u0306од", "съешь|ещё|йод")]
    [InlineData("हिन्दी में क्\u200Dया है।", "हिन्दी|में|क्\u200Dया|है")] // Vowel signs, viramas and joiners stay in words.
    [InlineData("مُحَمَّدٌ كِتَاب می\u200Cخواهم، سلام", "مُحَمَّدٌ|كِتَاب|می\u200Cخواهم|سلام")]
    [InlineData("in\u200Cvisible", "invisible")]
    [InlineData("未来のコーヒー2024 Tokyo", "未|来|の|コ|ー|ヒ|ー|2024|tokyo")]
    [InlineData("か\u3099くせい 人々", "が|く|せ|い|人|々")]
    [InlineData("ภาษาไทย น้ำ ที่ abcไทย", "ภ|า|ษ|า|ไ|ท|ย|น้ำ|ที่|abc|ไ|ท|ย")]
    [InlineData("ພາສາ ខ្មែរ မြန်မာ", "ພ|າ|ສ|າ|ខ្មែ|រ|မြ|န်|မာ")]
    [InlineData("한국어 텍스트 \u1112\u1161\u11AB", "한국어|텍스트|한")]
    [InlineData("", "")]
    [InlineData(" \t", "")]
    public void Split_Words_GivesRunsOfLettersMarksAndDigits(string text, string expected) =>
        Assert.Equal(expected, Split(new TextOptions(), Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Split_Words_AgreesWithAPlainLoopOverStrings() =>
        Text.Sample(
            text => Assert.Equal(string.Join('|', PlainSplit(text)), Split(new TextOptions(), Encoding.UTF8.GetBytes(text))),
            seed: "0000KOIPJv64", iter: 5_000, threads: 1);

    [Theory]
    [InlineData(TextOptions.Words, true, false)]
    [InlineData(TextOptions.Words, false, true)]
    [InlineData(TextOptions.Whitespace, true, true)]
    [InlineData(TextOptions.Whitespace, false, false)]
    public void Split_AnyBytesAtEveryPlaceOfABlock_AgreesWithTheRuleCharacterByCharacter(string tokenizer, bool lowercase, bool foldDigits)
    {
        const int BlockBytes = 64;
        Tokenizer tested = new(new TextOptions { Tokenizer = tokenizer, Lowercase = lowercase, FoldDigits = foldDigits });
        Gen<byte[]> pieces = Gen.OneOf(
            Text.Select(Encoding.UTF8.GetBytes),
            Gen.Byte.Array[0, 5], // Broken UTF-8 and control characters.
            Gen.Char[' ', '~'].Array[0, 80].Select(Encoding.UTF8.GetBytes));
        Gen.Select(pieces.Array[0, 5], Gen.Char["a '\t"]).Sample((parts, filler) =>
        {
            byte[] text = [.. parts.SelectMany(part => part)];
            for (int place = 0; place < BlockBytes; place++)
            {
                byte[] moved = [.. Enumerable.Repeat((byte)filler, place), .. text];
                Utf8List expected = new(), found = new();
                tested.SplitCharacters(moved, expected);
                tested.Split(moved, found);
                Assert.Equal(Listed(expected), Listed(found));
            }
        }, seed: "0000KOIPJv64", iter: 300, threads: 1);
    }

    [Fact]
    public void Split_LengthsAroundABlock_LoseNothing()
    {
        for (int length = 0; length <= 257; length++)
            Assert.Equal(new string('x', length), Split(new TextOptions(), Encoding.UTF8.GetBytes(new string('X', length))));
    }

    [Fact]
    public void Split_AnyBytes_GivesValidUtf8() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            Utf8List words = new();
            new Tokenizer(new TextOptions()).Split(bytes, words);
            new Tokenizer(new TextOptions { Tokenizer = TextOptions.Whitespace }).Split(bytes, words);
            for (int i = 0; i < words.Count; i++)
                Assert.True(System.Text.Unicode.Utf8.IsValid(words[i]) && !words[i].IsEmpty);
        }, seed: "0000KOIPJv64", iter: 5_000, threads: 1);

    [Fact]
    public void Split_InvalidUtf8_EndsAWord() =>
        Assert.Equal("ab|cd", Split(new TextOptions(), [.. "ab"u8, 0xFF, .. "cd"u8]));

    [Fact]
    public void Split_TurkishCulture_ChangesNothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal("istanbul|ilk|izmir|ılık", Split(new TextOptions(), Encoding.UTF8.GetBytes("ISTANBUL ILK İZMİR ılık")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Split_Whitespace_ComposesAccents() =>
        Assert.Equal("café!|istanbul", Split(new TextOptions { Tokenizer = TextOptions.Whitespace }, Encoding.UTF8.GetBytes("cafe\u0301! I\u0307stanbul")));

    [Fact]
    public void Split_LowercaseOff_ComposesCapitals() =>
        Assert.Equal("É|\u0130", Split(new TextOptions { Lowercase = false }, Encoding.UTF8.GetBytes("E\u0301 I\u0307")));

    [Fact]
    public void Split_LowercaseOff_KeepsCapitals() => Assert.Equal("Don't|ÉTÉ", Split(new TextOptions { Lowercase = false }, "Don't ÉTÉ"u8));

    [Fact]
    public void Split_FoldDigits_MakesEveryDigitZero() => Assert.Equal("in|0000|00a", Split(new TextOptions { FoldDigits = true }, "in 1984 ٣9a"u8));

    [Fact]
    public void Split_Whitespace_LeavesOutWordsThatCannotBeSeen() =>
        Assert.Equal("one|two|\u2764\uFE0F", Split(new TextOptions { Tokenizer = TextOptions.Whitespace }, Encoding.UTF8.GetBytes("one \u200D \uFE0F two \u200B\uFEFF \u3164 \u2764\uFE0F \u00AD")));

    [Fact]
    public void Split_Whitespace_KeepsPunctuation() =>
        Assert.Equal("don't|stop!|(a-b)", Split(new TextOptions { Tokenizer = TextOptions.Whitespace }, "Don't  stop!\u00A0(A-b) "u8));

    [Fact]
    public void Split_CasesAndDigits_ChangeNoBoundaries() =>
        Text.Sample(text =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            int original = Split(new TextOptions { Lowercase = false }, bytes).Count(character => character == '|');
            Assert.Equal(original, Split(new TextOptions { FoldDigits = true }, bytes).Count(character => character == '|'));
        }, seed: "0000KOIPJv64", iter: 2_000, threads: 1);

    [Theory]
    [InlineData("Don't-Stop!", "don't-stop!")]
    [InlineData("10 000", "10_000")]
    [InlineData("a\tb", "a_b")]
    [InlineData("ice cream", "ice_cream")]
    [InlineData("Cafe\u0301", "caf\u00E9")]
    public void Normalize_Word_IsNotSplit(string word, string expected)
    {
        Utf8List words = new();
        new Tokenizer(new TextOptions()).Normalize(Encoding.UTF8.GetBytes(word), words);
        Assert.Equal(expected, words.GetString(0));
    }

    [Fact]
    public void Split_AfterWarmUp_AllocatesNothing()
    {
        Tokenizer tokenizer = new(new TextOptions());
        Utf8List words = new();
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("The café's 3 中文 words, cafe\u0301 हिन्दी. ", 100)));
        tokenizer.Split(text, words);
        Allocations.AssertNone(() =>
        {
            words.Clear();
            tokenizer.Split(text, words);
        });
    }

    [Fact]
    public void Options_UnknownTokenizer_SuggestsAKnownOne()
    {
        var error = Assert.Throws<ArgumentException>(() => new Tokenizer(new TextOptions { Tokenizer = "word" }));
        Assert.Equal("Unknown tokenizer 'word'. Did you mean 'words'? Known: whitespace, words.", error.Message);
    }

    private static string Split(TextOptions options, ReadOnlySpan<byte> text)
    {
        Utf8List words = new();
        new Tokenizer(options).Split(text, words);
        return Listed(words);
    }

    private static string Listed(Utf8List words) => string.Join('|', Enumerable.Range(0, words.Count).Select(words.GetString));

    /// <summary>The rules of the tokenizer over a string, rune by rune: slow and short.</summary>
    private static List<string> PlainSplit(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        List<string> words = [];
        string word = "";
        for (int i = 0; i <= runes.Length; i++)
        {
            bool isUnspaced = i < runes.Length && IsUnspaced(runes[i]);
            bool isInner = i + 1 < runes.Length && word.Length > 0 && runes[i].Value is '\'' or 0x2019 or 0xAD or 0x200C or 0x200D
                && i + 1 < runes.Length && IsWord(runes[i + 1]) && !IsMark(runes[i + 1]) && !IsUnspaced(runes[i + 1]);
            if (isInner && word.Length > 0 && (runes[i].Value == 0xAD || (runes[i].Value is 0x200C or 0x200D && runes[i + 1].Value is < 0x600 or > 0x18AF)))
                continue;
            if (i < runes.Length && !isUnspaced && ((IsWord(runes[i]) && (word.Length > 0 || !IsMark(runes[i]))) || (isInner && word.Length > 0)))
            {
                word += Lower(runes[i]);
                continue;
            }
            Add(word);
            word = "";
            if (!isUnspaced)
                continue;
            string character = Lower(runes[i]);
            while (!IsHan(runes[i]) && i + 1 < runes.Length && (IsMark(runes[i + 1]) || runes[i + 1].Value is 0xE33 || (runes[i].Value is 0x1039 or 0x17D2 && IsUnspaced(runes[i + 1]) && !IsHan(runes[i + 1]))))
                character += Lower(runes[++i]);
            Add(character);
        }
        return words;

        void Add(string found)
        {
            if (found.Length > 0)
                words.Add(ComposedForm.Of(found).Replace("i\u0307", "i", StringComparison.Ordinal));
        }

        static string Lower(Rune rune) => (rune.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(rune)).ToString();
    }

    private static bool IsUnspaced(Rune rune) => IsHan(rune) || (Rune.IsLetter(rune) && rune.Value is (>= 0xE01 and <= 0xEFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3041 and <= 0x30FF) or (>= 0x1AFF0 and <= 0x1B16F));

    private static bool IsWord(Rune rune) =>
        Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber || IsMark(rune) || IsHan(rune);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsHan(Rune rune) => rune.Value is 0x3005 or 0x3007 or 0x303B or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
