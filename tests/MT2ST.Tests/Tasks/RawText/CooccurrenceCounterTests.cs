using CsCheck;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks.RawText;

namespace MT2ST.Tests.Tasks.RawText;

public sealed class CooccurrenceCounterTests
{
    private const int Rows = FixtureCorpora.WordCount + 1;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Count_AnyText_EqualsBruteForce(bool symmetric) =>
        Gen.Int[0, FixtureCorpora.WordCount].Array[1, 60].Array[1, 8].Select(Gen.Int[1, 12]).Sample((documents, window) =>
        {
            double[,] expected = Counts(documents, window, symmetric), actual = new double[Rows, Rows];
            Cooccurrences cells = Count(documents, window, symmetric);
            foreach (CellBlock block in cells.Blocks)
                Add(cells, block, actual);
            Assert.Equal(expected.Cast<double>().Count(count => count > 0), cells.CellCount);
            foreach ((double a, double b) in expected.Cast<double>().Zip(actual.Cast<double>()))
                Assert.Equal(a, b, (1e-5 * a) + 1e-9);
        }, iter: 300);

    [Fact]
    public void Count_LongRow_IsCutIntoBlocksOfItsOwnWord()
    {
        int[] text = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 0 : 1 + (i / 2 % 18))];
        Cooccurrences cells = Count([text], window: 1, symmetric: true);
        Assert.Equal([Cooccurrences.BlockCells, 18 - Cooccurrences.BlockCells], cells.Blocks.Where(block => block.Word == 0).Select(block => block.Count));
        Assert.Equal(cells.CellCount, cells.Blocks.Sum(block => block.Count));
    }

    [Fact]
    public void Count_Subsampled_CountsLessOfFrequentWordsAlone()
    {
        int[] text = [.. Enumerable.Range(0, 4000).Select(i => i % 40 == 0 ? 1 : 0)];
        double Self(double subsample)
        {
            var counts = new double[Rows, Rows];
            Cooccurrences cells = Count([text], window: 1, symmetric: true, subsample);
            foreach (CellBlock block in cells.Blocks)
                Add(cells, block, counts);
            return counts[0, 0] / counts[1, 0];
        }
        Assert.InRange(Self(0.05), 0.1 * Self(0), 0.7 * Self(0));
    }

    [Fact]
    public void LogShares_OfARowAndAColumn_AddUpToTheLogarithmOfTheExpectedCount()
    {
        int[][] documents = [[0, 1, 2, 0, 3], [1, 0]];
        double[,] counts = Counts(documents, window: 3, symmetric: false);
        Cooccurrences cells = Count(documents, window: 3, symmetric: false);
        double row = Enumerable.Range(0, Rows).Sum(j => counts[0, j]), column = Enumerable.Range(0, Rows).Sum(i => counts[i, 1]);
        Assert.Equal(Math.Log(row * column / counts.Cast<double>().Sum()), cells.LogShareOfRow(0) + cells.LogShareOfColumn(1), 1e-6);
        Assert.Equal(0, cells.LogShareOfRow(9));
    }

    private static Cooccurrences Count(int[][] documents, int window, bool symmetric, double subsample = 0)
    {
        var builder = new IndexedCorpusBuilder(FixtureCorpora.RawText().Words);
        foreach (int[] document in documents)
            builder.Add(document);
        IndexedCorpus corpus = builder.Build();
        var options = new GloveOptions { Window = window, Symmetric = symmetric };
        var frequencies = new WordFrequencies(corpus, FixtureCorpora.WordCount, subsample);
        return CooccurrenceCounter.Count(corpus, options, frequencies, Rows, new SeededRandom(1), TestContext.Current.CancellationToken);
    }

    private static double[,] Counts(int[][] documents, int window, bool symmetric)
    {
        var counts = new double[Rows, Rows];
        foreach (int[] words in documents)
            for (int i = 0; i < words.Length; i++)
                for (int j = 0; j < words.Length; j++)
                    if (i != j && Math.Abs(i - j) <= window && (symmetric || j < i))
                        counts[words[i], words[j]] += 1.0 / Math.Abs(i - j);
        return counts;
    }

    private static void Add(Cooccurrences cells, CellBlock block, double[,] counts)
    {
        ReadOnlySpan<int> contexts = cells.Contexts(block);
        ReadOnlySpan<float> logCounts = cells.LogCounts(block);
        for (int k = 0; k < block.Count; k++)
        {
            Assert.Equal(0, counts[block.Word, contexts[k]]); // A cell stands in one block only.
            counts[block.Word, contexts[k]] = Math.Exp(logCounts[k]);
        }
    }
}
