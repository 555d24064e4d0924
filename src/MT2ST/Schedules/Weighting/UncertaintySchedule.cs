using MT2ST.Settings;

namespace MT2ST.Schedules.Weighting;

/// <summary>Uncertainty: every task's weight is the inverse of a noise that is learnt with the model.</summary>
/// <remarks>
/// The losses are those of sum_k exp(-s_k) L_k + s_k / 2, with s_k = log sigma_k² and L_k the mean loss of a term in the step
/// (Kendall et al. 2018, equation 10, for losses that are log likelihoods). s_k starts at 0 and falls along
/// 1/2 - exp(-s_k) L_k by plain gradient descent. The primary's weight is exp(-s_0), an auxiliary's gamma_k0 exp(-s_k); at
/// rest it is 1 / (2 L_k), so that a task whose training loss nears 0 weighs ever more.
/// </remarks>
internal sealed class UncertaintySchedule(ScheduleContext run, UncertaintyOptions own) : ISchedule
{

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ReadOnlySpan<double> logVariances = LogVariances(observed, weights.Length);
        for (int k = 0; k < weights.Length; k++)
            weights[k] = Math.Exp(-logVariances[k]);
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed)
    {
        Span<double> logVariances = LogVariances(observed, losses.Length);
        for (int k = 0; k < losses.Length; k++)
            if (!double.IsNaN(losses[k]))
                logVariances[k] -= own.Rate * (0.5 - (Math.Exp(-logVariances[k]) * losses[k]));
    }

    private static Span<double> LogVariances(Observations observed, int taskCount) =>
        observed.State("uncertainty/logVariances", taskCount).Values;
}

/// <summary>The <c>uncertainty</c> strategy: see <see cref="UncertaintySchedule"/>.</summary>
public sealed partial record UncertaintyOptions : StrategyOptions
{
    /// <summary>The learning rate of the log variances.</summary>
    [Within("(0, inf)")]
    public double Rate { get; init; } = 0.0025; // Kendall et al. 2018 train model and variances at this one rate.

    /// <inheritdoc/>
    public override string Name => "uncertainty";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new UncertaintySchedule(run, this);
}
