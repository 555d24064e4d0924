using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Tests.Schedules;

public sealed class ScheduleFormulaTests
{
    private const long EpochExamples = 1000;

    [Fact]
    public void Diminish_TwentyPoints_EqualsItsFormula()
    {
        var first = new LexiconOptions { Gamma0 = 2, Eta = 0.4, Nu = 1 };
        var second = new LexiconOptions { Gamma0 = 0.5, Eta = 0.1, Nu = 2 };
        var schedule = new DiminishSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [first, second] });
        for (int i = 0; i < 20; i++)
        {
            double t = i * 0.25;
            double[] weights = WeightsAt(schedule, t, auxiliaryCount: 2);
            Assert.Equal(1, weights[0]);
            Assert.Equal(2 * Math.Exp(-0.4 * t), weights[1], 1e-12);
            Assert.Equal(0.5 * Math.Exp(-0.1 * t * t), weights[2], 1e-12);
        }
    }

    [Fact]
    public void Diminish_KnownPoint_EqualsHandComputedValue()
    {
        var schedule = new DiminishSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [new LexiconOptions { Gamma0 = 3, Eta = Math.Log(2), Nu = 1 }] });
        Assert.Equal(0.375, WeightsAt(schedule, 3, 1)[1], 1e-12); // 3 / 2^3
    }

    [Theory]
    [InlineData(FadeShape.Exponential, 0, 2)]
    [InlineData(FadeShape.Exponential, 2, 0.73575888234288)] // 2 / e
    [InlineData(FadeShape.Linear, 0, 2)]
    [InlineData(FadeShape.Linear, 1, 1)]
    [InlineData(FadeShape.Linear, 2, 0)]
    [InlineData(FadeShape.Linear, 3, 0)]
    [InlineData(FadeShape.Cosine, 0, 2)]
    [InlineData(FadeShape.Cosine, 0.5, 1.70710678118655)] // 1 + cos(pi / 4)
    [InlineData(FadeShape.Cosine, 1, 1)]
    [InlineData(FadeShape.Cosine, 2, 0)]
    [InlineData(FadeShape.Cosine, 3, 0)]
    [InlineData(FadeShape.Step, 1.999, 2)]
    [InlineData(FadeShape.Step, 2, 1)]
    [InlineData(FadeShape.Step, 6, 0.25)]
    public void Diminish_EveryShape_EqualsHandComputedValue(FadeShape shape, double epoch, double expected)
    {
        var auxiliary = new LexiconOptions { Gamma0 = 2, Eta = 0.5, Shape = shape };
        Assert.Equal(expected, WeightsAt(new DiminishSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [auxiliary] }), epoch, 1)[1], 1e-12);
    }

    [Fact]
    public void Diminish_LinearWithNuOfTwo_EndsAtTheRootOfOneOverEta()
    {
        var auxiliary = new LexiconOptions { Eta = 0.25, Nu = 2, Shape = FadeShape.Linear };
        var schedule = new DiminishSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [auxiliary] });
        Assert.Equal(0.75, WeightsAt(schedule, 1, 1)[1], 1e-12);
        Assert.Equal(0, WeightsAt(schedule, 2, 1)[1], 1e-12);
    }

    [Theory]
    [InlineData(0, 1.5)]
    [InlineData(1.999, 1.5)]
    [InlineData(2, 0)]
    [InlineData(4, 0)]
    public void Switch_AroundItsPoint_DropsAuxiliaries(double epoch, double expected)
    {
        var schedule = new SwitchSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [new LexiconOptions { Gamma0 = 1.5 }] }, new SwitchOptions { At = 2 });
        double[] weights = WeightsAt(schedule, epoch, 1);
        Assert.Equal([1, expected], weights);
    }

    [Fact]
    public void Switch_AuxiliaryWithItsOwnPoint_SwitchesThere()
    {
        var schedule = new SwitchSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [new LexiconOptions(), new LexiconOptions { At = 3 }] }, new SwitchOptions { At = 2 });
        Assert.Equal([1, 1, 1], WeightsAt(schedule, 1, 2));
        Assert.Equal([1, 0, 1], WeightsAt(schedule, 2.5, 2));
        Assert.Equal([1, 0, 0], WeightsAt(schedule, 3, 2));
    }

    [Fact]
    public void Switch_WithoutPoint_SwitchesHalfWay()
    {
        var schedule = new SwitchSchedule(new ScheduleContext { PlannedEpochs = 6, Auxiliaries = [new LexiconOptions()] }, new SwitchOptions());
        Assert.Equal(1, WeightsAt(schedule, 2.99, 1)[1]);
        Assert.Equal(0, WeightsAt(schedule, 3.01, 1)[1]);
    }

    [Fact]
    public void Mtl_AtAnyTime_KeepsTheWeights()
    {
        var schedule = new MtlSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [new LexiconOptions { Gamma0 = 0.7 }] });
        Assert.Equal([1, 0.7], WeightsAt(schedule, 4.9, 1));
    }

    [Fact]
    public void Stl_WithAuxiliaries_RunsNoneOfThem()
    {
        var schedule = new StlSchedule();
        Assert.False(new StlOptions().UsesAuxiliaries);
        Assert.Equal([1, 0, 0], WeightsAt(schedule, 0, 2));
    }

    [Fact]
    public void Pretrain_ByPlannedSteps_RunsAuxiliariesFirst()
    {
        var schedule = new PretrainSchedule(new ScheduleContext { PlannedEpochs = 5, Auxiliaries = [new LexiconOptions { Gamma0 = 2 }] }, new PretrainOptions { PretrainEpochs = 0.5 });
        var progress = new Progress(2, EpochExamples, 5);
        var weights = new double[2];
        schedule.SetWeights(progress, new Observations(), weights);
        Assert.Equal([0, 2], weights);
        progress.AddStep(500);
        schedule.SetWeights(progress, new Observations(), weights);
        Assert.Equal([1, 0], weights);
    }

    private static double[] WeightsAt(ISchedule schedule, double epoch, int auxiliaryCount)
    {
        var progress = new Progress(1 + auxiliaryCount, EpochExamples, 5);
        progress.AddWork(0, (long)Math.Round(epoch * EpochExamples), 0);
        var weights = new double[1 + auxiliaryCount];
        schedule.SetWeights(progress, new Observations(), weights);
        return weights;
    }
}
