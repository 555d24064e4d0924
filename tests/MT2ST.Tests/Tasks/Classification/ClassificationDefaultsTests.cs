using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class ClassificationDefaultsTests
{
    private static readonly Vocabulary Labels = Vocabulary.Create(["a", "b"]);

    [Fact]
    public void DecideBy_ShortTexts_WeighsWordsPairsAndCharactersByIdf()
    {
        ClassificationOptions decided = Decide(new(), Corpus(texts: 10, words: 150));
        Assert.Equal((TokenWeighting.Idf, 2, 5), (decided.TokenWeights, decided.WordNgrams, decided.CharacterNgrams));
        Assert.Equal((0.0, 0.0), (decided.Dropout, decided.UnknownDropout));
        Assert.Equal((null, null, null), (decided.Optimizer, decided.Rate, decided.HeadRate));
    }

    [Theory]
    [InlineData(false, TokenWeighting.Bayes)]
    [InlineData(true, TokenWeighting.Idf)]
    public void DecideBy_LongTexts_LeavesCharactersOut(bool multiLabel, TokenWeighting weights)
    {
        ClassificationOptions decided = Decide(new() { MultiLabel = multiLabel }, Corpus(texts: 10, words: 151));
        Assert.Equal((weights, 2, 1), (decided.TokenWeights, decided.WordNgrams, decided.CharacterNgrams));
    }

    [Theory]
    [InlineData(2999, 1, 1, "adagrad", 0.01, 0.05)]
    [InlineData(3000, 2, 5, null, 0.3, 0.01)]
    public void DecideBy_BesideAuxiliaries_SlowsTheTableAndHastensTheHead(int texts, int wordNgrams, int characterNgrams, string? optimizer, double rate, double headRate)
    {
        ClassificationOptions decided = Decide(new(), Corpus(texts, words: 3), sharesTable: true);
        Assert.Equal((wordNgrams, characterNgrams), (decided.WordNgrams, decided.CharacterNgrams));
        Assert.Equal((optimizer, rate, headRate, 0.5), (decided.Optimizer, decided.Rate, decided.HeadRate, decided.Dropout));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void DecideBy_BesideAuxiliaries_FewTextsOfManyLabelsCountAsMany(int labels, int wordNgrams)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Vocabulary.Create([.. Enumerable.Range(0, labels).Select(label => $"l{label}")]));
        corpus.Add([0, 1], label: 0);
        Assert.Equal(wordNgrams, Decide(new(), corpus.Build(), sharesTable: true).WordNgrams);
    }

    [Fact]
    public void DecideBy_ValuesGiven_StayAsTheyAre()
    {
        ClassificationOptions given = new() { WordNgrams = 3, WordNgramBuckets = 7, CharacterNgrams = 2, TokenWeights = TokenWeighting.Bayes, Optimizer = "sgd", Rate = 2, HeadRate = 0.1, Dropout = 0.2, UnknownDropout = 1, HeadPenalty = 3, LinearCost = 2 };
        Assert.Equal(given, Decide(given, Corpus(texts: 10, words: 5), sharesTable: true));
    }

    // The rates given with an optimizer are that optimizer's: none is added for another one.
    [Fact]
    public void DecideBy_OtherOptimizers_GetNoRateOfAdaGradAndAdam()
    {
        ClassificationOptions decided = Decide(new() { Optimizer = "sgd", HeadOptimizer = "sgd" }, Corpus(texts: 10, words: 5), sharesTable: true);
        Assert.Equal((null, null), (decided.Rate, decided.HeadRate));
    }

    [Fact]
    public void DecideBy_Twice_ChangesNothing()
    {
        IndexedCorpus corpus = Corpus(texts: 10, words: 5);
        ClassificationOptions once = Decide(new(), corpus, sharesTable: true);
        Assert.Equal(once, Decide(once, corpus, sharesTable: true));
    }

    [Theory]
    [InlineData("cnn", null)]
    [InlineData("rows", "max")]
    public void DecideBy_OtherVectors_WeighNothing(string encoder, string? pooling)
    {
        ClassificationOptions decided = Decide(new() { Encoder = encoder, Pooling = pooling }, Corpus(texts: 10, words: 5), sharesTable: true);
        Assert.Equal((TokenWeighting.None, 1, 1), (decided.TokenWeights, decided.WordNgrams, decided.CharacterNgrams));
        Assert.Equal((0.5, 0.25, null), (decided.Dropout, decided.UnknownDropout, decided.Rate));
    }

    [Theory]
    [InlineData(2, 16)]
    [InlineData(17, 32)]
    [InlineData(200, 96)]
    public void DimensionsFor_Labels_AreAsManyInSixteens(int labels, int dimensions)
    {
        IndexedCorpus corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Vocabulary.Create([.. Enumerable.Range(0, labels).Select(label => $"l{label}")])).Build();
        Assert.Equal(dimensions, new ClassificationOptions().DimensionsFor(corpus, sharesTable: false));
        Assert.Equal(TaskOptions.DefaultDimensions, new ClassificationOptions { Encoder = "cnn" }.DimensionsFor(corpus, sharesTable: false));
    }

    [Theory]
    [InlineData(9_000_000, 10_000, 3_000)] // 30 million tokens at weight 1.
    [InlineData(100_000, 10_000, 250)] // 25 passes.
    [InlineData(10, 10_000, 1)]
    public void UnitsOf_RawText_AreTokensOfAWholeRunOrManyPasses(double tokens, double texts, double expected)
    {
        Assert.Equal(expected, new ClassificationOptions().UnitsOf(new SkipGramOptions(), tokens, texts));
        Assert.Equal(expected, new ClassificationOptions().UnitsOf(new CbowOptions(), tokens, texts));
    }

    [Fact]
    public void UnitsOf_OtherAuxiliariesAndEncoders_AreFewOrByCost()
    {
        Assert.Equal(50, new ClassificationOptions().UnitsOf(new LexiconOptions(), 1000, 10_000));
        Assert.Null(new ClassificationOptions { Encoder = "cnn" }.UnitsOf(new LexiconOptions(), 1000, 10_000));
    }

    // w1 is in no text: it weighs only if an auxiliary may know it. N = 2, so log(3 / 1) + 1; w0 is in both: log(3 / 3) + 1.
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2.0986122886681098)]
    public void Idf_WordOfNoText_WeighsOnlyBesideAuxiliaries(bool hasAuxiliaries, double expected)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
        corpus.Add([0, 2], label: 0);
        corpus.Add([0], label: 1);
        var table = new EmbeddingTable<double>(FixtureCorpora.WordCount, dimensions: 4, scale: 0.1, new SeededRandom(seed: 1));
        ITask<double> task = new ClassificationOptions().Create(new TaskContext<double> { Name = "texts", Table = table, Train = corpus.Build(), Seed = 1, HasAuxiliaries = hasAuxiliaries });
        RowMatrix<double> weights = task.Constants.Single(constant => constant.Name == "texts/token-weights").Values;
        Assert.Equal(1, weights.Row(0)[0], 1e-12);
        Assert.Equal(expected, weights.Row(0)[1], 1e-12);
        Assert.Equal(0, weights.Row(0)[FixtureCorpora.Unknown]);
    }

    // Texts that a teacher knows count as well: N = 3, and w1 is in one of them: log(4 / 2) + 1.
    [Fact]
    public void Idf_BesideATeacher_CountsItsTexts()
    {
        IndexedCorpusBuilder labelled = new(FixtureCorpora.Words, Labels), taught = new(FixtureCorpora.Words);
        labelled.Add([0, 2], label: 0);
        labelled.Add([0], label: 1);
        taught.Add([0, 1]);
        var table = new EmbeddingTable<double>(FixtureCorpora.WordCount, dimensions: 4, scale: 0.1, new SeededRandom(seed: 1));
        ITask<double> task = new ClassificationOptions().Create(new TaskContext<double> { Name = "texts", Table = table, Train = labelled.Build(), TaughtTexts = [taught.Build()], Seed = 1, HasAuxiliaries = true });
        RowMatrix<double> weights = task.Constants.Single(constant => constant.Name == "texts/token-weights").Values;
        Assert.Equal(1, weights.Row(0)[0], 1e-12);
        Assert.Equal(1.6931471805599453, weights.Row(0)[1], 1e-12);
    }

    [Theory]
    [InlineData(100, "adagrad", 0.01)] // Learnt by heart at a higher rate.
    [InlineData(3000, null, 0.3)]
    public void Decide_BesideATeacher_TrainsTheHeadBySgdAndDropsNothing(int texts, string? optimizer, double rate)
    {
        var decided = (ClassificationOptions)new ClassificationOptions().DecideBy(Corpus(texts, words: 5), sharesTable: true, taught: [Corpus(texts, words: 5)]);
        Assert.Equal(("sgd", 0.02, 0.0), (decided.HeadOptimizer, decided.HeadRate, decided.Dropout));
        Assert.Equal((optimizer, rate), (decided.Optimizer, decided.Rate));
        Assert.Equal(1, decided.CharacterNgrams);
    }

    [Fact]
    public void Decide_LongTextsBesideATeacher_WeighByIdfAsTheTeachersDo()
    {
        IndexedCorpus texts = Corpus(texts: 10, words: 200);
        var decided = (ClassificationOptions)new ClassificationOptions().DecideBy(texts, sharesTable: true, taught: [texts]);
        Assert.Equal((TokenWeighting.Idf, 0.06), (decided.TokenWeights, decided.HeadRate));
        Assert.Equal(TokenWeighting.Bayes, ((ClassificationOptions)new ClassificationOptions().DecideBy(texts, sharesTable: true)).TokenWeights);
    }

    [Fact]
    public void UnitsOf_Pairs_AreTwoPasses()
    {
        Assert.Equal(2 * 25_000 / 10_000.0, new ClassificationOptions().UnitsOf(new MatchingOptions(), auxiliaryExamples: 25_000, primaryExamples: 10_000));
        Assert.Equal(1, new ClassificationOptions().UnitsOf(new MatchingOptions(), auxiliaryExamples: 100, primaryExamples: 10_000));
    }

    [Fact]
    public void Decide_FiveLabelsBesideATeacher_KeepsCharacterNgrams()
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, FixtureCorpora.Names("label", 5));
        corpus.Add([0, 1], label: 4);
        IndexedCorpus texts = corpus.Build();
        Assert.Equal(5, ((ClassificationOptions)new ClassificationOptions().DecideBy(texts, sharesTable: true, taught: [texts])).CharacterNgrams);
    }

    [Fact]
    public void UnitsOf_TeachersTexts_AreEightPasses() =>
        Assert.Equal(8 * 500 / 1000.0, new ClassificationOptions().UnitsOf(new DistillationOptions(), auxiliaryExamples: 500, primaryExamples: 1000));

    [Fact]
    public void WordCharacters_Words_AreNumberedOnceForAllWords()
    {
        var characters = new WordCharacters(Vocabulary.Create(["ab", "b"]), longest: 3);
        // <a ab b> <ab ab> and <b b> <b>: seven different of eight.
        Assert.Equal(7, characters.Count);
        Assert.Equal(5, characters.Of(0).Length);
        Assert.Equal(3, characters.Of(1).Length);
        Assert.Single(characters.Of(0).ToArray().Intersect(characters.Of(1).ToArray())); // b>
        Assert.Empty(characters.Of(2).ToArray()); // The unknown word.
    }

    private static ClassificationOptions Decide(ClassificationOptions options, IndexedCorpus corpus, bool sharesTable = false) =>
        (ClassificationOptions)options.DecideBy(corpus, sharesTable);

    private static IndexedCorpus Corpus(int texts, int words)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
        for (int text = 0; text < texts; text++)
            corpus.Add([.. Enumerable.Range(0, words).Select(i => (text + i) % FixtureCorpora.WordCount)], label: text % 2);
        return corpus.Build();
    }
}
