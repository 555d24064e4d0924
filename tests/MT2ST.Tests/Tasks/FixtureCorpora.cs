using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks;

/// <summary>Hand-made data over twenty words.</summary>
internal static class FixtureCorpora
{
    /// <summary>V.</summary>
    public const int WordCount = 20;

    /// <summary>The id of an unknown word.</summary>
    public const int Unknown = WordCount;

    private const int FeatureBuckets = 11;

    /// <summary>The words: <c>w0</c> to <c>w19</c>, which share n-grams.</summary>
    public static readonly Vocabulary Words = Names("w", WordCount);

    /// <summary>Labelled texts: long ones, shorter ones than a filter of width 3, one with unknown words, an empty and an unlabelled one.</summary>
    public static IndexedCorpus Texts()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Names("label", 3));
        corpus.Add([0, 1, 2, 3, 4, 5, 6], label: 0);
        corpus.Add([7, Unknown, 8], label: 1);
        corpus.Add([9], label: 2);
        corpus.Add([10, 3, Unknown, 11, 10, 12], label: 0);
        corpus.Add([13, 14], label: 2);
        corpus.Add([], label: 1);
        corpus.Add([15, 0, 9, 2], label: -1);
        return corpus.Build();
    }

    /// <summary>Texts with weights and with labels that are not certain.</summary>
    public static IndexedCorpus WeightedTexts()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Names("label", 3));
        corpus.Add([0, 1, 2, 3, 4, 5, 6], labels: [0], trust: new LabelTrust(2.5, 0.75));
        corpus.Add([7, Unknown, 8], labels: [1], trust: new LabelTrust(0.5, 1));
        corpus.Add([9, 4], labels: [0], trust: new LabelTrust(1, 0.1));
        corpus.Add([10, 3, Unknown, 11, 10, 12], labels: [2], trust: new LabelTrust(1, 0));
        corpus.Add([13, 14], label: 0);
        corpus.Add([], labels: [1], trust: new LabelTrust(3, 0.9));
        return corpus.Build();
    }

    /// <summary>Texts in which words and pairs of words come again.</summary>
    public static IndexedCorpus TextsWithRepeatedWords()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Names("label", 2));
        corpus.Add([0, 1, 2, 0, 1, 2, 3], label: 0);
        corpus.Add([3, Unknown, 4, Unknown, 3], label: 1);
        corpus.Add([5, 5, 5], label: 1);
        corpus.Add([0, 1, 6, 6, 1], label: 0);
        return corpus.Build();
    }

    /// <summary>Texts with keys 1 to 5: repeated words, one of unknown words alone, an empty one.</summary>
    public static IndexedCorpus KeyedTexts()
    {
        var corpus = new IndexedCorpusBuilder(Words, keysTexts: true);
        corpus.Add([0, 1, 2, 0, 1, 2, 3], labels: [], textKey: 1);
        corpus.Add([3, Unknown, 4, 3], labels: [], textKey: 2);
        corpus.Add([5], labels: [], textKey: 3);
        corpus.Add([], labels: [], textKey: 4);
        corpus.Add([0, 6, 7], labels: [], textKey: 5);
        return corpus.Build();
    }

    /// <summary>
    /// Texts that belong together: some with a third text, one with the same first and one with the same second text as another, and
    /// two that are no pairs, since a text is empty.
    /// </summary>
    public static IndexedCorpus MatchingTexts(string[] scores)
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: scores.Length == 0 ? null : Vocabulary.Create(scores), hasTexts: true);
        void Add(int[] first, int[] second, params int[] third) => corpus.Add([.. first, .. second, .. third], scores.Length == 0 ? [] : [first.Length % 2], texts: new(first.Length, second.Length));
        Add([0, 1, 2, 0], [3, 4], 5, 6);
        Add([7, 8, 9], [3, 4]);
        Add([0, 1, 2, 0], [10, 11, 3, 12]);
        Add([13], [14, 15, 1], 3, 4);
        Add([], [16]);
        Add([16, 2], []);
        Add([17, 0], [18, 9], 19);
        return corpus.Build();
    }

    /// <summary>Texts with one label, several or none, one of them empty.</summary>
    public static IndexedCorpus TextsWithSeveralLabels()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Names("label", 3), keepsAllLabels: true);
        corpus.Add([0, 1, 2, 3, 4, 5, 6], labels: [0, 2]);
        corpus.Add([7, Unknown, 8], labels: [1]);
        corpus.Add([9], labels: []);
        corpus.Add([10, 3, Unknown, 11, 10, 12], labels: [2, 0, 1]);
        corpus.Add([], labels: [1]);
        corpus.Add([15, 0, 9, 2], labels: [0]);
        return corpus.Build();
    }

    /// <summary>Tagged sentences: one of a single word, one with unknown words, an empty one; one token has no tag.</summary>
    public static IndexedCorpus Sentences(bool hasFeatures)
    {
        var corpus = new IndexedCorpusBuilder(Words, tags: Names("tag", 4), featureBucketCount: hasFeatures ? FeatureBuckets : 0);
        AddSentence(corpus, hasFeatures, [0, 1, 2, 3, 1, 4], [0, 1, 2, 3, 1, 0]);
        AddSentence(corpus, hasFeatures, [5], [2]);
        AddSentence(corpus, hasFeatures, [Unknown, 6, Unknown], [3, -1, 1]);
        AddSentence(corpus, hasFeatures, [], []);
        AddSentence(corpus, hasFeatures, [7, 8, 9, 10], [0, 0, 2, 3]);
        return corpus.Build();
    }

    /// <summary>A word list: a labelled word, or two, a document.</summary>
    public static IndexedCorpus WordList()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Names("label", 3));
        for (int word = 0; word < 9; word++)
            corpus.Add([word], label: word % 3);
        corpus.Add([10, 11], label: 1);
        return corpus.Build();
    }

    /// <summary>Related words: lines of two and of four words, and antonym pairs.</summary>
    public static IndexedCorpus Relations()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Vocabulary.Create(["synonym", "antonym"]));
        corpus.Add([0, 1], label: 0);
        corpus.Add([2, 3, 4, 5], label: 0);
        corpus.Add([6, 7], label: 1);
        corpus.Add([8, 9], label: 1);
        corpus.Add([10, 11, 0], label: 1);
        corpus.Add([12, 13], label: -1);
        corpus.Add([1, 2, 3, 4, 2, 3, 4, 2, 3, 4, 2, 3, 4, 2, 3, 4, 2, 3, 4], label: 0); // More than share random words.
        return corpus.Build();
    }

    /// <summary>Judged pairs: two of them share a word, one has lost a word of its own.</summary>
    public static IndexedCorpus JudgedPairs()
    {
        var corpus = new IndexedCorpusBuilder(Words, labels: Vocabulary.Create(["7.5", "1", "3"]));
        corpus.Add([0, 1], label: 0);
        corpus.Add([2], label: 1);
        corpus.Add([3, 0], label: 1);
        corpus.Add([4, 5], label: 2);
        corpus.Add([6, 7], label: 0);
        return corpus.Build();
    }

    /// <summary>Analogy questions: two of them share words, one has lost a word.</summary>
    public static IndexedCorpus Questions()
    {
        var corpus = new IndexedCorpusBuilder(Words);
        corpus.Add([0, 1, 2, 3]);
        corpus.Add([4, 5, 6]);
        corpus.Add([2, 3, 4, 5]);
        return corpus.Build();
    }

    /// <summary>Raw text with repeated words and a document without any context.</summary>
    public static IndexedCorpus RawText()
    {
        var corpus = new IndexedCorpusBuilder(Words);
        corpus.Add([0, 1, 2, 0, 3, 4, 0, 5]);
        corpus.Add([6]);
        corpus.Add([7, 8, 7, 9]);
        return corpus.Build();
    }

    private static void AddSentence(IndexedCorpusBuilder corpus, bool hasFeatures, int[] words, int[] tags)
    {
        int[] features = [.. words.SelectMany(word => Enumerable.Range(0, WordFeatures.Count).Select(affix => ((word * 3) + (affix * 5)) % FeatureBuckets))];
        corpus.Add(words, tags: tags, features: hasFeatures ? features : []);
    }

    public static Vocabulary Names(string stem, int count) =>
        Vocabulary.Create([.. Enumerable.Range(0, count).Select(i => $"{stem}{i}")]);
}
