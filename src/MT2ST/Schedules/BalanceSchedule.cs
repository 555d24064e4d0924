using System.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Schedules;

/// <summary>Balance: an auxiliary weighs the more, the smaller its gradient is against the primary's.</summary>
/// <remarks>
/// gamma_k = |grad L_0| / (|grad L_k| + epsilon), rescaled to a sum of lambda (Liu and Yu, arXiv 2406.18038, equation 13), here
/// times gamma_k0 before rescaling. L is the mean loss of a term, the gradient that of the shared rows; norms are measured at
/// intervals and smoothed, n = beta n + (1 - beta) |grad L|. Until the first measurement gamma_k is gamma_k0, rescaled. With
/// one auxiliary the rescaling leaves gamma_1 = lambda whatever the norms are.
/// </remarks>
public sealed class BalanceSchedule : ISchedule, IGradientCombiner
{
    private readonly ScheduleOptions _options;
    private readonly BalanceOptions _own;
    private readonly double _lambda;

    /// <summary>Creates the strategy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public BalanceSchedule(ScheduleOptions options, BalanceOptions own)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(own);
        own.Validate();
        _options = options;
        _own = own;
        _lambda = own.Lambda ?? options.Auxiliaries.Sum(auxiliary => auxiliary.Gamma0);
    }

    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.IsFirstOf(_own.Interval) ? this : _options.JointCombiner;
    }

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ReadOnlySpan<double> norms = Norms(observed, weights.Length).Values;
        double sum = 0;
        for (int k = 1; k < weights.Length; k++)
        {
            double ratio = norms[0] / (norms[k] + _own.Epsilon);
            weights[k] = _options.Auxiliaries[k - 1].Gamma0 * (double.IsNaN(ratio) ? 1 : ratio);
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
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentNullException.ThrowIfNull(observed);
        ScheduleState norms = Norms(observed, gradients.TaskCount);
        for (int i = 0; i < gradients.Tasks.Count; i++)
        {
            int task = gradients.Tasks[i];
            double norm = gradients.MeanNorm(task);
            lock (observed.Gate)
            {
                ref double smoothed = ref norms.Values[task];
                smoothed = double.IsNaN(smoothed) ? norm : (_own.Smoothing * smoothed) + ((1 - _own.Smoothing) * norm);
            }
        }
    }

    private static ScheduleState Norms(Observations observed, int taskCount) => observed.State("balance/norms", taskCount, double.NaN);
}
