using MT2ST.Corpora;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Prediction;

/// <summary>The words of a sentence with their places in its text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Words">The words.</param>
/// <param name="Starts">Where each word starts in the text, in UTF-16 units.</param>
internal sealed record SentenceWords(string Text, IReadOnlyList<string> Words, IReadOnlyList<int> Starts)
{
    private const string TextComment = "# text = ";

    /// <summary>The words of a plain line: split at blanks, and at punctuation before and after a word unless training split at blanks alone.</summary>
    /// <param name="line">The line.</param>
    /// <param name="atBlanksAlone">Whether punctuation stays at its word.</param>
    public static SentenceWords OfText(string line, bool atBlanksAlone)
    {
        List<string> words = [];
        foreach (string run in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int start = 0, end = run.Length;
            while (!atBlanksAlone && start < end - 1 && char.IsPunctuation(run[start]))
                words.Add(run[start++].ToString());
            int tail = end;
            while (!atBlanksAlone && tail > start + 1 && char.IsPunctuation(run[tail - 1]))
                tail--;
            words.Add(run[start..tail]);
            words.AddRange(run[tail..end].Select(mark => mark.ToString()));
        }
        return new SentenceWords(line, words, PlacesIn(line, words)!);
    }

    /// <summary>The words of a sentence of columns; its text is that of CoNLL-U's comment if the words stand in it, else the words with blanks between them.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="wordColumn">The column of the words.</param>
    public static SentenceWords OfColumns(InputSentence sentence, int wordColumn)
    {
        string[] words = [.. sentence.Tokens.Select(token => token.Columns[wordColumn])];
        if (sentence.Lines.FirstOrDefault(line => line.StartsWith(TextComment, StringComparison.Ordinal))?[TextComment.Length..] is { } text && PlacesIn(text, words) is { } places)
            return new SentenceWords(text, words, places);
        string joined = string.Concat(sentence.Tokens.Select(token => token.Columns[wordColumn] + (IsBeforeBlank(token.Columns) ? " " : ""))).TrimEnd();
        return new SentenceWords(joined, words, PlacesIn(joined, words)!);
    }

    /// <summary>Where a word starts, counted in characters (code points), as Python does.</summary>
    public int Start(int word) => CharactersIn(Text.AsSpan(0, Starts[word]));

    /// <summary>Where a word ends.</summary>
    public int End(int word) => CharactersIn(Text.AsSpan(0, Starts[word] + Words[word].Length));

    /// <summary>The text from one word to another.</summary>
    public string TextOf(TaggedSpan span) => Text[Starts[span.Start]..(Starts[span.End - 1] + Words[span.End - 1].Length)];

    /// <summary>Whether no blank stands behind a word in the text.</summary>
    public bool IsJoined(int word) => word + 1 < Words.Count && Starts[word] + Words[word].Length == Starts[word + 1];

    private static bool IsBeforeBlank(string[] columns) => !(columns.Length == CorpusOptions.ConlluColumns.Count && columns[^1].Split('|').Contains("SpaceAfter=No"));

    private static List<int>? PlacesIn(string text, IEnumerable<string> words)
    {
        List<int> places = [];
        int from = 0;
        foreach (string word in words)
        {
            int at = text.IndexOf(word, from, StringComparison.Ordinal);
            if (at < 0)
                return null;
            places.Add(at);
            from = at + word.Length;
        }
        return places;
    }

    private static int CharactersIn(ReadOnlySpan<char> text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        return count;
    }
}
