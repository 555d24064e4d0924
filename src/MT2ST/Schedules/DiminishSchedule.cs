namespace MT2ST.Schedules;

/// <summary>Diminish: the weight of each auxiliary fades while training runs.</summary>
/// <remarks>
/// gamma_k(t) = gamma_k0 exp(-eta_k t^nu_k), with t in primary epochs (Liu and Yu, arXiv 2406.18038, equations 5 and 8), or
/// another shape of the fade in the same u = eta_k t^nu_k: see <see cref="FadeShape"/>.
/// </remarks>
public sealed class DiminishSchedule(ScheduleOptions options) : ISchedule
{
    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public bool WeighsEachAlone => true;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => options.JointCombiner;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ArgumentNullException.ThrowIfNull(progress);
        double t = progress.Epoch;
        weights[0] = 1;
        for (int k = 0; k < options.Auxiliaries.Count; k++)
        {
            AuxiliaryWeight auxiliary = options.Auxiliaries[k];
            weights[1 + k] = auxiliary.Gamma0 * Share(auxiliary.Shape, auxiliary.Eta * Math.Pow(t, auxiliary.Nu));
        }
    }

    private static double Share(FadeShape shape, double u) => shape switch
    {
        FadeShape.Linear => Math.Max(0, 1 - u),
        FadeShape.Cosine => (1 + Math.Cos(Math.PI * Math.Min(1, u))) / 2,
        FadeShape.Step => Math.Pow(2, -Math.Floor(u)),
        _ => Math.Exp(-u),
    };
}
