namespace MT2ST.Corpora.Pairs;

/// <summary>Leaves pairs of words out of the examples of a corpus, and counts what it leaves out and what it lets through.</summary>
/// <remarks>
/// An example pairs its first word with each of the others. If an example gives words, single pairs are dropped; if it gives
/// text (a row of a table), the example is dropped with any of its pairs. One instance serves one reading of one corpus.
/// </remarks>
internal sealed class PairFilter
{
    private readonly string[] _files;
    private readonly WordPairIndex _excluded = new();
    private readonly WordPairIndex _measured = new();
    private readonly PairHalf? _half;
    private readonly long[] _excludedCounts;
    private readonly HashSet<string>[] _excludedPairs;
    private readonly Utf8List _words = new();
    private readonly Utf8List _kept = new();
    private long _trainedCount;
    private long _measuredCount;

    /// <summary>Reads the pairs to leave out.</summary>
    /// <param name="excluded">
    /// Files, or folders of them, that <see cref="WordPair.ReadAll"/> reads: similarity sets and lists of related words alike.
    /// </param>
    /// <param name="half">The half of the pairs that is let through; null for all.</param>
    /// <param name="measured">Pairs on which the run is measured; those among them that are let through are counted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public PairFilter(IReadOnlyList<string> excluded, PairHalf? half, IEnumerable<WordPair> measured, CancellationToken cancellationToken = default)
    {
        _half = half;
        _files = [.. excluded.SelectMany(InputFile.List)];
        _excludedCounts = new long[_files.Length];
        _excludedPairs = [.. _files.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        for (int file = 0; file < _files.Length; file++)
            foreach (WordPair pair in WordPair.ReadAll(_files[file], cancellationToken))
                _excluded.Add(pair, file);
        foreach (WordPair pair in measured)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _measured.Add(pair, 0);
        }
    }

    /// <summary>Takes excluded pairs and those of the other half out of an example; false if no pair is left.</summary>
    public bool Keep(CorpusExample example)
    {
        Utf8List words = WordsOf(example);
        if (words.Count < 2)
            return true; // No pair, so nothing to leave out.
        KeepAllowed(words);
        bool isWhole = _kept.Count == words.Count, isText = example.Words.Count == 0;
        if (_kept.Count < 2 || (isText && !isWhole))
            return false;
        if (!isWhole)
            Replace(example.Words, _kept);
        CountKept();
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

    /// <summary>Fills <see cref="_kept"/> with the first word and its allowed partners, and counts the excluded ones.</summary>
    private void KeepAllowed(Utf8List words)
    {
        _kept.Clear();
        _kept.Add(words[0]);
        _excluded.TryGetPartners(words[0], out IReadOnlyDictionary<string, int>? partners);
        for (int i = 1; i < words.Count; i++)
        {
            if (_half is not null && new WordPair(words.GetString(0), words.GetString(i)).Half != _half)
                continue;
            int file = -1;
            if (partners?.TryGetValue(WordPairIndex.Lower(words[i]), out file) == true)
            {
                _excludedCounts[file]++;
                _excludedPairs[file].Add(new WordPair(words.GetString(0), words.GetString(i)).ToString());
            }
            else
                _kept.Add(words[i]);
        }
    }

    private void CountKept()
    {
        _trainedCount += _kept.Count - 1;
        if (!_measured.TryGetPartners(_kept[0], out IReadOnlyDictionary<string, int>? partners))
            return;
        for (int i = 1; i < _kept.Count; i++)
            _measuredCount += partners.ContainsKey(WordPairIndex.Lower(_kept[i])) ? 1 : 0;
    }

    private static void Replace(Utf8List words, Utf8List by)
    {
        words.Clear();
        for (int i = 0; i < by.Count; i++)
            words.Add(by[i]);
    }
}
