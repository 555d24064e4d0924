using MT2ST.Settings;

namespace MT2ST.Schedules.Weighting;

/// <summary>Dynamic weight average: the less a task's loss fell recently, the more it weighs.</summary>
/// <remarks>
/// w_i = N exp(r_i / T) / sum_j exp(r_j / T), with r_i = L_i(t-1) / L_i(t-2), the losses being means over an epoch (Liu et al. 2019,
/// equation 7); r_i is 1 until two epochs have passed. The primary's weight is w_0, an auxiliary's gamma_k0 w_k.
/// </remarks>
internal sealed class DwaSchedule(ScheduleContext run, DwaOptions own) : ISchedule
{
    private readonly IntervalLosses _losses = new(own.Interval);

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ReadOnlySpan<double> last = IntervalLosses.Last(observed, weights.Length), before = IntervalLosses.Before(observed, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            double ratio = last[i] / before[i];
            weights[i] = (double.IsFinite(ratio) ? ratio : 1) / own.Temperature;
        }
        TaskSoftmax.Apply(weights);
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) => _losses.Add(progress, losses, observed);
}

/// <summary>The <c>dwa</c> strategy: see <see cref="DwaSchedule"/>.</summary>
public sealed partial record DwaOptions : StrategyOptions
{
    /// <summary>T, how even the weights are: the higher, the more even.</summary>
    [Within("(0, inf)")]
    public double Temperature { get; init; } = 2; // As in the experiments of Liu et al. 2019.

    /// <summary>Over how many primary epochs losses are averaged.</summary>
    [Within("(0, inf)")]
    public double Interval { get; init; } = 1; // An epoch in the paper.

    /// <inheritdoc/>
    public override string Name => "dwa";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new DwaSchedule(run, this);
}
