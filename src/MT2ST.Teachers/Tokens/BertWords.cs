using System.Globalization;
using System.Text;
using MT2ST.Corpora;

namespace MT2ST.Teachers.Tokens;

/// <summary>
/// Splits a text into the words of BERT: control characters are left out, Chinese characters and punctuation stand alone, and a
/// lower-casing model reads letters in lower case and without their accents.
/// </summary>
/// <remarks>Devlin et al. 2019, the "basic tokenizer" of the published code.</remarks>
/// <param name="isLowercase">Whether letters are put in lower case.</param>
/// <param name="stripsAccents">Whether letters lose their accents.</param>
internal sealed class BertWords(bool isLowercase, bool stripsAccents)
{
    private const int FirstWithAccent = 0xC0;

    private readonly StringBuilder _word = new();
    private readonly int[] _parts = new int[ComposedForm.MostParts];

    /// <summary>Adds the words of a text to a list.</summary>
    public void Split(string text, List<string> words)
    {
        foreach (Rune character in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(character))
                EndWord(words);
            else if (!IsLeftOut(character))
                Add(character, words);
        }
        EndWord(words);
    }

    private void Add(Rune character, List<string> words)
    {
        if (stripsAccents && character.Value >= FirstWithAccent)
        {
            int count = ComposedForm.Decompose(character, _parts);
            for (int i = 0; i < count; i++)
                if (new Rune(_parts[i]) is var part && Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                    AddPlain(part, words);
        }
        else
        {
            AddPlain(character, words);
        }
    }

    // After the accents: of a Turkish capital I with a dot, which has no lower case of its own here, an I is left.
    private void AddPlain(Rune character, List<string> words)
    {
        bool isAlone = IsPunctuation(character) || IsChinese(character.Value);
        if (isAlone)
            EndWord(words);
        _word.Append(isLowercase ? Rune.ToLowerInvariant(character) : character);
        if (isAlone)
            EndWord(words);
    }

    private void EndWord(List<string> words)
    {
        if (_word.Length == 0)
            return;
        words.Add(_word.ToString());
        _word.Clear();
    }

    private static bool IsLeftOut(Rune character) => character.Value is 0 or 0xFFFD
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    // All of ASCII that is neither letter nor digit counts, also what Unicode calls a symbol, such as $ and ^.
    private static bool IsPunctuation(Rune character) => character.IsAscii
        ? character.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        : Rune.GetUnicodeCategory(character) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsChinese(int character) => character
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
