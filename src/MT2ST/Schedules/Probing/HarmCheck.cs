namespace MT2ST.Schedules.Probing;

/// <summary>Another strategy, whose auxiliaries are switched off if probes show that they harm the primary.</summary>
/// <remarks>
/// The auxiliaries take turns: from parameters marked earlier, the primary is trained aside without one of them for as many
/// epochs (<see cref="ProbeCalendar"/>). If its dev quality is then better (<see cref="Harm"/>), that auxiliary no longer runs,
/// and the run goes on from the side without it.
/// </remarks>
/// <param name="inner">The strategy, which must not probe by itself.</param>
/// <param name="run">Margins and the share of probes.</param>
internal sealed class HarmCheck(ISchedule inner, ScheduleContext run) : ISchedule, IProbePolicy
{
    private readonly ProbeCalendar _calendar = new(run.ProbeShare);
    private readonly Harm _harm = new(run.HarmMargin);

    /// <inheritdoc/>
    public bool Learns => inner.Learns;

    /// <inheritdoc/>
    IProbePolicy? ISchedule.Probing => this;

    /// <inheritdoc/>
    IGradientCombiner? ISchedule.Combiner(Progress progress) => inner.Combiner(progress);

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) => inner.Learn(progress, losses, observed);

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        inner.SetWeights(progress, observed, weights);
        if (observed.Probes.Count == 0)
            return;
        for (int k = 1; k < weights.Length; k++)
            if (weights[k] > 0 && _harm.IsShown(k, observed))
                weights[k] = 0;
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        if (!_calendar.IsDue(observed))
            return null;
        double[] weights = new double[progress.TaskCount];
        SetWeights(progress, observed, weights);
        int tested = ProbeCalendar.NextInTurn(observed, weights.Length - 1, k => weights[k] > 0);
        if (tested == 0 || weights[0] == 0) // While the primary does not run, there is nothing to harm.
            return null;
        weights[tested] = 0;
        return ProbeRequest.OfSameEpochs(observed, weights, tested);
    }

    /// <inheritdoc/>
    public bool AdoptsLastProbe(Observations observed) => _harm.IsShown(observed.Probes[^1].Auxiliary, observed);

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed)
    {
        double[] weights = new double[progress.TaskCount];
        SetWeights(progress, observed, weights);
        return weights[0] > 0 && weights.AsSpan(1).ContainsAnyExcept(0) && _calendar.WantsMark(observed, atStart: true);
    }

    /// <inheritdoc/>
    SwitchTime? ISchedule.PendingSwitch(int auxiliary, Progress progress, Observations observed) =>
        IsOff(auxiliary, observed) ? null : inner.PendingSwitch(auxiliary, progress, observed);

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed) => _harm.IsShown(auxiliary, observed);
}
