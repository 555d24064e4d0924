namespace MT2ST.Schedules;

/// <summary>Switch at a point that the run finds by itself: once the auxiliaries add nothing more for what they cost.</summary>
/// <remarks>
/// Liu and Yu (arXiv 2406.18038, equation 12) leave T_switch to the user; this rule is ours. While dev quality rises fast
/// (<see cref="Plateau"/>) all tasks run. Then, from parameters marked on the way, the primary alone is trained aside for the
/// cost that all tasks took since (<see cref="ProbeCalendar"/>). Once it comes within <c>margin</c> of their dev quality, the
/// run goes on from the primary's side of the comparison, and the auxiliaries are not run any more.
/// </remarks>
public sealed class AutoSwitchSchedule : ISchedule, IProbing
{
    private const double ProbeLength = 0.025; // Of the cost so far. Longer ones cost more than they tell: docs/results.md, "When to switch".

    private readonly ScheduleOptions _options;
    private readonly AutoSwitchOptions _own;
    private readonly ProbeCalendar _calendar;
    private readonly Plateau _plateau;

    /// <summary>Creates the strategy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AutoSwitchSchedule(ScheduleOptions options, AutoSwitchOptions own)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(own);
        own.Validate();
        _options = options;
        _own = own;
        _calendar = new ProbeCalendar(options.ProbeShare, ProbeLength);
        _plateau = new Plateau(own.Window, own.SteepGain);
    }

    /// <inheritdoc/>
    public bool UsesAuxiliaries => true;

    /// <inheritdoc/>
    public IProbing? Probing => _options.Auxiliaries.Count > 0 ? this : null;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => _options.JointCombiner;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Fill(HasSwitched(observed) ? 0 : 1);
        weights[0] = 1;
        _options.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        if (HasSwitched(observed) || !_calendar.IsDue(observed))
            return null;
        double[] primaryAlone = new double[1 + _options.Auxiliaries.Count];
        primaryAlone[0] = 1;
        return ProbeRequest.OfSameCost(observed, primaryAlone, auxiliary: 0);
    }

    /// <inheritdoc/>
    public bool AdoptsLastProbe(Observations observed) => HasSwitched(observed);

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return !HasSwitched(observed) && !_plateau.IsSteep(observed.Points) && _calendar.WantsMark(observed, atStart: false);
    }

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed) => HasSwitched(observed);

    private bool HasSwitched(Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        // What it adopts ends the probing, so that only the last one can have been the reason.
        return observed.Probes.Count > 0 && observed.Probes[^1].Advantage <= _own.Margin;
    }
}
