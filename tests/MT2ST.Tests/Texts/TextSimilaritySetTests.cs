using MT2ST.Numerics;
using MT2ST.Texts;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Texts;

public sealed class TextSimilaritySetTests : IDisposable
{
    private const string Pairs = "x\tx\t5\nx\ty\t0\nx\tx y\t3\nx\tunknown\t1\n";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_FourPairs_GivesTheCorrelationsByHand()
    {
        // Cosines 1, 0, 1/sqrt(2) and 0 (nothing known) against 5, 0, 3 and 1.
        TextSimilarityResult result = Evaluate(Pairs);
        Assert.Equal((4, 1), (result.PairCount, result.UnknownCount));
        // Ranks 4, 1.5, 3, 1.5 against 4, 1, 3, 2: products of deviations 2.25 + 1.5 + 0.25 + 0.5 = 4.5; squares 4.5 and 5.
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), result.Spearman!.Value, 1e-6);
        double h = 1 / Math.Sqrt(2), mean = (1 + h) / 4;
        double xy = ((1 - mean) * 2.75) + (-mean * -2.25) + ((h - mean) * 0.75) + (-mean * -1.25);
        double xx = Math.Pow(1 - mean, 2) + (2 * mean * mean) + Math.Pow(h - mean, 2), yy = (2.75 * 2.75) + (2.25 * 2.25) + (0.75 * 0.75) + (1.25 * 1.25);
        Assert.Equal(xy / Math.Sqrt(xx * yy), result.Pearson!.Value, 1e-6);
    }

    [Theory]
    [InlineData("sentence1\tsentence2\tscore\n", "x\tx\t5\nx\ty\t0\nx\tx y\t3\nx\tunknown\t1\n")]
    [InlineData("index\tscore\tsentence2\tsentence1\n", "0\t5\tx\tx\n1\t0\ty\tx\n2\t3\tx y\tx\n3\t1\tunknown\tx\n")]
    [InlineData("", "g\tf\t2012\t1\t5.000\tx\tx\ng\tf\t2012\t2\t0\tx\ty\ng\tf\t2012\t3\t3\t\"x\tx y\tcc\ng\tf\t2012\t4\t1\tx\tunknown\n")]
    public void Read_EachLayout_GivesTheSamePairs(string header, string lines) => Assert.Equal(Evaluate(Pairs), Evaluate(header + lines));

    [Theory]
    [InlineData("", "set.tsv: found no pairs of texts")]
    [InlineData("a\tb\n", "set.tsv:1: found 2 columns ('a\tb'), expected columns parted by tabs: sentence1, sentence2 and score")]
    [InlineData("x\ty\t3\nx\ty\thigh\n", "set.tsv:2: found the score 'high' in column 3, expected a number such as 3.8.")]
    [InlineData("x\ty\t3\nx y\t2\n", "set.tsv:2: found 2 columns, expected 3 as in the first line.")]
    public void Read_WrongLayout_SaysWhereAndWhat(string content, string expected)
    {
        string path = _folder.Write("set.tsv", content);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => TextSimilaritySet.Read(path, Cancellation));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_AllScoresEqual_HasNoCorrelation() => Assert.Equal((null, null), (Evaluate("x\ty\t3\nx\tx\t3\n").Spearman, Evaluate("x\ty\t3\n").Pearson));

    private TextSimilarityResult Evaluate(string content)
    {
        var rows = new RowMatrix<float>(2, 2);
        rows.Row(0)[0] = rows.Row(1)[1] = 1;
        return TextSimilaritySet.Read(_folder.Write("set.tsv", content), Cancellation).Evaluate(TextEmbedder.Of(new WordVectors(Vocabulary.Create(["x", "y"]), rows)), Cancellation);
    }
}
