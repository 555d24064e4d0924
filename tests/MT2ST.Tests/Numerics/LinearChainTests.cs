using MT2ST.Numerics;
using MT2ST.Tests.Tasks.References;

namespace MT2ST.Tests.Numerics;

public sealed class LinearChainTests
{
    private const int TagCount = 3;

    public static TheoryData<int[]> Tags { get; } = new()
    {
        (int[])[-1], (int[])[2], (int[])[-1, -1, -1, -1, -1], (int[])[0, 2, 1, 1], (int[])[0, -1, -1, 2, -1], (int[])[-1, 1, -1],
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public void AddLogPartition_ShortSequences_EqualsTheSumOverAllOfThem(int[] tags)
    {
        ChainReference reference = Create(tags.Length, seed: 3, spread: 2, out LinearChain chain, out RowMatrix<double> scores);
        ChainReference.Gradients expected = new(Zeros(tags.Length), Zeros(TagCount), new double[TagCount], new double[TagCount]);
        double logPartition = reference.AddLogPartition(tags, -1, expected);

        var dScores = new RowMatrix<double>(tags.Length, TagCount);
        chain.Begin();
        Assert.Equal(logPartition, chain.AddLogPartition(View(scores), tags, -1, View(dScores)), 1e-12);
        chain.Finish();
        AssertEqual(expected.Scores, dScores);
        AssertEqual(expected.Transitions, chain.DTransitions);
        AssertEqual([expected.Starts], chain.DStarts);
        AssertEqual([expected.Ends], chain.DEnds);
        Assert.Equal(ChainReference.MultiplyAdds(tags, TagCount) + (TagCount * TagCount), chain.MultiplyAdds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void FindBest_ShortSequences_EqualsTheBestOfAllOfThem(ulong seed)
    {
        ChainReference reference = Create(count: 6, seed, spread: 2, out LinearChain chain, out RowMatrix<double> scores);
        var tags = new int[6];
        chain.FindBest(View(scores), tags);
        Assert.Equal(reference.Sequences([-1, -1, -1, -1, -1, -1]).MaxBy(reference.Score), tags);
    }

    [Fact]
    public void AddLogPartition_ScoresOfHundreds_StaysFinite()
    {
        Create(count: 40, seed: 5, spread: 400, out LinearChain chain, out RowMatrix<double> scores);
        var dScores = new RowMatrix<double>(40, TagCount);
        chain.Begin();
        Assert.True(double.IsFinite(chain.AddLogPartition(View(scores), [], 1, View(dScores))));
        for (int t = 0; t < 40; t++)
            Assert.Equal(1, dScores.Row(t).ToArray().Sum(), 1e-9); // Probabilities of the tags of a token.
    }

    private static ChainReference Create(int count, ulong seed, double spread, out LinearChain chain, out RowMatrix<double> scores)
    {
        var random = new SeededRandom(seed);
        double Draw(double bound) => ((2 * random.NextDouble()) - 1) * bound;
        chain = new LinearChain(TagCount);
        scores = new RowMatrix<double>(count, TagCount);
        foreach (RowMatrix<double> matrix in (RowMatrix<double>[])[chain.Transitions, scores])
            for (int row = 0; row < matrix.RowCount; row++)
                foreach (ref double value in matrix.Row(row))
                    value = Draw(matrix == scores ? spread : 2);
        foreach (ref double value in chain.Starts.AsSpan())
            value = Draw(2);
        foreach (ref double value in chain.Ends.AsSpan())
            value = Draw(2);
        return new ChainReference(Rows(scores), Rows(chain.Transitions), chain.Starts, chain.Ends);
    }

    private static MatrixView<double> View(RowMatrix<double> matrix) => ((MatrixView<double>)matrix).Columns(0, TagCount);

    private static double[][] Rows(RowMatrix<double> matrix) => [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row).ToArray())];

    private static double[][] Zeros(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[TagCount])];

    private static void AssertEqual(double[][] expected, RowMatrix<double> actual) => AssertEqual(expected, [.. Rows(actual).SelectMany(row => row)]);

    private static void AssertEqual(double[][] expected, double[] actual) =>
        Assert.All(expected.SelectMany(row => row).Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
