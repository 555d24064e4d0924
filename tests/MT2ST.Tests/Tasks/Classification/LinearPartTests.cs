using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Runs;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class LinearPartTests
{
    private const int TextCount = 30;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, ClassWeighting.None)]
    [InlineData(3, ClassWeighting.None)]
    [InlineData(3, ClassWeighting.Balanced)]
    public void TakeLastStep_WithACost_AddsTwiceTheScoresToTheLogits(int labels, ClassWeighting weighting)
    {
        IndexedCorpus texts = Texts(labels);
        ITask<double> without = Create(texts, cost: 0, weighting), with = Create(texts, cost: 3, weighting);
        var factors = new LossWeights(texts, weighting);
        ((ILastStep)with).TakeLastStep(Cancellation);
        var svm = new LinearSvm(labels, featureCount: FixtureCorpora.WordCount + 1 + 64);
        SparseRows x = new TfIdfFeatures<double>("texts", texts, FixtureCorpora.WordCount, 64, 100, Cancellation).Of(texts, Cancellation);
        svm.Fit(x, [.. Enumerable.Range(0, TextCount)], [.. Enumerable.Range(0, TextCount).Select(texts.Label)], [.. Enumerable.Range(0, TextCount).Select(text => factors[text])], cost: 3, Cancellation);
        var scores = new double[labels];
        for (int text = 0; text < TextCount; text++)
        {
            double[] before = Probabilities(without, texts.Tokens(text)), after = Probabilities(with, texts.Tokens(text));
            svm.Scores(x.Columns(text), x.Values(text), scores);
            Assert.Equal(Math.Log(before[0] / before[1]) + (2 * (scores[0] - scores[1])), Math.Log(after[0] / after[1]), 1e-9);
        }
    }

    [Fact]
    public void TakeLastStep_Cancelled_ChangesNeitherHeadNorPart()
    {
        IndexedCorpus texts = Texts(2);
        ITask<double> task = Create(texts, cost: 3);
        double[] before = Probabilities(task, texts.Tokens(0));
        Assert.Throws<OperationCanceledException>(() => ((ILastStep)task).TakeLastStep(new CancellationToken(canceled: true)));
        Assert.Equal(before, Probabilities(task, texts.Tokens(0)));
        Assert.True(((ILastStep)task).TakeLastStep(Cancellation) > 0);
        Assert.NotEqual(before, Probabilities(task, texts.Tokens(0)));
    }

    [Fact]
    public void Shares_WithALinearPart_AddUpToTheLogits()
    {
        IndexedCorpus texts = Texts(2);
        ITask<double> task = Create(texts, cost: 3);
        ((ILastStep)task).TakeLastStep(Cancellation);
        double bias = Difference(Probabilities(task, []));
        for (int text = 0; text < TextCount; text++)
        {
            List<TokenShare> shares = ((ITextExplainer)task).Shares(texts.Tokens(text), label: 0, other: 1)!;
            Assert.Equal(shares.Count, shares.Select(share => (share.First, share.Last)).Distinct().Count());
            Assert.Equal(Difference(Probabilities(task, texts.Tokens(text))) - bias, shares.Sum(share => share.Value), 1e-9);
        }

        static double Difference(double[] probabilities) => Math.Log(probabilities[0] / probabilities[1]);
    }

    [Theory]
    [InlineData(151, true, 2, 3)]
    [InlineData(150, true, 2, 0)]
    [InlineData(151, false, 2, 0)]
    [InlineData(151, true, 21, 0)]
    public void Decide_LongTextsBesideAuxiliaries_HaveALinearPart(int words, bool sharesTable, int labels, double cost)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, FixtureCorpora.Names("label", labels));
        corpus.Add([.. Enumerable.Range(0, words).Select(i => i % FixtureCorpora.WordCount)], label: 0);
        IndexedCorpus train = corpus.Build();
        var decided = (ClassificationOptions)new ClassificationOptions().DecideBy(train, sharesTable);
        Assert.Equal(cost, decided.LinearCost);
        Assert.True(cost == 0 || decided.WordNgramBuckets > 0);
        Assert.Equal(decided, decided.DecideBy(train, sharesTable));
        (decided with { Train = ["a"] }).Validate("primary");
    }

    [Theory]
    [InlineData("""{ "task": "classification", "train": ["a"], "linearCost": 1, "multiLabel": true }""", "linearCost is 1, but the linear part takes one certain label per text")]
    [InlineData("""{ "task": "classification", "train": ["a"], "linearCost": 1, "encoder": "tfidf" }""", "primary.linearCost is set, but encoder 'tfidf'")]
    public void Check_WhatItCannotDo_IsRefused(string primary, string message)
    {
        SettingException error = Assert.Throws<SettingException>(() => SettingEffects.Check(RunOptions.FromJson($$"""{ "primary": {{primary}} }""")));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SavedModel_LabelsAsBefore()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.Path("train.tsv"), Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "up" : "down")}\t{(i % 2 == 0 ? "high" : "low")} word{i % 7} and word{i % 5}").Prepend("label\ttext"));
        TrainedModel model = EmbeddingTrainer.Train(
            new RunOptions { Primary = new ClassificationOptions { Train = [folder.Path("train.tsv")], LinearCost = 3, WordNgrams = 1 }, Dimensions = 8, Epochs = 2 },
            cancellationToken: Cancellation);
        model.Save(folder.Path("model"));
        TrainedModel loaded = TrainedModel.Load(folder.Path("model"), Cancellation);
        foreach (string text in new[] { "high word1", "low and word2 word3", "nothing known" })
            Assert.Equal(model.Predict(text).Probability, loaded.Predict(text).Probability, 1e-6);
        Assert.Equal("up", loaded.Predict("high").Label);
    }

    // Dev texts: the model is that of the best point, and the part is fitted after it is restored.
    [Fact]
    public void Train_LongTextsBesideAuxiliaries_SavesTheLinearPart()
    {
        using var folder = new TemporaryFolder();
        RunOptions options = LongTexts(folder, cost: null);
        TrainedModel model = EmbeddingTrainer.Train(options with { Primary = options.Primary with { Dev = [folder.Path("train.tsv")] }, Epochs = 3 }, cancellationToken: Cancellation);
        TrainedModel without = EmbeddingTrainer.Train(options with { Primary = (ClassificationOptions)options.Primary with { Dev = [folder.Path("train.tsv")], LinearCost = 0 }, Epochs = 3 }, cancellationToken: Cancellation);
        Assert.Equal(3, ((ClassificationOptions)model.Options.Primary).LinearCost);
        model.Save(folder.Path("model"));
        TrainedModel loaded = TrainedModel.Load(folder.Path("model"), Cancellation);
        foreach (string line in File.ReadLines(folder.Path("train.tsv")).Skip(1))
        {
            string text = line.Split('\t')[1];
            Assert.Equal(model.Predict(text).Probability, loaded.Predict(text).Probability, 1e-6);
            Assert.NotEqual(without.Predict(text).Probability, model.Predict(text).Probability);
        }
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(3.0, 3)]
    public void Train_BelowAModelSize_HasNoLinearPart(double? cost, double found)
    {
        using var folder = new TemporaryFolder();
        RunOptions options = LongTexts(folder, cost) with { ModelSize = "10M" };
        if (found > 0)
            Assert.Contains("'linearCost' is set", Assert.Throws<SettingException>(() => EmbeddingTrainer.Train(options, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);
        else
            Assert.Equal(0, ((ClassificationOptions)EmbeddingTrainer.Train(options, cancellationToken: Cancellation).Options.Primary).LinearCost);
    }

    private static RunOptions LongTexts(TemporaryFolder folder, double? cost)
    {
        File.WriteAllLines(folder.Path("raw.txt"), Enumerable.Range(0, 50).Select(i => $"word{i % 7} and word{i % 5}"));
        File.WriteAllLines(folder.Path("train.tsv"), Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "up" : "down")}\t{string.Join(' ', Enumerable.Range(0, 160).Select(j => $"word{(i * j) % 31}"))}").Prepend("label\ttext"));
        return new() { Primary = new ClassificationOptions { Train = [folder.Path("train.tsv")], LinearCost = cost }, Auxiliaries = [new SkipGramOptions { Train = [folder.Path("raw.txt")] }], Strategy = new MtlOptions(), Dimensions = 8, Epochs = 1 };
    }

    private static double[] Probabilities(ITask<double> task, ReadOnlySpan<int> words)
    {
        var classifier = (ITextClassifier)task;
        var probabilities = new double[classifier.Labels.Count];
        classifier.CreatePredictor().Predict(words, probabilities);
        return probabilities;
    }

    private static ITask<double> Create(IndexedCorpus texts, double cost, ClassWeighting weighting = ClassWeighting.None)
    {
        var table = new EmbeddingTable<double>(FixtureCorpora.WordCount, dimensions: 8, scale: 1, new SeededRandom(seed: 1));
        return new ClassificationOptions { LinearCost = cost, ClassWeights = weighting, WordNgrams = 1, WordNgramBuckets = cost > 0 ? 64 : null, MaximumTokens = 100 }.Create(new TaskContext<double> { Name = "texts", Table = table, Train = texts, Seed = 1 });
    }

    private static IndexedCorpus Texts(int labels)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, FixtureCorpora.Names("label", labels));
        for (int text = 0; text < TextCount; text++)
            corpus.Add([text % FixtureCorpora.WordCount, (3 * text) % FixtureCorpora.WordCount, text % FixtureCorpora.WordCount, (7 * text) % 5], label: text * text % labels);
        return corpus.Build();
    }
}
