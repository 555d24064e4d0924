using MT2ST.Corpora;
using MT2ST.Encoding;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Encoding;

public sealed class CorpusEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void BuildVocabulary_Words_AreOrderedByCountThenBytes()
    {
        CorpusEncoder encoder = new();
        encoder.Add(Source("b b b c a a c é\nz Z"), cancellationToken: Cancellation);
        Assert.Equal("b 3, a 2, c 2, z 2, é 1", Render(encoder.BuildVocabulary(cancellationToken: Cancellation)));
    }

    [Fact]
    public void BuildVocabulary_SeveralSources_WordIsInByOneSourcesMinimum()
    {
        CorpusEncoder encoder = new();
        encoder.Add(Source("rare other"), new EncodingOptions { MinimumCount = 1 }, Cancellation);
        encoder.Add(Source("a a b other"), new EncodingOptions { MinimumCount = 2 }, Cancellation);
        Assert.Equal("a 2, other 2, rare 1", Render(encoder.BuildVocabulary(cancellationToken: Cancellation)));
    }

    [Fact]
    public void BuildVocabulary_MaximumSize_KeepsTheMostFrequent()
    {
        CorpusEncoder encoder = new();
        encoder.Add(Source("b b b c a a"), cancellationToken: Cancellation);
        Assert.Equal("b 3, a 2", Render(encoder.BuildVocabulary(maximumSize: 2, Cancellation)));
    }

    [Fact]
    public void BuildVocabulary_NoFrequentWord_IsRefused()
    {
        CorpusEncoder encoder = new();
        encoder.Add(Source("a b"), new EncodingOptions { MinimumCount = 2 }, Cancellation);
        Assert.Throws<InvalidDataException>(() => encoder.BuildVocabulary(cancellationToken: Cancellation));
    }

    [Fact]
    public void Complete_UnknownWords_BecomeV() =>
        Assert.Equal(["a", "<unknown>", "a"], Words(Encode("a b a", new EncodingOptions { MinimumCount = 2 }), 0));

    [Fact]
    public void Complete_DropUnknownWords_LeavesThemAndEmptyDocumentsOut()
    {
        EncodedCorpus corpus = Encode("b\na e a\nc\nd a", new EncodingOptions { MinimumCount = 2, DropUnknownWords = true });
        Assert.Equal(["a a", "a"], Documents(corpus));
    }

    [Fact]
    public void Complete_LabelledDocumentWithoutKnownWords_IsKept()
    {
        EncodedCorpus corpus = Encode("__label__x a a\n__label__y b", new EncodingOptions { MinimumCount = 2, DropUnknownWords = true });
        Assert.Equal(2, corpus.DocumentCount);
    }

    [Fact]
    public void Complete_Labels_AreOrderedByCount()
    {
        EncodedCorpus corpus = Encode("__label__x a\n__label__y b\n__label__y c");
        Assert.Equal(["x", "y", "y"], Enumerable.Range(0, 3).Select(document => corpus.Labels![corpus.Label(document)]));
        Assert.Equal("y 2, x 1", Render(corpus.Labels!));
    }

    [Fact]
    public void Complete_Tags_StayWithTheirWords()
    {
        EncodedCorpus corpus = Encode("a/X b/Y a/Z", new EncodingOptions { MinimumCount = 2, DropUnknownWords = true });
        Assert.Equal(["X", "Z"], corpus.Tags(0).ToArray().Select(tag => corpus.TagSet![tag]));
    }

    [Fact]
    public void Complete_Features_AreOfTheOriginalForm()
    {
        EncodedCorpus corpus = Encode("a/X Berlin/Y a/Z Berlin/Y b/X", new EncodingOptions { MinimumCount = 2, DropUnknownWords = true, FeatureBucketCount = 1000 });
        int[] expected = new int[WordFeatures.Count];
        WordFeatures.Write("Berlin"u8, 1000, expected);
        Assert.Equal(expected, corpus.Features(0).Slice(3 * WordFeatures.Count, WordFeatures.Count).ToArray());
    }

    [Fact]
    public void Complete_ManyDocumentsOfManySizes_KeepsEveryToken()
    {
        string[] texts = [.. Enumerable.Range(1, 3_000).Select(i => string.Join(' ', Enumerable.Range(0, i % 97 == 0 ? 5_000 : i % 13 + 1).Select(j => $"w{(i + j) % 500}")))];
        Assert.Equal(texts, Documents(Encode(string.Join('\n', texts))));
    }

    [Fact]
    public void Add_Limit_KeepsTheFirstDocuments() =>
        Assert.Equal(["a", "b"], Documents(Encode("a\nb\nc", new EncodingOptions { Limit = 2 })));

    [Fact]
    public void Add_LimitSample_CountsOnlyTheDocumentsDrawn()
    {
        string text = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"w{i}"));
        EncodedCorpus corpus = Encode(text, new EncodingOptions { Limit = 20, LimitSample = true, Seed = 7 });
        Assert.Equal(20, corpus.DocumentCount);
        Assert.Equal(20, corpus.Words.Count);
    }

    [Fact]
    public void Add_LimitSample_DependsOnTheSeedOnly()
    {
        string text = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"w{i}"));
        string[] Drawn(ulong seed) => Documents(Encode(text, new EncodingOptions { Limit = 20, LimitSample = true, Seed = seed }));
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    [Fact]
    public void Add_LimitSample_KeepsTheLabelsOfAllDocuments()
    {
        string text = string.Join('\n', Enumerable.Range(0, 50).Select(i => $"__label__l{i} a"));
        Assert.Equal(50, Encode(text, new EncodingOptions { Limit = 5, LimitSample = true }).Labels!.Count);
    }

    [Fact]
    public void Add_LongRawText_IsCut() =>
        Assert.Equal(["a b", "c d", "e"], Documents(Encode("a b c d e", new EncodingOptions { MaximumDocumentTokens = 2 })));

    [Fact]
    public void Add_AfterBuildVocabulary_IsRefused()
    {
        CorpusEncoder encoder = new();
        encoder.Add(Source("a"), cancellationToken: Cancellation);
        encoder.BuildVocabulary(cancellationToken: Cancellation);
        Assert.Throws<InvalidOperationException>(() => encoder.Add(Source("b"), cancellationToken: Cancellation));
    }

    [Fact]
    public void Complete_Twice_IsRefused()
    {
        CorpusEncoder encoder = new();
        CorpusDraft draft = encoder.Add(Source("a"), cancellationToken: Cancellation);
        encoder.BuildVocabulary(cancellationToken: Cancellation);
        encoder.Complete(draft, Cancellation);
        Assert.Throws<InvalidOperationException>(() => encoder.Complete(draft, Cancellation));
    }

    [Fact]
    public void Dev_UnknownLabel_SaysWhereAndListsKnownOnes()
    {
        EncodedCorpus train = Encode("__label__x a\n__label__y b");
        string path = _folder.Write("dev.ft", "__label__x a\n__label__z a\n");
        FrozenEncoder frozen = new(train.Words, new TextOptions());
        var error = Assert.Throws<InvalidDataException>(() => frozen.Encode(new CorpusSource(path), labels: train.Labels, cancellationToken: Cancellation));
        Assert.Equal($"{path}:2: found the label 'z', expected one of the training data. Known: x, y. Is the label column right?", error.Message);
    }

    [Fact]
    public void Dev_UnknownWordsAndTags_BecomeVAndMinusOne()
    {
        EncodedCorpus train = Encode("a/X b/Y");
        EncodedCorpus dev = new FrozenEncoder(train.Words, new TextOptions())
            .Encode(new CorpusSource(_folder.Write("dev.tagged", "b/Z c/X")), tags: train.TagSet, cancellationToken: Cancellation);
        Assert.Equal([train.Words.IndexOf("b"), train.Words.Count], dev.Tokens(0).ToArray());
        Assert.Equal([-1, train.TagSet!.IndexOf("X")], dev.Tags(0).ToArray());
    }

    [Fact]
    public void Dev_DropUnknownWords_LeavesThemOut()
    {
        EncodedCorpus train = Encode("a b");
        EncodedCorpus dev = new FrozenEncoder(train.Words, new TextOptions())
            .Encode(new CorpusSource(_folder.Write("dev.txt", "c a c b\nc")), new EncodingOptions { DropUnknownWords = true }, cancellationToken: Cancellation);
        Assert.Equal(["a b"], Documents(dev));
    }

    [Fact]
    public void Dev_TrainingData_GivesTheSameIds()
    {
        EncodedCorpus train = Encode("c a b a\nb b x");
        EncodedCorpus again = new FrozenEncoder(train.Words, new TextOptions()).Encode(new CorpusSource(_folder.Path("a.txt")), cancellationToken: Cancellation);
        Assert.Equal(Documents(train), Documents(again));
    }

    [Fact]
    public void Encode_OneText_GivesItsIds()
    {
        EncodedCorpus train = Encode("a b");
        List<int> tokens = [];
        new FrozenEncoder(train.Words, new TextOptions()).Encode("B, z!"u8, tokens);
        Assert.Equal([train.Words.IndexOf("b"), train.Words.Count], tokens);
    }

    [Theory]
    [InlineData(TextOptions.Words)]
    [InlineData(TextOptions.Whitespace)]
    public void Encode_LineOfMegabytes_GivesTheWordsThatTheTokenizerGives(string tokenizer)
    {
        // Every kind of boundary comes near the ends of pieces: quotes, several bytes a character, broken ones, long words.
        byte[][] words = [.. new[] { "don't", "it’s", "naïve", "漢字", "'quoted'", "a-b", "\t", "film" }.Select(System.Text.Encoding.UTF8.GetBytes), [0xE6, 0xBC], [0xFF]];
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

        CorpusEncoder encoder = new(options);
        CorpusDraft draft = encoder.Add(new CorpusSource(path, new CorpusOptions { Format = BuiltInCorpora.Text }), cancellationToken: Cancellation);
        encoder.BuildVocabulary(cancellationToken: Cancellation);
        EncodedCorpus corpus = encoder.Complete(draft, Cancellation);
        Assert.Equal(Enumerable.Range(0, expected.Count).Select(expected.GetString), Enumerable.Range(0, corpus.DocumentCount).SelectMany(document => Words(corpus, document)));
        Assert.True(expected.Count > 1 << 18); // More words, too, than are numbered at once.
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static string[] Documents(EncodedCorpus corpus) =>
        [.. Enumerable.Range(0, corpus.DocumentCount).Select(document => string.Join(' ', Words(corpus, document)))];

    private CorpusSource Source(string text) => new(_folder.Write("a.txt", text));

    private EncodedCorpus Encode(string text, EncodingOptions? options = null)
    {
        CorpusEncoder encoder = new();
        CorpusDraft draft = encoder.Add(Source(text), options, Cancellation);
        encoder.BuildVocabulary();
        return encoder.Complete(draft);
    }

    private static string[] Words(EncodedCorpus corpus, int document) =>
        [.. corpus.Tokens(document).ToArray().Select(id => id == corpus.Words.Count ? "<unknown>" : corpus.Words[id])];

    private static string Render(Vocabulary vocabulary) =>
        string.Join(", ", Enumerable.Range(0, vocabulary.Count).Select(id => $"{vocabulary[id]} {vocabulary.Counts[id]}"));
}
