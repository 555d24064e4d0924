namespace MT2ST.Schedules;

/// <summary>Feedback: the auxiliaries' weights fall when the primary's training loss no longer does.</summary>
/// <remarks>
/// Liu and Yu (arXiv 2406.18038) propose to "monitor L_0, adapt gamma or trigger an early transition" without a rule; this one is
/// ours. With L(i) the primary's mean training loss over stretch i of so many primary epochs, delta: where the relative
/// improvement per epoch (L(i-1) - L(i)) / (delta L(i-1)) is below a threshold, f = factor f, from f = 1; gamma_k = gamma_k0 f.
/// Once f is below an auxiliary's cut-off its task is not run any more: the early transition. f never rises.
/// </remarks>
public sealed class FeedbackSchedule : ISchedule
{
    private readonly ScheduleOptions _options;
    private readonly FeedbackOptions _own;
    private readonly IntervalLosses _losses;

    /// <summary>Creates the strategy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public FeedbackSchedule(ScheduleOptions options, FeedbackOptions own)
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
        weights.Fill(Factor(observed));
        weights[0] = 1;
        _options.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed)
    {
        if (!_losses.Add(progress, losses, observed))
            return;
        double last = IntervalLosses.Last(observed, losses.Length)[0], before = IntervalLosses.Before(observed, losses.Length)[0];
        if ((before - last) / (before * _own.Interval) < _own.Threshold) // Never for NaN, before there are two stretches.
            Factor(observed) *= _own.Factor;
    }

    private static ref double Factor(Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return ref observed.State("feedback/factor", 1, initial: 1).Values[0];
    }
}
