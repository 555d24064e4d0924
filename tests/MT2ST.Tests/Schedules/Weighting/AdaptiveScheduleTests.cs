using MT2ST.Schedules;
using MT2ST.Schedules.Weighting;

namespace MT2ST.Tests.Schedules.Weighting;

/// <summary>Strategies that learn from losses, against hand-computed values over scripted steps.</summary>
public sealed class AdaptiveScheduleTests
{
    private static readonly ScheduleContext Options = new() { PlannedEpochs = 10, Auxiliaries = [new LexiconOptions { Gamma0 = 0.5 }] };

    [Fact]
    public void Feedback_ImprovementFallsBelowTheThreshold_HalvesTheWeights()
    {
        var run = new ScriptedSteps(new FeedbackSchedule(Options, new FeedbackOptions { Interval = 0.5, Threshold = 0.1, Factor = 0.5 }), taskCount: 2);
        // Mean losses of half epochs: 4, 3 (50 % an epoch better), 2.9 (6.7 %), 2.7 (13.8 %), 2.7 (none), 2.8 (worse).
        double[] after = [.. new[] { 4, 3, 2.9, 2.7, 2.7, 2.8 }.Select(loss => run.Step(epochs: 0.5, loss, 1)[1])];
        Assert.Equal([0.5, 0.5, 0.25, 0.25, 0.125, 0.0625], after);
    }

    [Fact]
    public void Feedback_LossesOfAStretch_AreAveraged()
    {
        var run = new ScriptedSteps(new FeedbackSchedule(Options, new FeedbackOptions { Interval = 1, Threshold = 0.1 }), taskCount: 2);
        foreach (double loss in (double[])[5, 3, 1, 6.9]) // Means 4 and 3.95.
            run.Step(epochs: 0.5, loss, 1);
        Assert.Equal([1, 0.25], run.Weights());
    }

    [Fact]
    public void Feedback_BeforeTwoStretches_KeepsTheWeights()
    {
        var run = new ScriptedSteps(new FeedbackSchedule(Options, new FeedbackOptions { Interval = 1, Threshold = 10 }), taskCount: 2);
        Assert.Equal([1, 0.5], run.Weights());
        Assert.Equal([1, 0.5], run.Step(epochs: 1, 4, 1));
        Assert.Equal([1, 0.25], run.Step(epochs: 1, 3, 1));
    }

    [Fact]
    public void Dwa_AfterTwoEpochs_WeighsByTheRatesOfDescent()
    {
        var run = new ScriptedSteps(new DwaSchedule(Options, new DwaOptions()), taskCount: 2);
        Assert.Equal([1, 0.5], run.Step(epochs: 1, 4, 2), Near);
        // r = 2 / 4 and 2 / 2, T = 2.
        double first = Math.Exp(0.25), second = Math.Exp(0.5);
        double[] weights = run.Step(epochs: 1, 2, 2);
        Assert.Equal([2 * first / (first + second), 0.5 * 2 * second / (first + second)], weights, Near);
    }

    [Fact]
    public void Dwa_TaskThatDidNotRun_CountsAsNeitherFastNorSlow()
    {
        var run = new ScriptedSteps(new DwaSchedule(Options, new DwaOptions { Temperature = 1 }), taskCount: 2);
        run.Step(epochs: 1, 4, double.NaN);
        Assert.Equal([1, 0.5], run.Step(epochs: 1, 4, 1), Near);
    }

    [Fact]
    public void Uncertainty_TwoSteps_EqualsHandComputedValues()
    {
        var run = new ScriptedSteps(new UncertaintySchedule(Options, new UncertaintyOptions { Rate = 0.1 }), taskCount: 2);
        Assert.Equal([1, 0.5], run.Weights());
        // s_0 = 0.1 (3 - 0.5) = 0.25; s_1 = 0.1 (0.25 - 0.5) = -0.025.
        Assert.Equal([Math.Exp(-0.25), 0.5 * Math.Exp(0.025)], run.Step(epochs: 0.1, 3, 0.25), Near);
        // The auxiliary does not run; s_0 = 0.25 + 0.1 (3 e^-0.25 - 0.5).
        Assert.Equal([Math.Exp(-0.2 - (0.3 * Math.Exp(-0.25))), 0.5 * Math.Exp(0.025)], run.Step(epochs: 0.1, 3, double.NaN), Near);
    }

    [Fact]
    public void Uncertainty_ManySteps_RestsAtHalfOverTheLoss()
    {
        var run = new ScriptedSteps(new UncertaintySchedule(Options, new UncertaintyOptions { Rate = 0.1 }), taskCount: 2);
        double[] weights = [];
        for (int i = 0; i < 2000; i++)
            weights = run.Step(epochs: 0.001, 4, 0.2);
        Assert.Equal([1.0 / 8, 0.5 * 2.5], weights, Near);
    }

    [Fact]
    public void Random_ManySteps_DrawsSoftmaxOfNormals()
    {
        var run = new ScriptedSteps(new RandomSchedule(new ScheduleContext { PlannedEpochs = 1, Auxiliaries = [new LexiconOptions()] }), taskCount: 2);
        const int Draws = 20_000;
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            double[] weights = run.Step(epochs: 1e-4, 1, 1);
            Assert.Equal(2, weights[0] + weights[1], 1e-12);
            double difference = Math.Log(weights[0] / weights[1]); // z_0 - z_1: normal with variance 2.
            sum += difference;
            squares += difference * difference;
        }
        Assert.InRange(sum / Draws, -0.05, 0.05); // Five standard errors.
        Assert.InRange(squares / Draws, 1.9, 2.1);
    }

    [Fact]
    public void Random_SameSeedAndStep_GivesTheSameWeights()
    {
        double[] Third(ulong seed)
        {
            var run = new ScriptedSteps(new RandomSchedule(Options with { Seed = seed }), taskCount: 2);
            run.Step(epochs: 1, 1, 1);
            run.Step(epochs: 1, 1, 1);
            return run.Weights();
        }
        Assert.Equal(Third(4), Third(4));
        Assert.NotEqual(Third(4), Third(5));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;

    /// <summary>A schedule that is told of steps.</summary>
    private sealed class ScriptedSteps(ISchedule schedule, int taskCount)
    {
        private const long EpochExamples = 10_000;

        private readonly Progress _progress = new(taskCount, EpochExamples, 10);
        private readonly Observations _observed = new();

        public double[] Weights()
        {
            var weights = new double[taskCount];
            schedule.SetWeights(_progress, _observed, weights);
            return weights;
        }

        /// <summary>Makes a step and gives the weights of the next one.</summary>
        public double[] Step(double epochs, params double[] losses)
        {
            _progress.AddStep(1);
            _progress.AddWork(0, (long)Math.Round(epochs * EpochExamples), 0);
            schedule.Learn(_progress, losses, _observed);
            return Weights();
        }
    }
}
