using MT2ST.Optimization;

namespace MT2ST.Tests.Optimization;

public sealed class JointGradientsTests
{
    private const int Dimensions = 5;

    private readonly JointGradients<double> _gradients = HandMadeGradients.OfTwoTasks(Dimensions);

    [Fact]
    public void Dot_RowsInCommon_IsTheirProductAndIsChargedToTheAuxiliary()
    {
        Assert.Equal(-6, _gradients.Dot(0, 1));
        Assert.Equal(0, _gradients.MultiplyAdds(0));
        Assert.Equal(Dimensions, _gradients.MultiplyAdds(1));
    }

    [Fact]
    public void MeanNorm_OfAStep_IsThatOfTheMeanLoss()
    {
        Assert.Equal(2.5, _gradients.MeanLoss(0));
        Assert.Equal(Math.Sqrt(14) / 4, _gradients.MeanNorm(0), 1e-12);
        Assert.Equal(2 * Dimensions, _gradients.MultiplyAdds(0));
    }

    [Fact]
    public void AddOriginal_AfterAChange_AddsWhatWasKept()
    {
        _gradients.KeepOriginals();
        _gradients.AddOriginal(to: 0, factor: 2, from: 1);
        _gradients.AddOriginal(to: 1, factor: 1, from: 0);
        Assert.Equal([-1, 2], Gradient(task: 0, row: 4)); // 3 - 4, 0 + 2
        Assert.Equal([1, 1], Gradient(task: 1, row: 4)); // -2 + 3, 1 + 0
        Assert.Equal([18, 18], Gradient(task: 0, row: 7));
        Assert.Equal(8, _gradients.DotWithOriginal(1, 0), 1e-12); // (1, 2).(1, 2) of row 3 and (1, 1).(3, 0) of row 4
    }

    [Fact]
    public void Clear_AfterAStep_ForgetsTasksGradientsAndCosts()
    {
        _gradients.Dot(0, 1);
        _gradients.Clear();
        Assert.Empty(_gradients.Tasks);
        Assert.Empty(_gradients.Record(0).Rows(_gradients.Shared(0)));
        Assert.Equal(0, _gradients.MultiplyAdds(1));
    }

    private double[] Gradient(int task, int row)
    {
        GradientRecord<double> record = _gradients.Record(task);
        int index = record.Rows(_gradients.Shared(task)).ToList().IndexOf(row);
        return record.Gradient(_gradients.Shared(task), index)[..2].ToArray();
    }
}
