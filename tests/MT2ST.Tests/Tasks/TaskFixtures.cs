using MT2ST.Embeddings;
using MT2ST.Layers;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>Fixtures of every task of the catalog, at an odd D and at a whole number of vectors.</summary>
internal static class TaskFixtures
{
    public static IReadOnlyList<TaskFixture> All { get; } = [.. Variants(5), .. Variants(16), .. Variants(5).Select(WithNgrams)];

    /// <summary>The names of all fixtures, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(fixture => fixture.Name)];

    /// <summary>The fixture with this name.</summary>
    public static TaskFixture Named(string name) => All.Single(fixture => fixture.Name == name);

    // Few buckets, so that n-grams of one word share a row too.
    private static TaskFixture WithNgrams(TaskFixture fixture) => fixture with
    {
        Name = fixture.Name + "-ngrams",
        Ngrams = new CharacterNgrams { Minimum = 1, Maximum = 2, BucketCount = 7 },
    };

    private static IEnumerable<TaskFixture> Variants(int dimensions)
    {
        TaskFixture Fixture(string task, string variant, TaskOptions options, MT2ST.Indexing.IndexedCorpus train, ulong seed = 1) => new()
        {
            Name = $"{task}{variant}-{dimensions}",
            Task = task,
            Options = options,
            Train = train,
            Dimensions = dimensions,
            Seed = seed,
        };

        var rows = new ClassificationOptions { Dropout = 0, UnknownDropout = 0, TokenWeights = TokenWeighting.None };
        ClassificationOptions weighted = rows with { WordNgrams = 3, WordNgramBuckets = 13, CharacterNgrams = 3 };
        var ngrams = rows with { WordNgrams = 3, WordNgramBuckets = 13 }; // Few, so that n-grams share some.
        ClassificationOptions cnn = rows with { Encoder = "cnn", Widths = [2, 3], Filters = 3 };
        var glove = new GloveOptions { Window = 3, XMax = 0.8, Subsample = 0, Negatives = 2, NegativeWeight = 0.3 };
        var tagging = new TaggingOptions { Encoder = "window", Window = 1, Hidden = 6, Affixes = false, Dropout = 0, InputDropout = 0, UnknownDropout = 0 };
        yield return Fixture("skipgram", "", new SkipGramOptions { Window = 2, Negatives = 3, Subsample = 0 }, FixtureCorpora.RawText());
        yield return Fixture("cbow", "", new CbowOptions { Window = 3, Negatives = 6, Subsample = 0 }, FixtureCorpora.RawText());
        yield return Fixture("glove", "", glove, FixtureCorpora.RawText());
        yield return Fixture("glove", "-paper", glove with { Symmetric = false, Negatives = 0 }, FixtureCorpora.RawText());
        yield return Fixture("classification", "-mean", rows, FixtureCorpora.Texts());
        yield return Fixture("classification", "-word-ngrams", ngrams, FixtureCorpora.Texts());
        yield return Fixture("classification", "-max", ngrams with { Pooling = "max" }, FixtureCorpora.Texts());
        yield return Fixture("classification", "-attention", ngrams with { Pooling = "attention" }, FixtureCorpora.Texts());
        yield return Fixture("classification", "-bayes", ngrams with { TokenWeights = TokenWeighting.Bayes, CharacterNgrams = 1 }, FixtureCorpora.Texts());
        yield return Fixture("classification", "-idf", weighted with { TokenWeights = TokenWeighting.Idf }, FixtureCorpora.TextsWithRepeatedWords());
        yield return Fixture("classification", "-labels", weighted with { MultiLabel = true, TokenWeights = TokenWeighting.Bayes }, FixtureCorpora.TextsWithSeveralLabels());
        yield return Fixture("classification", "-weights", ngrams with { ClassWeights = ClassWeighting.Balanced }, FixtureCorpora.WeightedTexts());
        yield return Fixture("classification", "-cnn", cnn, FixtureCorpora.Texts());
        yield return Fixture("tagging", "", tagging, FixtureCorpora.Sentences(hasFeatures: false));
        yield return Fixture("tagging", "-affixes", tagging with { Affixes = true, AffixDimensions = 3 }, FixtureCorpora.Sentences(hasFeatures: true));
        yield return Fixture("tagging", "-cnn", tagging with { Encoder = "cnn", Affixes = true, AffixDimensions = 3 }, FixtureCorpora.Sentences(hasFeatures: true));
        yield return Fixture("tagging", "-bilstm", tagging with { Encoder = "bilstm", Affixes = true, AffixDimensions = 3 }, FixtureCorpora.Sentences(hasFeatures: true));
        yield return Fixture("tagging", "-crf", tagging with { Output = "crf" }, FixtureCorpora.Sentences(hasFeatures: false));
        var shared = new TokenEncoderOptions { Name = "sentences", Kind = "bilstm", Size = 6, Dropout = 0, Affixes = true, AffixDimensions = 3 };
        yield return Fixture("tagging", "-shared", new TaggingOptions { Encoder = shared.Name, UnknownDropout = 0 }, FixtureCorpora.Sentences(hasFeatures: true)) with { SharedEncoder = shared };
        TokenEncoderOptions forTexts = shared with { Affixes = false };
        yield return Fixture("classification", "-shared", rows with { Encoder = shared.Name }, FixtureCorpora.Texts()) with { SharedEncoder = forTexts };
        yield return Fixture("classification", "-shared-attention", rows with { Encoder = shared.Name, Pooling = "attention" }, FixtureCorpora.Texts()) with { SharedEncoder = forTexts };
        yield return Fixture("distillation", "", new DistillationOptions { Targets = [TargetFiles.Of(3, FixtureCorpora.KeyedTexts())] }, FixtureCorpora.KeyedTexts()) with { HasAuxiliaries = true }; // Fewer values than D.
        yield return Fixture("distillation", "-narrower", new DistillationOptions { Targets = [TargetFiles.Of(19, FixtureCorpora.KeyedTexts())], MaximumTokens = 6 }, FixtureCorpora.KeyedTexts());
        yield return Fixture("matching", "", new MatchingOptions { Temperature = 0.3 }, FixtureCorpora.MatchingTexts(scores: []));
        yield return Fixture("matching", "-scores", new MatchingOptions { LowestScore = -1, MaximumTokens = 3 }, FixtureCorpora.MatchingTexts(scores: ["0", "4.5"]));
        yield return Fixture("lexicon", "-tags", new LexiconOptions(), FixtureCorpora.Sentences(hasFeatures: false));
        yield return Fixture("lexicon", "-labels", new LexiconOptions(), FixtureCorpora.WordList());
        yield return Fixture("relation", "", new RelationOptions { Margin = 0.6, Negatives = 3 }, FixtureCorpora.Relations());
        yield return Fixture("similarity", "", new SimilarityOptions(), FixtureCorpora.JudgedPairs());
        yield return Fixture("similarity", "-scaled", new SimilarityOptions { LowestScore = 0, HighestScore = 10, LowestCosine = -0.5 }, FixtureCorpora.JudgedPairs());
        yield return Fixture("analogy", "", new AnalogyOptions { Negatives = 3, Scale = 2 }, FixtureCorpora.Questions());
        yield return Fixture("analogy", "-dot", new AnalogyOptions { Form = AnalogyForm.Dot, Negatives = 3, Scale = 2 }, FixtureCorpora.Questions());
    }
}
