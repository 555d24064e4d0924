using MT2ST.Evaluation;
using MT2ST.Numerics;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Evaluation;

public sealed class OffsetSearchTests
{
    [Theory]
    [InlineData(4, 1, 1)]
    [InlineData(5, 3, 3)]
    [InlineData(97, 16, 17)]
    [InlineData(515, 17, 40)]
    [InlineData(1030, 33, 300)]
    [InlineData(131, 100, 531)]
    public void Solve_RandomVectors_FindsWhatAPlainDoubleLoopFinds(int wordCount, int dimensions, int questionCount)
    {
        RowMatrix<float> units = TestVectors.Random(wordCount, dimensions, seed: 3).Normalized(TestContext.Current.CancellationToken).Rows;
        WordOffset[] offsets = RandomOffsets(questionCount, wordCount);
        int[] solutions = OffsetSearch.Solve(units, offsets, threadCount: 2, TestContext.Current.CancellationToken);
        for (int i = 0; i < offsets.Length; i++)
        {
            // By score and not by id, since rounding may part words that are level.
            Assert.DoesNotContain(solutions[i], new[] { offsets[i].A, offsets[i].B, offsets[i].C });
            Assert.Equal(BestScore(units, offsets[i]), Score(units, offsets[i], solutions[i]), 1e-5);
        }
    }

    [Fact]
    public void Solve_EveryLength_MatchesAPlainDoubleLoop()
    {
        for (int dimensions = 1; dimensions <= 257; dimensions++)
        {
            RowMatrix<float> units = TestVectors.Random(23, dimensions, seed: (ulong)dimensions).Normalized(TestContext.Current.CancellationToken).Rows;
            var offset = new WordOffset(1, 5, 20);
            int solution = Assert.Single(OffsetSearch.Solve(units, [offset], 1, TestContext.Current.CancellationToken));
            Assert.Equal(BestScore(units, offset), Score(units, offset, solution), 1e-5);
        }
    }

    [Fact]
    public void Solve_LevelWords_GivesTheLowestId()
    {
        RowMatrix<float> units = TestVectors.Of(("a", [1, 0]), ("b", [0, 1]), ("c", [1, 0]), ("d", [0, 1]), ("e", [0, 1])).Rows;
        Assert.Equal([3], OffsetSearch.Solve(units, [new WordOffset(0, 1, 2)], 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Solve_NoOtherWord_GivesNone()
    {
        RowMatrix<float> units = TestVectors.Of(("a", [1, 0]), ("b", [0, 1]), ("c", [1, 1])).Rows;
        Assert.Equal([-1], OffsetSearch.Solve(units, [new WordOffset(0, 1, 2)], 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Solve_MoreThreads_GivesTheSame()
    {
        RowMatrix<float> units = TestVectors.Random(700, 20, seed: 8).Normalized(TestContext.Current.CancellationToken).Rows;
        WordOffset[] offsets = RandomOffsets(900, 700);
        CancellationToken token = TestContext.Current.CancellationToken;
        Assert.Equal(OffsetSearch.Solve(units, offsets, 1, token), OffsetSearch.Solve(units, offsets, 3, token));
    }

    [Fact]
    public void Solve_Cancelled_Throws() => Assert.Throws<OperationCanceledException>(
        () => OffsetSearch.Solve(new RowMatrix<float>(4, 4), [new WordOffset(0, 1, 2)], 1, new CancellationToken(canceled: true)));

    private static WordOffset[] RandomOffsets(int count, int wordCount)
    {
        var random = new SeededRandom(11);
        return [.. Enumerable.Range(0, count).Select(_ => new WordOffset(random.NextInt32(wordCount), random.NextInt32(wordCount), random.NextInt32(wordCount)))];
    }

    private static double BestScore(RowMatrix<float> units, WordOffset offset) => Enumerable.Range(0, units.RowCount)
        .Where(word => word != offset.A && word != offset.B && word != offset.C)
        .Max(word => Score(units, offset, word));

    private static double Score(RowMatrix<float> units, WordOffset offset, int word)
    {
        double sum = 0;
        for (int d = 0; d < units.Dimensions; d++)
            sum += units.Row(word)[d] * ((double)units.Row(offset.B)[d] - units.Row(offset.A)[d] + units.Row(offset.C)[d]);
        return sum;
    }
}
