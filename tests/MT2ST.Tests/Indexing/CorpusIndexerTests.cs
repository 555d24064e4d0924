using System.Text;
using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Indexing;

public sealed class CorpusIndexerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void BuildVocabulary_Words_AreOrderedByCountThenBytes()
    {
        CorpusIndexer indexer = new();
        indexer.Add(Source("b b b c a a c é\nz Z"), cancellationToken: Cancellation);
        Assert.Equal("b 3, a 2, c 2, z 2, é 1", Render(indexer.BuildVocabulary(cancellationToken: Cancellation)));
    }

    [Fact]
    public void BuildVocabulary_SeveralSources_WordIsInByOneSourcesMinimum()
    {
        CorpusIndexer indexer = new();
        indexer.Add(Source("rare other"), new IndexingOptions { MinimumCount = 1 }, Cancellation);
        indexer.Add(Source("a a b other"), new IndexingOptions { MinimumCount = 2 }, Cancellation);
        Assert.Equal("a 2, other 2, rare 1", Render(indexer.BuildVocabulary(cancellationToken: Cancellation)));
    }

    [Fact]
    public void BuildVocabulary_MaximumSize_KeepsTheMostFrequent()
    {
        CorpusIndexer indexer = new();
        indexer.Add(Source("b b b c a a"), cancellationToken: Cancellation);
        Assert.Equal("b 3, a 2", Render(indexer.BuildVocabulary(maximumSize: 2, Cancellation)));
    }

    [Fact]
    public void BuildVocabulary_NoFrequentWord_IsRefused()
    {
        CorpusIndexer indexer = new();
        indexer.Add(Source("a b"), new IndexingOptions { MinimumCount = 2 }, Cancellation);
        Assert.Throws<InvalidDataException>(() => indexer.BuildVocabulary(cancellationToken: Cancellation));
    }

    [Fact]
    public void Complete_UnknownWords_BecomeV() =>
        Assert.Equal(["a", "<unknown>", "a"], Words(Index("a b a", new IndexingOptions { MinimumCount = 2 }), 0));

    [Fact]
    public void Complete_DropUnknownWords_LeavesThemAndEmptyDocumentsOut()
    {
        IndexedCorpus corpus = Index("b\na e a\nc\nd a", new IndexingOptions { MinimumCount = 2, DropUnknownWords = true });
        Assert.Equal(["a a", "a"], Documents(corpus));
    }

    [Fact]
    public void Complete_LabelledDocumentWithoutKnownWords_IsKept()
    {
        IndexedCorpus corpus = Index("__label__x a a\n__label__y b", new IndexingOptions { MinimumCount = 2, DropUnknownWords = true });
        Assert.Equal(2, corpus.DocumentCount);
    }

    [Fact]
    public void Complete_Labels_AreOrderedByCount()
    {
        IndexedCorpus corpus = Index("__label__x a\n__label__y b\n__label__y c");
        Assert.Equal(["x", "y", "y"], Enumerable.Range(0, 3).Select(document => corpus.Labels![corpus.Label(document)]));
        Assert.Equal("y 2, x 1", Render(corpus.Labels!));
    }

    [Fact]
    public void Complete_Tags_StayWithTheirWords()
    {
        IndexedCorpus corpus = Index("a/X b/Y a/Z", new IndexingOptions { MinimumCount = 2, DropUnknownWords = true });
        Assert.Equal(["X", "Z"], corpus.Tags(0).ToArray().Select(tag => corpus.TagSet![tag]));
    }

    [Fact]
    public void Complete_Features_AreOfTheOriginalForm()
    {
        IndexedCorpus corpus = Index("a/X Berlin/Y a/Z Berlin/Y b/X", new IndexingOptions { MinimumCount = 2, DropUnknownWords = true, FeatureBucketCount = 1000 });
        int[] expected = new int[WordFeatures.Count];
        WordFeatures.Write("Berlin"u8, 1000, expected);
        Assert.Equal(expected, corpus.Features(0).Slice(3 * WordFeatures.Count, WordFeatures.Count).ToArray());
    }

    [Fact]
    public void Complete_ManyDocumentsOfManySizes_KeepsEveryToken()
    {
        string[] texts = [.. Enumerable.Range(1, 3_000).Select(i => string.Join(' ', Enumerable.Range(0, i % 97 == 0 ? 5_000 : i % 13 + 1).Select(j => $"w{(i + j) % 500}")))];
        Assert.Equal(texts, Documents(Index(string.Join('\n', texts))));
    }

    [Fact]
    public void Add_Limit_KeepsTheFirstDocuments() =>
        Assert.Equal(["a", "b"], Documents(Index("a\nb\nc", new IndexingOptions { Limit = 2 })));

    [Fact]
    public void Add_LimitSample_CountsOnlyTheDocumentsDrawn()
    {
        string text = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"w{i}"));
        IndexedCorpus corpus = Index(text, new IndexingOptions { Limit = 20, LimitSample = true, Seed = 7 });
        Assert.Equal(20, corpus.DocumentCount);
        Assert.Equal(20, corpus.Words.Count);
    }

    [Fact]
    public void Add_LimitSample_DependsOnTheSeedOnly()
    {
        string text = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"w{i}"));
        string[] Drawn(ulong seed) => Documents(Index(text, new IndexingOptions { Limit = 20, LimitSample = true, Seed = seed }));
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    [Fact]
    public void Add_LimitSample_KeepsTheLabelsOfAllDocuments()
    {
        string text = string.Join('\n', Enumerable.Range(0, 50).Select(i => $"__label__l{i} a"));
        Assert.Equal(50, Index(text, new IndexingOptions { Limit = 5, LimitSample = true }).Labels!.Count);
    }

    [Fact]
    public void Add_LongRawText_IsCut() =>
        Assert.Equal(["a b", "c d", "e"], Documents(Index("a b c d e", new IndexingOptions { MaximumDocumentTokens = 2 })));

    [Fact]
    public void Add_AfterBuildVocabulary_IsRefused()
    {
        CorpusIndexer indexer = new();
        indexer.Add(Source("a"), cancellationToken: Cancellation);
        indexer.BuildVocabulary(cancellationToken: Cancellation);
        Assert.Throws<InvalidOperationException>(() => indexer.Add(Source("b"), cancellationToken: Cancellation));
    }

    [Fact]
    public void Complete_Twice_IsRefused()
    {
        CorpusIndexer indexer = new();
        PendingCorpus pending = indexer.Add(Source("a"), cancellationToken: Cancellation);
        indexer.BuildVocabulary(cancellationToken: Cancellation);
        indexer.Complete(pending, Cancellation);
        Assert.Throws<InvalidOperationException>(() => indexer.Complete(pending, Cancellation));
    }

    [Fact]
    public void Dev_UnknownLabel_SaysWhereAndListsKnownOnes()
    {
        IndexedCorpus train = Index("__label__x a\n__label__y b");
        string path = _folder.Write("dev.ft", "__label__x a\n__label__z a\n");
        FixedVocabularyIndexer frozen = new(train.Words, new TextOptions());
        var error = Assert.Throws<InvalidDataException>(() => frozen.Index(new CorpusSource(path), labels: train.Labels, cancellationToken: Cancellation));
        Assert.Equal($"{path}:2: found the label 'z', expected one of the training data. Known: x, y. Is the label column right?", error.Message);
    }

    [Fact]
    public void Dev_UnknownWordsAndTags_BecomeVAndBelowZero()
    {
        IndexedCorpus train = Index("a/X b/Y");
        IndexedCorpus dev = new FixedVocabularyIndexer(train.Words, new TextOptions())
            .Index(new CorpusSource(_folder.Write("dev.tagged", "b/Z c/X")), tags: train.TagSet, cancellationToken: Cancellation);
        Assert.Equal([train.Words.IndexOf("b"), train.Words.Count], dev.Tokens(0).ToArray());
        Assert.Equal([-2, train.TagSet!.IndexOf("X")], dev.Tags(0).ToArray());
        Assert.Equal(["Z"], dev.UnknownTags);
    }

    [Fact]
    public void Dev_DropUnknownWords_LeavesThemOut()
    {
        IndexedCorpus train = Index("a b");
        IndexedCorpus dev = new FixedVocabularyIndexer(train.Words, new TextOptions())
            .Index(new CorpusSource(_folder.Write("dev.txt", "c a c b\nc")), new IndexingOptions { DropUnknownWords = true }, cancellationToken: Cancellation);
        Assert.Equal(["a b"], Documents(dev));
    }

    [Fact]
    public void Dev_TrainingData_GivesTheSameIds()
    {
        IndexedCorpus train = Index("c a b a\nb b x");
        IndexedCorpus again = new FixedVocabularyIndexer(train.Words, new TextOptions()).Index(new CorpusSource(_folder.Path("a.txt")), cancellationToken: Cancellation);
        Assert.Equal(Documents(train), Documents(again));
    }

    [Fact]
    public void Index_OneText_GivesItsIds()
    {
        IndexedCorpus train = Index("a b");
        List<int> tokens = [];
        new FixedVocabularyIndexer(train.Words, new TextOptions()).Index("B, z!"u8, tokens);
        Assert.Equal([train.Words.IndexOf("b"), train.Words.Count], tokens);
    }

    [Theory]
    [InlineData(TextOptions.Words)]
    [InlineData(TextOptions.Whitespace)]
    public void Index_LineOfMegabytes_GivesTheWordsThatTheTokenizerGives(string tokenizer)
    {
        // Every kind of boundary comes near the ends of pieces: quotes, several bytes a character, broken ones, long words.
        byte[][] words = [.. new[] { "don't", "it’s", "naïve", "漢字", "'quoted'", "a-b", "\t", "film" }.Select(Encoding.UTF8.GetBytes), [0xE6, 0xBC], [0xFF]];
        byte[] longWord = [.. Enumerable.Repeat((byte)'x', 700)];
        SeededRandom random = new(1);
        List<byte> text = [];
        while (text.Count < 5_000_000)
            text.AddRange([.. random.NextInt32(1000) == 0 ? longWord : words[random.NextInt32(words.Length)], .. random.NextInt32(3) == 0 ? [] : " "u8]);
        string path = _folder.Path("long.txt");
        File.WriteAllBytes(path, [.. text]);
        TextOptions options = new() { Tokenizer = tokenizer };
        Utf8List expected = new();
        new Tokenizer(options).Split(text.ToArray(), expected);

        CorpusIndexer indexer = new(options);
        PendingCorpus pending = indexer.Add(new CorpusSource(path, new CorpusOptions { Format = BuiltInCorpora.Text }), cancellationToken: Cancellation);
        indexer.BuildVocabulary(cancellationToken: Cancellation);
        IndexedCorpus corpus = indexer.Complete(pending, Cancellation);
        Assert.Equal(Enumerable.Range(0, expected.Count).Select(expected.GetString), Enumerable.Range(0, corpus.DocumentCount).SelectMany(document => Words(corpus, document)));
        Assert.True(expected.Count > 1 << 18); // More words, too, than are numbered at once.
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static string[] Documents(IndexedCorpus corpus) =>
        [.. Enumerable.Range(0, corpus.DocumentCount).Select(document => string.Join(' ', Words(corpus, document)))];

    private CorpusSource Source(string text) => new(_folder.Write("a.txt", text));

    private IndexedCorpus Index(string text, IndexingOptions? options = null)
    {
        CorpusIndexer indexer = new();
        PendingCorpus pending = indexer.Add(Source(text), options, Cancellation);
        indexer.BuildVocabulary();
        return indexer.Complete(pending);
    }

    private static string[] Words(IndexedCorpus corpus, int document) =>
        [.. corpus.Tokens(document).ToArray().Select(id => id == corpus.Words.Count ? "<unknown>" : corpus.Words[id])];

    private static string Render(Vocabulary vocabulary) =>
        string.Join(", ", Enumerable.Range(0, vocabulary.Count).Select(id => $"{vocabulary[id]} {vocabulary.Counts[id]}"));
}
