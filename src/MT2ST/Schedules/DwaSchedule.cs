namespace MT2ST.Schedules;

/// <summary>Dynamic weight average: a task weighs the more, the less its loss fell of late.</summary>
/// <remarks>
/// w_i = N exp(r_i / T) / sum_j exp(r_j / T), with r_i = L_i(t-1) / L_i(t-2), the losses being means over an epoch (Liu et al. 2019,
/// equation 7); r_i is 1 until two epochs have passed. The primary's weight is w_0, an auxiliary's gamma_k0 w_k.
/// </remarks>
public sealed class DwaSchedule : ISchedule
{
    private readonly ScheduleOptions _options;
    private readonly DwaOptions _own;
    private readonly IntervalLosses _losses;

    /// <summary>Creates the strategy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public DwaSchedule(ScheduleOptions options, DwaOptions own)
    {
        ArgumentNullException.ThrowIfNull(own);
        own.Validate();
        _options = options;
        _own = own;
        _losses = new IntervalLosses(own.Interval);
    }

    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => _options.JointCombiner;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ReadOnlySpan<double> last = IntervalLosses.Last(observed, weights.Length), before = IntervalLosses.Before(observed, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            double ratio = last[i] / before[i];
            weights[i] = (double.IsFinite(ratio) ? ratio : 1) / _own.Temperature;
        }
        TaskSoftmax.Apply(weights);
        _options.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(observed);
        _losses.Add(progress, losses, observed);
    }
}
