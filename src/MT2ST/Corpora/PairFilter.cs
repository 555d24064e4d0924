namespace MT2ST.Corpora;

/// <summary>Leaves pairs of words out of the examples of a corpus, and counts what it leaves out and what it lets through.</summary>
/// <remarks>
/// An example pairs its first word with each of the others. Where an example gives its words, single pairs go; where it gives
/// text (a row of a table), the example goes with any of its pairs. One instance serves one reading of one corpus.
/// </remarks>
public sealed class PairFilter
{
    private readonly string[] _files;
    private readonly WordPairIndex _excluded = new();
    private readonly WordPairIndex _measured = new();
    private readonly long[] _excludedCounts;
    private readonly HashSet<string>[] _excludedPairs;
    private readonly Utf8List _words = new();
    private readonly Utf8List _kept = new();
    private long _trainedCount;
    private long _measuredCount;

    /// <summary>Reads the pairs to leave out.</summary>
    /// <param name="excluded">
    /// Files, or folders of them, of lines whose first word makes a pair with each of the others: similarity sets (a score is
    /// then a word that nobody asks for) and lists of related words alike.
    /// </param>
    /// <param name="measured">Pairs on which the run is measured; those among them that are let through are counted.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public PairFilter(IReadOnlyList<string> excluded, IEnumerable<WordPair> measured)
    {
        ArgumentNullException.ThrowIfNull(excluded);
        ArgumentNullException.ThrowIfNull(measured);
        _files = [.. excluded.SelectMany(InputFile.List)];
        _excludedCounts = new long[_files.Length];
        _excludedPairs = [.. _files.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        for (int file = 0; file < _files.Length; file++)
            foreach (CorpusExample example in new PairsReader().Read(new CorpusSource(_files[file])))
                for (int i = 1; i < example.Words.Count; i++)
                    _excluded.Add(new WordPair(example.Words.GetString(0), example.Words.GetString(i)), file);
        foreach (WordPair pair in measured)
            _measured.Add(pair, 0);
    }

    /// <summary>Takes the excluded pairs out of an example; false where no pair is left of it.</summary>
    public bool Keep(CorpusExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        Utf8List words = WordsOf(example);
        if (words.Count < 2)
            return true; // No pair, so nothing to leave out.
        int pairCount = words.Count - 1, excludedCount = TakeExcluded(words);
        bool isText = example.Words.Count == 0;
        if (excludedCount == pairCount || (isText && excludedCount > 0))
            return false;
        if (excludedCount > 0)
            Replace(example.Words, _kept);
        CountKept(excludedCount > 0 ? _kept : words);
        return true;
    }

    /// <summary>What was left out and let through so far.</summary>
    /// <param name="task">The name of the task whose corpus it is.</param>
    public PairUsage Usage(string task) => new()
    {
        Task = task,
        TrainedCount = _trainedCount,
        MeasuredCount = _measuredCount,
        Excluded = [.. _files.Select((file, i) => new ExcludedPairs { File = file, Count = _excludedCounts[i], Pairs = [.. _excludedPairs[i]] })],
    };

    private Utf8List WordsOf(CorpusExample example)
    {
        if (example.Words.Count > 0)
            return example.Words;
        _words.Clear();
        ReadOnlySpan<byte> rest = example.Text.Span;
        while (Utf8Fields.NextBlankSeparated(ref rest) is { IsEmpty: false } word)
            _words.Add(word);
        return _words;
    }

    /// <summary>Counts the excluded pairs; where there is one, <see cref="_kept"/> holds the words without them.</summary>
    private int TakeExcluded(Utf8List words)
    {
        if (!_excluded.TryGetPartners(words[0], out IReadOnlyDictionary<string, int>? partners))
            return 0;
        _kept.Clear();
        _kept.Add(words[0]);
        for (int i = 1; i < words.Count; i++)
        {
            string word = WordPairIndex.Lower(words[i]);
            if (!partners.TryGetValue(word, out int file))
            {
                _kept.Add(words[i]);
                continue;
            }
            _excludedCounts[file]++;
            _excludedPairs[file].Add(new WordPair(words.GetString(0), word).ToString());
        }
        return words.Count - _kept.Count;
    }

    private void CountKept(Utf8List words)
    {
        _trainedCount += words.Count - 1;
        if (!_measured.TryGetPartners(words[0], out IReadOnlyDictionary<string, int>? partners))
            return;
        for (int i = 1; i < words.Count; i++)
            _measuredCount += partners.ContainsKey(WordPairIndex.Lower(words[i])) ? 1 : 0;
    }

    private static void Replace(Utf8List words, Utf8List by)
    {
        words.Clear();
        for (int i = 0; i < by.Count; i++)
            words.Add(by[i]);
    }
}
