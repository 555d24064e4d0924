using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Classification;

public sealed class LossWeightsTests
{
    private static readonly Vocabulary Labels = Vocabulary.Create(["a", "b", "c"]);

    [Fact]
    public void Balanced_Labels_WeighNOverCNc()
    {
        // 6 texts, of the labels a 4, b 2, and of c none: n / (C n_c) = 6 / (2 * 4) and 6 / (2 * 2).
        var weights = new LossWeights(Corpus([0, 0, 1, 0, 1, 0]), ClassWeighting.Balanced);
        Assert.Equal([0.75, 0.75, 1.5, 0.75, 1.5, 0.75], Enumerable.Range(0, 6).Select(document => weights[document]));
    }

    [Fact]
    public void Balanced_WeightOfTwo_CountsAsTwoTexts()
    {
        var builder = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
        builder.Add([0], labels: [0], trust: new LabelTrust(2, 1));
        builder.Add([1], label: 0);
        builder.Add([2], label: 1);
        var weights = new LossWeights(builder.Build(), ClassWeighting.Balanced);
        Assert.Equal([2 * 4 / 6.0, 4 / 6.0, 4 / 2.0], Enumerable.Range(0, 3).Select(document => weights[document]));
    }

    [Fact]
    public void None_Labels_WeighAlike() => Assert.Equal(1, new LossWeights(Corpus([0, 0, 1]), ClassWeighting.None)[2]);

    // What a batch hands to SGD is its gradient; the update is linear in it.
    [Theory]
    [InlineData(ClassWeighting.None)]
    [InlineData(ClassWeighting.Balanced)]
    public void Gradient_WeightOfTwo_IsThatOfTheTextTwice(ClassWeighting weighting)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = new SeededRandom(seed);
            int[][] texts = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 1 + random.NextInt32(5)).Select(_ => random.NextInt32(FixtureCorpora.WordCount)).ToArray())];
            int[] labels = [.. texts.Select(_ => random.NextInt32(3))];
            int doubled = random.NextInt32(texts.Length);
            double probability = random.NextInt32(2) == 0 ? 1 : 0.7;
            var weighted = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
            var twice = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
            for (int i = 0; i < texts.Length; i++)
            {
                weighted.Add(texts[i], [labels[i]], trust: new LabelTrust(i == doubled ? 2 : 1, probability));
                for (int time = 0; time < (i == doubled ? 2 : 1); time++)
                    twice.Add(texts[i], [labels[i]], trust: new LabelTrust(1, probability));
            }
            AssertEqual(Gradients(twice.Build(), weighting), Gradients(weighted.Build(), weighting));
        }
    }

    [Fact]
    public void Gradient_Probability_IsTheMeanOverLabelsDrawnByIt()
    {
        // 7 of 10 say a, the rest is shared by b and c; ten times the text with the labels as drawn, 14 : 3 : 3 of 20.
        BatchGradients soft = Gradients(Build((0, 20, 0.7)), ClassWeighting.None);
        AssertEqual(Gradients(Build((0, 14, 1), (1, 3, 1), (2, 3, 1)), ClassWeighting.None), soft);

        static IndexedCorpus Build(params (int Label, double Weight, double Probability)[] texts)
        {
            var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
            foreach ((int label, double weight, double probability) in texts)
                corpus.Add([4, 5, 4], [label], trust: new LabelTrust(weight, probability));
            return corpus.Build();
        }
    }

    [Fact]
    public void Create_ProbabilityWithSeveralLabels_IsRefused()
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels, keepsAllLabels: true);
        corpus.Add([0], labels: [0], trust: new LabelTrust(1, 0.5));
        TaskFixture fixture = Fixture(corpus.Build(), new ClassificationOptions { MultiLabel = true });
        Assert.Contains("of which one probability says nothing", Assert.Throws<ArgumentException>(() => fixture.Create<float>()).Message, StringComparison.Ordinal);
    }

    private static BatchGradients Gradients(IndexedCorpus corpus, ClassWeighting weighting) => BatchGradients.Of(
        Fixture(corpus, new ClassificationOptions { TokenWeights = TokenWeighting.None, Dropout = 0, UnknownDropout = 0, ClassWeights = weighting }).Create<double>(),
        Shard.Whole(seed: 1),
        corpus.DocumentCount);

    private static TaskFixture Fixture(IndexedCorpus corpus, ClassificationOptions options) =>
        new() { Name = "weights", Task = "classification", Options = options, Train = corpus, Dimensions = 4 };

    private static void AssertEqual(BatchGradients expected, BatchGradients actual)
    {
        Assert.Equal(expected.Report.LossSum, actual.Report.LossSum, 1e-9);
        foreach ((string name, double[] gradient) in expected.ByParameter)
            Assert.All(gradient.Zip(actual.ByParameter[name]), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static IndexedCorpus Corpus(int[] labels)
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words, Labels);
        foreach (int label in labels)
            corpus.Add([label], label);
        return corpus.Build();
    }
}
