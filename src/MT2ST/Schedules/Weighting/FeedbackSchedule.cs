using MT2ST.Settings;

namespace MT2ST.Schedules.Weighting;

/// <summary>Feedback: the auxiliaries' weights fall when the primary's training loss stops falling.</summary>
/// <remarks>
/// Liu and Yu (arXiv 2406.18038) propose to "monitor L_0, adapt gamma or trigger an early transition" without a rule; this one is
/// ours. With L(i) the primary's mean training loss over stretch i of delta primary epochs: whenever the relative
/// improvement per epoch (L(i-1) - L(i)) / (delta L(i-1)) is below a threshold, f = factor f, from f = 1; gamma_k = gamma_k0 f.
/// Once f is below an auxiliary's cut-off its task no longer runs: the early transition. f never rises.
/// </remarks>
internal sealed class FeedbackSchedule(ScheduleContext run, FeedbackOptions own) : ISchedule
{
    private readonly IntervalLosses _losses = new(own.Interval);

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Fill(Factor(observed));
        weights[0] = 1;
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed)
    {
        if (!_losses.Add(progress, losses, observed))
            return;
        double last = IntervalLosses.Last(observed, losses.Length)[0], before = IntervalLosses.Before(observed, losses.Length)[0];
        if ((before - last) / (before * own.Interval) < own.Threshold) // Never for NaN, before there are two stretches.
            Factor(observed) *= own.Factor;
    }

    private static ref double Factor(Observations observed) => ref observed.State("feedback/factor", 1, initial: 1).Values[0];
}

/// <summary>The <c>feedback</c> strategy: see <see cref="FeedbackSchedule"/>.</summary>
public sealed partial record FeedbackOptions : StrategyOptions
{
    /// <summary>Over how many primary epochs the primary's loss is averaged.</summary>
    [Within("(0, inf)")]
    public double Interval { get; init; } = 0.5;

    /// <summary>The relative improvement of the primary's loss per epoch below which the auxiliaries' weights fall.</summary>
    [Within("[0, inf)")]
    public double Threshold { get; init; } = 0.3;

    /// <summary>The factor by which the weights are multiplied each time they fall.</summary>
    [Within("[0, 1)")]
    public double Factor { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Name => "feedback";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new FeedbackSchedule(run, this);
}
