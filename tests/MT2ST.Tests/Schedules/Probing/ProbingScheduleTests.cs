using MT2ST.Schedules;
using MT2ST.Schedules.Probing;

namespace MT2ST.Tests.Schedules.Probing;

/// <summary>What the strategies that probe ask for and decide, over told qualities.</summary>
public sealed class ProbingScheduleTests
{
    private static readonly double[] Flat = [0, .5, .5, .5, .5, .5, .5, .5, .5, .5, .5];
    private static readonly double[] Steep = [0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1];

    private static readonly Progress Progress = new(taskCount: 3, primaryExampleCount: 1000, plannedEpochs: 5);

    [Fact]
    public void AutoSwitch_WhileQualityRisesFast_DoesNotProbe()
    {
        var schedule = new AutoSwitchSchedule(Options(), new SwitchOptions { At = SwitchTime.Auto });
        Observations observed = Observed.Qualities(Steep);
        Assert.False(schedule.WantsMark(Progress, observed));
        Assert.Null(schedule.NextProbe(Progress, observed));
        Assert.Equal([1, 1, 2], Weights(schedule, observed));
    }

    [Theory]
    [InlineData(0.502, true)] // All tasks are 0.002 worse than the primary alone.
    [InlineData(0.499, true)] // They are better, but not by the margin of 0.002.
    [InlineData(0.497, false)]
    public void AutoSwitch_PrimaryAloneAtEqualCost_SwitchesWhereItIsAsGood(double primaryAlone, bool switches)
    {
        var schedule = new AutoSwitchSchedule(Options(), new SwitchOptions { At = SwitchTime.Auto });
        Observations observed = Observed.Qualities(Flat);
        ProbeRequest request = Probe(schedule, observed, 0.5);
        Assert.Equal([1, 0, 0], request.Weights);
        Assert.Equal(1, request.Cost);
        Observed.Answer(observed, request, primaryAlone);
        Assert.Equal(switches, schedule.AdoptsLastProbe(observed));
        Assert.Equal(switches ? [1, 0, 0] : [1, 1, 2], Weights(schedule, observed));
        Assert.Equal(switches, schedule.IsOff(1, observed));
        Observed.Add(observed, 0.1); // Whatever comes then, a switch is for good.
        Assert.Equal(switches ? [1, 0, 0] : [1, 1, 2], Weights(schedule, observed));
    }

    [Theory]
    [InlineData(39, true)] // One evaluation on is a 39th of the cost at the mark.
    [InlineData(41, false)]
    public void AutoSwitch_AfterAFortiethOfTheCost_Probes(int cost, bool isDue)
    {
        var schedule = new AutoSwitchSchedule(Options(), new SwitchOptions { At = SwitchTime.Auto });
        double[] qualities = [.. Enumerable.Repeat(0.5, cost + 1)];
        Observations observed = Observed.Qualities(qualities);
        Assert.True(schedule.WantsMark(Progress, observed));
        observed.SetMark();
        Observed.Add(observed, 0.5);
        Assert.Equal(isDue, schedule.NextProbe(Progress, observed) is not null);
        Observed.Add(observed, 0.5);
        Assert.NotNull(schedule.NextProbe(Progress, observed));
    }

    [Fact]
    public void Gain_AtTheStart_TriesTheFirstAuxiliaryOffForAsManyEpochs()
    {
        var schedule = new GainSchedule(Options(), new GainOptions());
        Observations observed = Observed.Qualities(0);
        ProbeRequest request = Probe(schedule, observed, 0.1);
        Assert.Equal([1, 0, 2], request.Weights);
        Assert.Equal(1, request.Auxiliary);
        Assert.Equal(0.1, request.Epochs, 1e-12);
        Assert.Equal(double.PositiveInfinity, request.Cost);
    }

    [Theory]
    [InlineData(0.12, false)] // Two points worse with it, once: noise.
    [InlineData(0.14, true)] // Four points: above three margins.
    public void Gain_HarmWhileRising_EndsTheAuxiliaryAtOnceOnlyWhereItIsLarge(double without, bool ends)
    {
        var schedule = new GainSchedule(Options(), new GainOptions());
        Observations observed = Observed.Qualities(0);
        Observed.Answer(observed, Probe(schedule, observed, 0.1), without);
        Assert.Equal(ends ? [1, 0, 2] : [1, 1, 2], Weights(schedule, observed));
        Assert.Equal(ends, schedule.AdoptsLastProbe(observed));
    }

