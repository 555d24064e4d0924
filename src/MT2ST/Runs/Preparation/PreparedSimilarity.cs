using MT2ST.Corpora;
using MT2ST.Corpora.Pairs;
using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Preparation;

/// <summary>The similarity sets of a run, and the words that count in them.</summary>
internal sealed record PreparedSimilarity
{
    /// <summary>The dev half of each set that drives and judges the run.</summary>
    public required IReadOnlyList<SimilaritySet> Dev { get; init; }

    /// <summary>The test half of each set that is reported.</summary>
    public required IReadOnlyList<SimilaritySet> Test { get; init; }

    /// <summary>
    /// Words of the sets that are frequent enough in the primary's own training data. Words that only auxiliaries have do not
    /// count, so that every strategy of a comparison is measured on the same pairs.
    /// </summary>
    public Vocabulary Words { get; private init; } = Vocabulary.Create([]);

    /// <summary>For each id in <see cref="Words"/>, the word's id in the run's vocabulary.</summary>
    public IReadOnlyList<int> Ids { get; private init; } = [];

    /// <summary>Every pair on which the run is measured, on dev or on test.</summary>
    internal IReadOnlyList<WordPair> Pairs => [.. Dev.Concat(Test).SelectMany(set => set.Pairs).Select(pair => pair.Words)];

    /// <summary>Reads the sets that a task names, before their words are looked up; null if it names none.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not a set; the message says where.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    internal static PreparedSimilarity? Read(TaskOptions task, CancellationToken cancellationToken) => task.DevSimilarity.Count == 0 ? null : new PreparedSimilarity
    {
        Dev = ReadHalf(task.DevSimilarity, PairHalf.Dev, cancellationToken),
        Test = ReadHalf(task.TestSimilarity ?? task.DevSimilarity, PairHalf.Test, cancellationToken),
    };

    /// <summary>The same sets with their words looked up.</summary>
    /// <param name="train">The primary's training data.</param>
    /// <param name="minimumCount">How often a word must occur in it.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <exception cref="InvalidDataException">A set has too few known pairs for a rank correlation; the message names it.</exception>
    internal PreparedSimilarity Among(IndexedCorpus train, int minimumCount, CancellationToken cancellationToken)
    {
        long[] counts = train.CountWords(train.Words.Count, cancellationToken);
        IEnumerable<string> written = Dev.Concat(Test).SelectMany(set => set.Pairs).SelectMany(pair => (string[])[pair.First, pair.Second]);
        string[] words = [.. written.Concat(written.Select(WordCase.Lower)).Distinct().Where(IsKnown)];
        HashSet<string> known = [.. words];
        foreach (SimilaritySet set in Dev)
            CheckKnown(set, known);
        return this with { Words = Vocabulary.Create(words), Ids = [.. words.Select(train.Words.IndexOf)] };

        bool IsKnown(string word) => train.Words.IndexOf(word) is int id and >= 0 && counts[id] >= minimumCount;
    }

    /// <summary>The measure of a run's table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="halvesDev">Whether dev is split: half A stops and tunes, half B sets and judges targets.</param>
    internal IQualityMeasure<float> Measure(EmbeddingTable<float> table, bool halvesDev) => new SimilarityQuality<float>(table, Words, Ids)
    {
        DevSets = halvesDev ? [.. Dev.Select(set => set.Where(pair => !pair.JudgesTargets))] : Dev,
        DevTargetSets = halvesDev ? [.. Dev.Select(set => set.Where(pair => pair.JudgesTargets))] : null,
        TestSets = Test,
    };

    /// <summary>Each quarter of a set must count: qualities that include a set only sometimes could not be compared.</summary>
    private static void CheckKnown(SimilaritySet dev, HashSet<string> known)
    {
        const int LeastPairs = 2; // For a rank correlation.
        int judging = dev.Pairs.Count(pair => IsKnown(pair) && pair.Words.JudgesTargets), driving = dev.Pairs.Count(IsKnown) - judging;
        if (Math.Min(judging, driving) < LeastPairs)
            throw new InvalidDataException($"Similarity set '{dev.Name}': of {dev.Pairs.Count} pairs of the dev half, {driving} (half A) and {judging} (half B) have both words in the primary's text often enough; expected at least {LeastPairs} in each. Lower primary.minCount, give more text or leave the set out.");

        bool IsKnown(ScoredPair pair) => Contains(pair.First) && Contains(pair.Second);
        bool Contains(string word) => known.Contains(word) || known.Contains(WordCase.Lower(word));
    }

    private static SimilaritySet[] ReadHalf(IReadOnlyList<string> paths, PairHalf half, CancellationToken cancellationToken) =>
        [.. paths.SelectMany(path => SimilaritySet.ReadAll(path, cancellationToken)).Select(set => set.Where(pair => pair.Half == half))];
}
