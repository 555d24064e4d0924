using MT2ST.Optimization;
using MT2ST.Settings;

namespace MT2ST.Schedules.Weighting;

/// <summary>Balance: the smaller an auxiliary's gradient is compared with the primary's, the more it weighs.</summary>
/// <remarks>
/// gamma_k = |grad L_0| / (|grad L_k| + epsilon), rescaled to a sum of lambda (Liu and Yu, arXiv 2406.18038, equation 13), here
/// times gamma_k0 before rescaling. L is the mean loss of a term, the gradient that of the shared rows; norms are measured at
/// intervals and smoothed, n = beta n + (1 - beta) |grad L|. Until the first measurement gamma_k is gamma_k0, rescaled. With
/// one auxiliary the rescaling always gives gamma_1 = lambda.
/// </remarks>
internal sealed class BalanceSchedule(ScheduleContext run, BalanceOptions own) : ISchedule, IGradientCombiner
{
    private readonly double _lambda = own.Lambda ?? run.Auxiliaries.Sum(auxiliary => auxiliary.Gamma0);

    /// <inheritdoc/>
    IGradientCombiner? ISchedule.Combiner(Progress progress) => progress.IsFirstOf(own.Interval) ? this : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ReadOnlySpan<double> norms = Norms(observed, weights.Length).Values;
        double sum = 0;
        for (int k = 1; k < weights.Length; k++)
        {
            double ratio = norms[0] / (norms[k] + own.Epsilon);
            weights[k] = run.Auxiliaries[k - 1].Gamma0 * (double.IsNaN(ratio) ? 1 : ratio);
            sum += weights[k];
        }
        for (int k = 1; k < weights.Length && sum > 0; k++)
            weights[k] *= _lambda / sum;
        weights[0] = 1;
    }

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ScheduleState norms = Norms(observed, gradients.TaskCount);
        for (int i = 0; i < gradients.Tasks.Count; i++)
        {
            int task = gradients.Tasks[i];
            double norm = gradients.MeanNorm(task);
            lock (observed.Gate)
            {
                ref double smoothed = ref norms.Values[task];
                smoothed = double.IsNaN(smoothed) ? norm : (own.Smoothing * smoothed) + ((1 - own.Smoothing) * norm);
            }
        }
    }

    private static ScheduleState Norms(Observations observed, int taskCount) => observed.State("balance/norms", taskCount, double.NaN);
}

/// <summary>The <c>balance</c> strategy: see <see cref="BalanceSchedule"/>.</summary>
public sealed partial record BalanceOptions : StrategyOptions
{
    /// <summary>lambda, the sum of the auxiliaries' weights; null for the sum of their gamma_0.</summary>
    [Within("(0, inf)")]
    public double? Lambda { get; init; }

    /// <summary>epsilon, which is added to an auxiliary's gradient norm, so that dividing by it stays possible.</summary>
    [Within("(0, inf)")]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>How many steps there are from one measurement of the gradients to the next.</summary>
    [Within("[1, inf)")]
    public int Interval { get; init; } = 10;

    /// <summary>beta, the share of the old value in the moving average of norms.</summary>
    [Within("[0, 1)")]
    public double Smoothing { get; init; } = 0.9;

    /// <inheritdoc/>
    public override string Name => "balance";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new BalanceSchedule(run, this);
}
