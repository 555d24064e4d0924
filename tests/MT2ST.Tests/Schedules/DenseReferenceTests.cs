using MT2ST.Schedules;
using MT2ST.Schedules.Weighting;

namespace MT2ST.Tests.Schedules;

/// <summary>Strategies in the trainer against the same formulas written out over dense arrays, several steps of two tasks.</summary>
public sealed class DenseReferenceTests
{
    private static readonly DensePulls Two = new(taskCount: 2);
    private static readonly DensePulls Three = new(taskCount: 3);
    private static readonly ScheduleContext Options = new() { PlannedEpochs = DensePulls.Steps, Auxiliaries = [new LexiconOptions { Gamma0 = 0.8 }] };

    [Fact]
    public void PcGrad_TwoTasks_EqualsTheReference()
    {
        int conflicts = 0;
        double[] expected = Two.Reference((_, gradients) =>
        {
            double[] first = [.. gradients[0]], second = [.. gradients[1]];
            double dot = first.Zip(second, (a, b) => a * b).Sum();
            if (dot < 0)
            {
                conflicts++;
                gradients[0] = [.. first.Zip(second, (a, b) => a - (dot / second.Sum(g => g * g) * b))];
                gradients[1] = [.. second.Zip(first, (a, b) => a - (dot / first.Sum(g => g * g) * b))];
            }
            return [1, 0.8];
        });
        Assert.InRange(conflicts, 1, DensePulls.Steps);
        AssertNear(expected, Two.Train(new PcGradSchedule(Options)));
        AssertFar(expected, Two.Train(new MtlSchedule(Options)));
    }

    [Fact]
    public void Uncertainty_TwoTasks_EqualsTheReference()
    {
        double[] s = [0, 0];
        double[] expected = Two.Reference((losses, _) =>
        {
            double[] weights = [Math.Exp(-s[0]), 0.8 * Math.Exp(-s[1])];
            for (int k = 0; k < 2; k++)
                s[k] -= 0.3 * (0.5 - (Math.Exp(-s[k]) * losses[k]));
            return weights;
        });
        AssertNear(expected, Two.Train(new UncertaintySchedule(Options, new UncertaintyOptions { Rate = 0.3 })));
        AssertFar(expected, Two.Train(new MtlSchedule(Options)));
    }

    [Fact]
    public void GradNorm_TwoTasks_EqualsTheReference()
    {
        double[] w = [1, 1], first = [];
        double[] expected = Two.Reference((losses, gradients) =>
        {
            double[] weights = [w[0], 0.8 * w[1]];
            if (first.Length == 0)
                first = losses;
            double[] norms = [DensePulls.MeanNorm(gradients[0], 0), DensePulls.MeanNorm(gradients[1], 1)];
            double[] ratios = [losses[0] / first[0], losses[1] / first[1]];
            double meanNorm = ((w[0] * norms[0]) + (w[1] * norms[1])) / 2, meanRatio = ratios.Average();
            for (int k = 0; k < 2; k++)
                w[k] -= 0.1 * norms[k] * Math.Sign((w[k] * norms[k]) - (meanNorm * Math.Pow(ratios[k] / meanRatio, 1.5)));
            w = [2 * w[0] / (w[0] + w[1]), 2 * w[1] / (w[0] + w[1])];
            return weights;
        });
        AssertNear(expected, Two.Train(new GradNormSchedule(Options, new GradNormOptions { Rate = 0.1 })));
        AssertFar(expected, Two.Train(new MtlSchedule(Options)));
    }

    [Fact]
    public void Balance_ThreeTasks_EqualsTheReference()
    {
        ScheduleContext options = Options with { Auxiliaries = [new LexiconOptions { Gamma0 = 0.8 }, new LexiconOptions()] };
        double[] smoothed = [];
        double[] expected = Three.Reference((_, gradients) =>
        {
            double[] gammas = smoothed.Length == 0 ? [0.8, 1] : [0.8 * smoothed[0] / (smoothed[1] + 1e-3), smoothed[0] / (smoothed[2] + 1e-3)];
            double[] norms = [.. gradients.Select(DensePulls.MeanNorm)];
            smoothed = smoothed.Length == 0 ? norms : [.. smoothed.Zip(norms, (old, norm) => (0.7 * old) + (0.3 * norm))];
            return [1, 1.5 * gammas[0] / gammas.Sum(), 1.5 * gammas[1] / gammas.Sum()];
        });
        AssertNear(expected, Three.Train(new BalanceSchedule(options, new BalanceOptions { Lambda = 1.5, Epsilon = 1e-3, Interval = 1, Smoothing = 0.7 })));
        AssertFar(expected, Three.Train(new MtlSchedule(options)));
    }

    [Fact]
    public void Fisher_ThreeTasks_EqualsTheReference()
    {
        ScheduleContext options = Options with { Auxiliaries = [new LexiconOptions { Gamma0 = 0.8, CutOff = 0 }, new LexiconOptions { CutOff = 0 }] };
        double[][] information = [new double[4], new double[4], new double[4]];
        double Cosine(int k) => information[0].Zip(information[k], (a, b) => a * b).Sum() / Math.Sqrt(information[0].Sum(a => a * a) * information[k].Sum(b => b * b));
        bool measured = false;
        double[] expected = Three.Reference((_, gradients) =>
        {
            double[] weights = measured ? [1, 0.8 * Cosine(1), Cosine(2)] : [1, 0.8, 1];
            measured = true;
            for (int k = 0; k < 3; k++)
                for (int row = 0; row < 4; row++)
                    information[k][row] += ((gradients[k][2 * row] * gradients[k][2 * row]) + (gradients[k][(2 * row) + 1] * gradients[k][(2 * row) + 1])) / 2;
            return weights;
        });
        AssertNear(expected, Three.Train(new FisherSchedule(options, new FisherOptions { Interval = 1, WarmUp = 0 })));
        AssertFar(expected, Three.Train(new MtlSchedule(options)));
    }

    private static void AssertNear(double[] expected, double[] actual) =>
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-9);

    private static void AssertFar(double[] expected, double[] actual) =>
        Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() > 1e-4, "The strategy makes no difference: the test proves nothing.");
}
