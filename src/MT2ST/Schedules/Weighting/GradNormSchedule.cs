using MT2ST.Optimization;
using MT2ST.Settings;

namespace MT2ST.Schedules.Weighting;

/// <summary>GradNorm: weights are learnt so that tasks train at similar rates.</summary>
/// <remarks>
/// With G_i = w_i |grad L_i| over the shared rows, its mean G over tasks, and r_i = (L_i / L_i(0)) / their mean, each weight
/// falls along sign(G_i - G r_i^alpha) |grad L_i|, the gradient of |G_i - G r_i^alpha| with its target held fixed; then
/// all are rescaled to the sum of N, the number of tasks (Chen et al. 2018, algorithm 1). L_i is the mean loss of a term. The primary's
/// weight is w_0, an auxiliary's gamma_k0 w_k. Ours: a weight stays at 0.01 or above before rescaling, so that no task stops,
/// and weights learn only in steps in which every task runs.
/// </remarks>
internal sealed class GradNormSchedule(ScheduleContext run, GradNormOptions own) : ISchedule, IGradientCombiner
{
    private const double Least = 0.01;


    /// <inheritdoc/>
    IGradientCombiner? ISchedule.Combiner(Progress progress) => progress.IsFirstOf(own.Interval) ? this : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        Weights(observed, weights.Length).CopyTo(weights);
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = gradients.TaskCount;
        if (gradients.Tasks.Count < count)
            return;
        Span<double> norms = stackalloc double[count];
        Span<double> losses = stackalloc double[count];
        for (int i = 0; i < count; i++)
        {
            norms[i] = gradients.MeanNorm(i);
            losses[i] = gradients.MeanLoss(i);
        }
        lock (observed.Gate)
            Step(norms, losses, observed);
    }

    private void Step(ReadOnlySpan<double> norms, ReadOnlySpan<double> losses, Observations observed)
    {
        int count = norms.Length;
        Span<double> weights = Weights(observed, count), firstLosses = observed.State("gradnorm/firstLosses", count).Values;
        double meanNorm = 0, meanRatio = 0;
        for (int i = 0; i < count; i++)
        {
            if (firstLosses[i] == 0)
                firstLosses[i] = losses[i];
            meanNorm += weights[i] * norms[i] / count;
            meanRatio += Ratio(losses[i], firstLosses[i]) / count;
        }
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double target = meanNorm * Math.Pow(Ratio(losses[i], firstLosses[i]) / meanRatio, own.Alpha);
            int sign = double.IsNaN(target) ? 0 : Math.Sign((weights[i] * norms[i]) - target); // NaN if all losses are 0.
            weights[i] = Math.Max(Least, weights[i] - (own.Rate * sign * norms[i]));
            sum += weights[i];
        }
        for (int i = 0; i < count; i++)
            weights[i] *= count / sum;
    }

    private static double Ratio(double loss, double firstLoss) => firstLoss > 0 ? loss / firstLoss : 0;

    private static Span<double> Weights(Observations observed, int taskCount) => observed.State("gradnorm/weights", taskCount, initial: 1).Values;
}

/// <summary>The <c>gradnorm</c> strategy: see <see cref="GradNormSchedule"/>.</summary>
public sealed partial record GradNormOptions : StrategyOptions
{
    /// <summary>alpha, how strongly a task that lags behind is pulled up; 0 makes all norms alike.</summary>
    [Within("[0, inf)")]
    public double Alpha { get; init; } = 1.5; // Chen et al. 2018, on NYUv2.

    /// <summary>The learning rate of the weights.</summary>
    [Within("(0, inf)")]
    public double Rate { get; init; } = 0.025; // As there.

    /// <summary>How many steps there are from one update of the weights to the next; 1 in the paper.</summary>
    [Within("[1, inf)")]
    public int Interval { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "gradnorm";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new GradNormSchedule(run, this);
}
