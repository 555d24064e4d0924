namespace MT2ST.Schedules;

/// <summary>Diminish: the weight of each auxiliary fades while training runs.</summary>
/// <remarks>
/// gamma_k(t) = gamma_k0 exp(-eta_k t^nu_k), with t in primary epochs (Liu and Yu, arXiv 2406.18038, equations 5 and 8).
/// </remarks>
public sealed class DiminishSchedule(ScheduleOptions options) : ISchedule
{
    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner { get; } = options.Joint ? new SumCombiner() : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ArgumentNullException.ThrowIfNull(progress);
        double t = progress.Epoch;
        weights[0] = 1;
        for (int k = 0; k < options.Auxiliaries.Count; k++)
        {
            AuxiliaryWeight auxiliary = options.Auxiliaries[k];
            weights[1 + k] = auxiliary.Gamma0 * Math.Exp(-auxiliary.Eta * Math.Pow(t, auxiliary.Nu));
        }
    }
}
