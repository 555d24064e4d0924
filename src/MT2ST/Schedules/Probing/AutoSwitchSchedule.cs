namespace MT2ST.Schedules.Probing;

/// <summary>Switch at a point that the run finds by itself: once the auxiliaries no longer add anything for their cost.</summary>
/// <remarks>
/// Liu and Yu (arXiv 2406.18038, equation 12) leave T_switch to the user; this rule is ours. While dev quality rises fast
/// (<see cref="Plateau"/>) all tasks run. Then probes start from parameters marked earlier and train the primary alone, aside,
/// for as much cost as all tasks spent since (<see cref="ProbeCalendar"/>). Once a probe comes within <c>margin</c> of their dev
/// quality, the run goes on from the probe's side, and the auxiliaries no longer run.
/// </remarks>
internal sealed class AutoSwitchSchedule(ScheduleContext run, SwitchOptions own) : ISchedule, IProbePolicy
{
    private const double ProbeLength = 0.025; // Of the cost so far. Longer probes are not worth their cost: benchmarks/experiments/ewt-costly.md

    private readonly ProbeCalendar _calendar = new(run.ProbeShare, ProbeLength);
    private readonly Plateau _plateau = new(own.Window, own.SteepGain);

    /// <inheritdoc/>
    IProbePolicy? ISchedule.Probing => run.Auxiliaries.Count > 0 ? this : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Fill(HasSwitched(observed) ? 0 : 1);
        weights[0] = 1;
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        if (HasSwitched(observed) || !_calendar.IsDue(observed))
            return null;
        double[] primaryAlone = new double[1 + run.Auxiliaries.Count];
        primaryAlone[0] = 1;
        return ProbeRequest.OfSameCost(observed, primaryAlone, auxiliary: 0);
    }

    /// <inheritdoc/>
    public bool AdoptsLastProbe(Observations observed) => HasSwitched(observed);

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed) =>
        !HasSwitched(observed) && !_plateau.IsSteep(observed.Points) && _calendar.WantsMark(observed, atStart: false);

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed) => HasSwitched(observed);

    /// <inheritdoc/>
    SwitchTime? ISchedule.PendingSwitch(int auxiliary, Progress progress, Observations observed) => HasSwitched(observed) ? null : SwitchTime.Auto;

    private bool HasSwitched(Observations observed)
    {
        // What it adopts ends the probing, so that only the last one can have been the reason.
        return observed.Probes.Count > 0 && observed.Probes[^1].Advantage <= own.Margin;
    }
}