    [Fact]
    public void Gain_AfterHarm_TestsTheOtherAuxiliariesOnly()
    {
        var schedule = new GainSchedule(Options(), new GainOptions());
        Observations observed = Observed.Qualities(0);
        Observed.Answer(observed, Probe(schedule, observed, 0.1), 0.14);
        List<int> tested = [];
        for (int i = 0; i < 3; i++)
        {
            while (!schedule.WantsMark(Progress, observed))
                Observed.Add(observed, 0.5);
            ProbeRequest request = Probe(schedule, observed, 0.5);
            tested.Add(request.Auxiliary);
            Observed.Answer(observed, request, 0.5);
        }
        Assert.Equal([2, 2, 2], tested);
        Assert.True(schedule.IsOff(1, observed));
        Assert.Equal([1, 0, 2], Weights(schedule, observed));
    }

    [Fact]
    public void Gain_OneAuxiliaryThatHarms_EndsProbing()
    {
        var schedule = new GainSchedule(Options(auxiliaryCount: 1), new GainOptions());
        Observations observed = Observed.Qualities(0);
        Observed.Answer(observed, Probe(schedule, observed, 0.1), 0.14);
        for (int i = 0; i < 50; i++)
            Observed.Add(observed, 0.5);
        Assert.False(schedule.WantsMark(Progress, observed));
        observed.SetMark();
        Observed.Add(observed, 0.5);
        Observed.Add(observed, 0.5);
        Assert.Null(schedule.NextProbe(Progress, observed));
    }

    [Fact]
    public void Gain_FlatQuality_FollowsTheBetterSideAtEqualCost()
    {
        var schedule = new GainSchedule(Options(auxiliaryCount: 1), new GainOptions());
        Observations observed = Observed.Qualities(Flat);
        ProbeRequest off = Probe(schedule, observed, 0.5);
        Assert.Equal([1, 0], off.Weights);
        Assert.Equal(1, off.Cost);
        Observed.Answer(observed, off, 0.504); // Better without it, by less than the margin.
        Assert.Equal([1, 1], Weights(schedule, observed, auxiliaryCount: 1));
        while (!schedule.WantsMark(Progress, observed))
            Observed.Add(observed, 0.5);
        Observed.Answer(observed, Probe(schedule, observed, 0.5), 0.51);
        Assert.Equal([1, 0], Weights(schedule, observed, auxiliaryCount: 1));

        while (!schedule.WantsMark(Progress, observed))
            Observed.Add(observed, 0.51);
        ProbeRequest on = Probe(schedule, observed, 0.51);
        Assert.Equal([1, 1], on.Weights);
        Observed.Answer(observed, on, 0.52); // Better with it again.
        Assert.True(schedule.AdoptsLastProbe(observed));
        Assert.Equal([1, 1], Weights(schedule, observed, auxiliaryCount: 1));
        Assert.False(schedule.IsOff(1, observed));
    }

    [Fact]
    public void HarmCheck_TwoProbesInARow_EndTheAuxiliaryForGood()
    {
        var schedule = new HarmCheck(new MtlSchedule(Options(auxiliaryCount: 1)), Options(auxiliaryCount: 1));
        var progress = new Progress(taskCount: 2, primaryExampleCount: 1000, plannedEpochs: 5);
        Observations observed = Observed.Qualities(0);
        Observed.Answer(observed, Probe(schedule, observed, 0.1, progress), 0.12);
        Assert.Equal([1, 1], Weights(schedule, observed, auxiliaryCount: 1));
        while (!schedule.WantsMark(progress, observed))
            Observed.Add(observed, 0.5);
        Observed.Answer(observed, Probe(schedule, observed, 0.5, progress), 0.52);
        Assert.True(schedule.AdoptsLastProbe(observed));
        Assert.Equal([1, 0], Weights(schedule, observed, auxiliaryCount: 1));
        Assert.True(schedule.IsOff(1, observed));
        for (int i = 0; i < 50; i++)
            Observed.Add(observed, 0.5);
        Assert.False(schedule.WantsMark(progress, observed)); // Nothing is left to check.
    }

