using MT2ST.Numerics;
using MT2ST.Tasks.Texts;

namespace MT2ST.Tests.Tasks.Texts;

public sealed class InBatchLossTests
{
    // a_1 = b_1 and a_2 = b_2 are at right angles: each softmax is over the scores 1 / tau = 2 and 0, and there are four of half weight.
    [Fact]
    public void Add_TwoPairsAtRightAngles_IsTheSumByHand()
    {
        (double loss, _, _) = Of([[1, 0], [0, 1]], [[1, 0], [0, 1]], [1, 2], [3, 4]);
        Assert.Equal(4 * 0.5 * Math.Log(1 + Math.Exp(-2)), loss, 1e-12);
    }

    [Fact]
    public void Add_SameSecondText_IsNoWrongCandidate()
    {
        (double loss, double[] dFirst, double[] dCandidates) = Of([[1, 0], [0, 1]], [[0.6, 0.8], [0.6, 0.8]], [1, 2], [3, 3]);
        Assert.Equal(0, loss);
        Assert.All(dFirst.Concat(dCandidates), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Add_SameFirstText_ItsOtherPartnerIsNoWrongCandidate() =>
        Assert.Equal(0, Of([[1, 0], [1, 0]], [[0.6, 0.8], [0, 1]], [1, 1], [3, 4]).Loss);

    [Fact]
    public void Add_CandidateThatIsTheTextAskedFor_IsNoWrongOne() =>
        Assert.Equal(0, Of([[1, 0]], [[0.6, 0.8], [1, 0]], [1], [3, 1]).Loss);

    [Fact]
    public void Add_OnePair_TeachesNothing()
    {
        (double loss, double[] dFirst, double[] dCandidates) = Of([[1, 0]], [[0, 1]], [1], [2]);
        Assert.Equal(0, loss);
        Assert.All(dFirst.Concat(dCandidates), value => Assert.Equal(0, value));
    }

    // One way alone: the negative is nobody's partner. Scores 0.6 / 0.5 and 1 / 0.5.
    [Fact]
    public void Add_OnePairWithANegative_IsOneSoftmax() =>
        Assert.Equal(0.5 * Math.Log(1 + Math.Exp((1 - 0.6) / 0.5)), Of([[1, 0]], [[0.6, 0.8], [1, 0]], [1], [2, 3]).Loss, 1e-12);

    private static (double Loss, double[] DFirst, double[] DCandidates) Of(double[][] first, double[][] candidates, ulong[] firstTexts, ulong[] candidateTexts)
    {
        RowMatrix<double> a = Matrix(first), c = Matrix(candidates), dA = new(a.RowCount, 2), dC = new(c.RowCount, 2);
        double loss = new InBatchLoss<double>(dimensions: 2, temperature: 0.5).Add(a, c, firstTexts, candidateTexts, dA, dC);
        return (loss, [.. dA.Values], [.. dC.Values]);
    }

    private static RowMatrix<double> Matrix(double[][] rows)
    {
        var matrix = new RowMatrix<double>(rows.Length, rows[0].Length);
        for (int i = 0; i < rows.Length; i++)
            rows[i].CopyTo(matrix.Row(i));
        return matrix;
    }
}
