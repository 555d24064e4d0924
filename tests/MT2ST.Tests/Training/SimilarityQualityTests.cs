using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Tests.Tasks;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Training;

public sealed class SimilarityQualityTests
{
    private static readonly SimilaritySet First = new("first", [new("w1", "w2", 3), new("w3", "W4", 1), new("w5", "w6", 2), new("w1", "nowhere", 9), new("w7", "w1", 9)]);
    private static readonly SimilaritySet Second = new("second", [new("w2", "w6", 1), new("w5", "w1", 2)]);

    // Word 7 is in the table's vocabulary and not among the words that count.
    private static readonly string[] Known = ["w6", "w5", "w4", "w3", "w2", "w1"];

    private static int[] Ids => [.. Known.Select(FixtureCorpora.Words.IndexOf)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dev_OfSets_IsTheMeanOfTheirCorrelations(bool hasNgrams)
    {
        EmbeddingTable<float> table = Table<float>(hasNgrams);
        var quality = new SimilarityQuality<float>(table, Vocabulary.Create(Known), Ids) { DevSets = [First, Second] };
        var vectors = new WordVectors(FixtureCorpora.Words, table.WordVectors());
        SimilaritySet ofKnown = new("first", [.. First.Pairs.Take(3)]);
        double expected = (ofKnown.Evaluate(vectors, TestContext.Current.CancellationToken).Spearman!.Value + Second.Evaluate(vectors, TestContext.Current.CancellationToken).Spearman!.Value) / 2;
        Assert.True(quality.HasDev);
        Assert.Equal(expected, quality.Dev(TestContext.Current.CancellationToken)!.Quality);
    }

    [Fact]
    public void Dev_AfterTheTableMoved_ReadsItAnew()
    {
        EmbeddingTable<double> table = Table<double>(hasNgrams: false);
        var quality = new SimilarityQuality<double>(table, Vocabulary.Create(Known), Ids) { DevSets = [First] };
        foreach (int place in (int[])[0, 1, 2])
        {
            // Cosines of the three pairs: 1 for the pair in its turn, 0 for the others.
            Point(table, "w1", [1, 0]);
            Point(table, "w2", place == 0 ? [1, 0] : [0, 1]);
            Point(table, "w3", [1, 0]);
            Point(table, "w4", place == 1 ? [1, 0] : [0, 1]);
            Point(table, "w5", [1, 0]);
            Point(table, "w6", place == 2 ? [1, 0] : [0, 1]);
            double expected = SpearmanCorrelation.Of([place == 0 ? 1 : 0, place == 1 ? 1 : 0, place == 2 ? 1 : 0], [3, 1, 2]);
            Assert.Equal(expected, quality.Dev(TestContext.Current.CancellationToken)!.Quality);
        }
    }

    [Fact]
    public void DevTarget_OfItsOwnSets_IsApart()
    {
        var quality = new SimilarityQuality<float>(Table<float>(hasNgrams: false), Vocabulary.Create(Known), Ids) { DevSets = [First], DevTargetSets = [Second] };
        Assert.Equal(1, Math.Abs(quality.DevTarget(TestContext.Current.CancellationToken)!.Value)); // Of two pairs the correlation is 1 or -1.
        Assert.NotEqual(quality.Dev(TestContext.Current.CancellationToken)!.Quality, quality.DevTarget(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Test_OfSets_ListsEachSet()
    {
        var quality = new SimilarityQuality<float>(Table<float>(hasNgrams: false), Vocabulary.Create(Known), Ids) { TestSets = [First, Second] };
        Measurement test = quality.Test(TestContext.Current.CancellationToken)!;
        Assert.Equal("spearman", test.Metric);
        Assert.Equal(5, test.ExampleCount);
        Assert.Equal(test.Value, test.Sets.Average(set => set.Spearman)!.Value);
        Assert.Equal([("first", 5, 3), ("second", 2, 2)], test.Sets.Select(set => (set.Name, set.PairCount, set.FoundCount)));
    }

    [Fact]
    public void Measure_WithoutSets_HasNothing()
    {
        var quality = new SimilarityQuality<float>(Table<float>(hasNgrams: false), Vocabulary.Create(Known), Ids);
        Assert.False(quality.HasDev);
        Assert.Null(quality.Dev(TestContext.Current.CancellationToken));
        Assert.Null(quality.DevTarget(TestContext.Current.CancellationToken));
        Assert.Null(quality.Test(TestContext.Current.CancellationToken));
    }

    private static EmbeddingTable<T> Table<T>(bool hasNgrams)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        TaskFixtures.Named(hasNgrams ? "skipgram-5-ngrams" : "skipgram-5").NewTable<T>();

    private static void Point(EmbeddingTable<double> table, string word, double[] start)
    {
        Span<double> row = table.Rows.Row(FixtureCorpora.Words.IndexOf(word));
        row.Clear();
        start.CopyTo(row);
    }
}