    [Fact]
    public void Harm_ProbesOfEqualCostBetweenTwoOfEqualEpochs_ArePassedOver()
    {
        var harm = new Harm(margin: 0.01);
        Observations observed = Observed.Qualities(0);
        observed.SetMark();
        Observed.Add(observed, 0.5);
        var epochs = new ProbeRequest([1, 0, 0], Auxiliary: 1) { Epochs = 0.1 };
        Observed.Answer(observed, epochs, 0.52);
        Observed.Answer(observed, new ProbeRequest([1, 0, 0], Auxiliary: 1) { Cost = 1 }, 0.6);
        Assert.False(harm.IsShown(1, observed));
        Observed.Answer(observed, epochs with { Auxiliary = 2 }, 0.52);
        Assert.False(harm.IsShown(1, observed));
        Observed.Answer(observed, epochs, 0.52);
        Assert.True(harm.IsShown(1, observed));
        Assert.False(harm.IsShown(2, observed));
    }

    [Theory]
    [InlineData(0.07, false)] // Below three times the noise, though above three margins.
    [InlineData(0.1, true)]
    public void Harm_NoiseAboveTheMargin_CountsInstead(double disadvantage, bool isShown)
    {
        var harm = new Harm(margin: 0.01);
        Observations observed = Observed.Qualities(0);
        observed.SetMark();
        Observed.Add(observed, 0.5);
        Observed.Answer(observed, new ProbeRequest([1, 0], Auxiliary: 1) { Epochs = 0.1 }, 0.5 + disadvantage, error: 0.03);
        Assert.Equal(isShown, harm.IsShown(1, observed));
        Observed.Answer(observed, new ProbeRequest([1, 0], Auxiliary: 1) { Epochs = 0.1 }, 0.52, error: 0.03);
        Assert.Equal(isShown, harm.IsShown(1, observed)); // Below the noise: not the second in a row.
        Observed.Answer(observed, new ProbeRequest([1, 0], Auxiliary: 1) { Epochs = 0.1 }, 0.54, error: 0.03);
        Observed.Answer(observed, new ProbeRequest([1, 0], Auxiliary: 1) { Epochs = 0.1 }, 0.54, error: 0.03);
        Assert.True(harm.IsShown(1, observed));
    }

    [Fact]
    public void HarmCheck_HelpfulAuxiliaries_TakeTurnsAndStay()
    {
        var schedule = new HarmCheck(new MtlSchedule(Options()), Options());
        Observations observed = Observed.Qualities(0);
        List<int> tested = [];
        for (int i = 0; i < 4; i++)
        {
            ProbeRequest request = Probe(schedule, observed, 0.5);
            tested.Add(request.Auxiliary);
            Observed.Answer(observed, request, 0.495); // Half a point worse without it.
            while (!schedule.WantsMark(Progress, observed))
                Observed.Add(observed, 0.5);
        }
        Assert.Equal([1, 2, 1, 2], tested);
        Assert.Equal([1, 1, 2], Weights(schedule, observed));
    }

    [Fact]
    public void HarmCheck_PrimaryNotRunning_DoesNotProbe()
    {
        var schedule = new HarmCheck(new PretrainSchedule(Options(), new PretrainOptions()), Options());
        Assert.False(schedule.WantsMark(Progress, Observed.Qualities(0)));
    }

    /// <summary>Marks, adds evaluations until a probe is due.</summary>
    private static ProbeRequest Probe(IProbePolicy schedule, Observations observed, double next, Progress? progress = null)
    {
        Assert.True(schedule.WantsMark(progress ?? Progress, observed));
        observed.SetMark();
        Assert.Null(schedule.NextProbe(progress ?? Progress, observed));
        for (int i = 0; i < 10; i++)
        {
            Observed.Add(observed, next);
            if (schedule.NextProbe(progress ?? Progress, observed) is { } request)
                return request;
        }
        throw new Xunit.Sdk.XunitException("No probe was asked for.");
    }

    private static double[] Weights(ISchedule schedule, Observations observed, int auxiliaryCount = 2)
    {
        double[] weights = new double[1 + auxiliaryCount];
        schedule.SetWeights(Progress, observed, weights);
        return weights;
    }

    private static ScheduleContext Options(int auxiliaryCount = 2) => new()
    {
        PlannedEpochs = 5,
        Auxiliaries = [.. Enumerable.Range(1, auxiliaryCount).Select(gamma => new LexiconOptions { Gamma0 = gamma })],
    };
}
