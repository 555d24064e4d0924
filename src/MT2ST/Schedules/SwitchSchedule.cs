namespace MT2ST.Schedules;

/// <summary>Switch: all auxiliaries until the switch point, then the primary alone.</summary>
/// <remarks>
/// gamma_k(t) = gamma_k0 1[t &lt; T_switch], with t in primary epochs (Liu and Yu, arXiv 2406.18038, equations 11 and 12). An
/// auxiliary may have a switch point of its own.
/// </remarks>
public sealed class SwitchSchedule(ScheduleOptions options) : ISchedule
{
    private readonly double _switchPoint = options.SwitchPoint ?? options.PlannedEpochs / 2; // docs/results.md, "Defaults".

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
        weights[0] = 1;
        for (int k = 0; k < options.Auxiliaries.Count; k++)
        {
            AuxiliaryWeight auxiliary = options.Auxiliaries[k];
            weights[1 + k] = progress.Epoch < (auxiliary.SwitchPoint ?? _switchPoint) ? auxiliary.Gamma0 : 0;
        }
    }
}
