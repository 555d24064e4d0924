namespace MT2ST.Teachers.Tests;

/// <summary>Texts with words, names, numbers and marks of all kinds, the same at every call.</summary>
/// <remarks>In ASCII and with single blanks: the encoder of the package reads others in another way than BERT does.</remarks>
internal static class SampleTexts
{
    private static readonly string[] Words =
    [
        "the", "house", "runs", "Paris", "zebras", "unbelievably", "micro-organisms", "U.S.A.", "3.14", "1,000", "$20", "e-mail",
        "don't", "\"quoted\"", "(brackets)", "what?!", "100%", "C#", "x=y+z", "semi;colon", "it's", "antidisestablishmentarianism", "q", "10th", "a^b~c`d", "<tag>", "|bar|", "{set}", "[list]", "back\\slash", "user@example.org",
    ];

    private static readonly string[] Written =
    [
        "A man is playing a guitar.", "ALL CAPITALS ARE SHOUTED", "x", "...", "http://example.org/a?b=c#d", "Two sentences. In one text!", "snake_case and kebab-case", "(((",
    ];

    /// <summary>Some texts of 1 to 12 words, the written ones first.</summary>
    public static string[] Make(int count)
    {
        uint state = 12345;
        return [.. Written, .. Enumerable.Range(0, count - Written.Length).Select(_ => string.Join(' ', Enumerable.Range(0, 1 + Next(12)).Select(_ => Words[Next(Words.Length)])))];

        // Marsaglia 2003, xorshift: sequences of System.Random are not promised across versions.
        int Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)below);
        }
    }
}
