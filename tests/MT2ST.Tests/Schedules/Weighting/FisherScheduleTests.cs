using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Schedules.Weighting;
using MT2ST.Tests.Optimization;

namespace MT2ST.Tests.Schedules.Weighting;

public sealed class FisherScheduleTests
{
    private const int Dimensions = 5;

    private readonly Progress _progress = new(taskCount: 2, primaryExampleCount: 10, plannedEpochs: 2);
    private readonly Observations _observed = new();

    [Fact]
    public void Weights_AfterAMeasurement_AreTheCosineOfRowsInformation()
    {
        FisherSchedule schedule = Make(warmUp: 0);
        schedule.Combine(HandMadeGradients.OfTwoTasks(Dimensions), _progress, _observed);
        // Up to factors, F_0 is 5 in row 3 and 9 in row 4, F_1 is 5 in row 4 and 162 in row 7.
        Assert.Equal(2 * 45 / Math.Sqrt((25 + 81) * (25.0 + (162 * 162))), Weight(schedule), 1e-12);
    }

    [Fact]
    public void Weights_WithinTheWarmUp_AreGamma0()
    {
        FisherSchedule schedule = Make(warmUp: 1);
        schedule.Combine(HandMadeGradients.OfTwoTasks(Dimensions), _progress, _observed);
        Assert.Equal(2, Weight(schedule));
        _progress.AddWork(0, 10, 0);
        Assert.InRange(Weight(schedule), 0.01, 0.1);
    }

    [Fact]
    public void Combine_EveryTouchedRow_IsCharged()
    {
        JointGradients<double> gradients = HandMadeGradients.OfTwoTasks(Dimensions);
        Make(warmUp: 0).Combine(gradients, _progress, _observed);
        // Of each of two rows its square, and four more for the scale, the two sums and the row.
        Assert.Equal([2 * (Dimensions + 4), 2 * (Dimensions + 4)], [gradients.MultiplyAdds(0), gradients.MultiplyAdds(1)]);
    }

    private static FisherSchedule Make(double warmUp) =>
        new(new ScheduleContext { PlannedEpochs = 2, Auxiliaries = [new LexiconOptions { Gamma0 = 2 }] }, new FisherOptions { WarmUp = warmUp });

    private double Weight(FisherSchedule schedule)
    {
        var weights = new double[2];
        schedule.SetWeights(_progress, _observed, weights);
        return weights[1];
    }
}
