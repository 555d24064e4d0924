namespace MT2ST.Cli.Checks;

/// <summary>How many words texts have, and which have most.</summary>
/// <param name="listedCount">How many of the longest are kept.</param>
internal sealed class TextLengths(int listedCount)
{
    /// <summary>The words of a text that a classifier reads, unless <c>maximumTokens</c> says otherwise.</summary>
    public static readonly int ReadWords = new ClassificationOptions().MaximumTokens;

    private const int TimesTheMedian = 20; // A text so much longer than the others is mostly several, run together by an open quote.
    private const int LeastOutlier = 200;

    private readonly SortedDictionary<int, long> _counts = [];
    private readonly PriorityQueue<CheckPlace, int> _longest = new();
    private long _textCount;

    /// <summary>The words of all texts.</summary>
    public long WordCount { get; private set; }

    /// <summary>The words of the middle text.</summary>
    public int Median => AtShare(0.5);

    /// <summary>The words of the longest text.</summary>
    public int Greatest => _counts.Count == 0 ? 0 : _counts.Keys.Last();

    /// <summary>Texts of no word, and of one.</summary>
    public long CountOf(int words) => _counts.GetValueOrDefault(words);

    /// <summary>From this number of words on a text is very long.</summary>
    public int LongFrom => Math.Min(ReadWords + 1, Math.Max(LeastOutlier, TimesTheMedian * Median) + 1);

    /// <summary>Texts of at least a number of words.</summary>
    public long CountFrom(int words) => _counts.Where(length => length.Key >= words).Sum(length => length.Value);

    /// <summary>Adds a text.</summary>
    public void Add(CheckedText text)
    {
        int words = text.WordCount;
        _counts[words] = _counts.GetValueOrDefault(words) + 1;
        _textCount++;
        WordCount += words;
        if (words <= LeastOutlier || (_longest.Count == listedCount && words <= LeastOfLongest()))
            return;
        _longest.Enqueue(new CheckPlace(text.Path, text.Line, FormattableString.Invariant($"{words:#,0} words"), Excerpt.Of(text.Bytes.Span)), words);
        if (_longest.Count > listedCount)
            _longest.Dequeue();
    }

    /// <summary>The longest texts that are very long, the longest first.</summary>
    public IReadOnlyList<CheckPlace> Longest() =>
        [.. _longest.UnorderedItems.Where(text => text.Priority >= LongFrom).OrderByDescending(text => text.Priority).Select(text => text.Element)];

    private int LeastOfLongest() => _longest.TryPeek(out _, out int least) ? least : 0;

    private int AtShare(double share)
    {
        long seen = 0;
        foreach ((int words, long count) in _counts)
            if ((seen += count) >= share * _textCount)
                return words;
        return 0;
    }
}
