namespace MT2ST.Schedules;

/// <summary>Gain: work goes to those auxiliaries with which the primary's dev quality gains most for the cost.</summary>
/// <remarks>
/// Ours. The primary always runs; each auxiliary is on or off, all on at first. From parameters marked on the way, each in
/// turn is tried the other way (off where it is on, on where it is off) aside of the run, and a_k is the dev quality with it
/// less that without it. While dev quality rises fast (<see cref="Plateau"/>) the two sides have the same primary epochs and
/// an auxiliary is only switched off for harm (<see cref="Harm"/>), then for good: by cost the primary alone nearly always
/// looks better there, and what an auxiliary adds shows late. Afterwards they have the same cost, and an auxiliary goes on at
/// a_k &gt; margin and off at a_k &lt; -margin; between the two it stays as it is. The run goes on from the side that it chose.
/// Probes cost at most <c>probeShare</c> of the work and the way to the first evaluation (<see cref="ProbeCalendar"/>), and a
/// wrong choice is followed from one probe of an auxiliary to its next at the longest, one for harm to the end.
/// </remarks>
public sealed class GainSchedule : ISchedule, IProbing
{
    private readonly ScheduleOptions _options;
    private readonly GainOptions _own;
    private readonly ProbeCalendar _calendar;
    private readonly Plateau _plateau;
    private readonly Harm _harm;

    /// <summary>Creates the strategy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public GainSchedule(ScheduleOptions options, GainOptions own)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(own);
        own.Validate();
        _options = options;
        _own = own;
        _calendar = new ProbeCalendar(options.ProbeShare);
        _plateau = new Plateau(own.Window, own.SteepGain);
        _harm = new Harm(options.HarmMargin);
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
        weights[0] = 1;
        for (int k = 1; k < weights.Length; k++)
            weights[k] = IsOn(k, observed) ? 1 : 0;
        _options.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        int tested = NextInTurn(observed);
        if (tested == 0 || !_calendar.IsDue(observed))
            return null;
        double[] weights = new double[1 + _options.Auxiliaries.Count];
        SetWeights(progress, observed, weights);
        weights[tested] = IsOn(tested, observed) ? 0 : _options.Auxiliaries[tested - 1].Gamma0;
        return _plateau.IsSteep(observed.Points)
            ? ProbeRequest.OfSameEpochs(observed, weights, tested)
            : ProbeRequest.OfSameCost(observed, weights, tested);
    }

    /// <inheritdoc/>
    public bool AdoptsLastProbe(Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        Probe last = observed.Probes[^1];
        return IsOn(last.Auxiliary, observed) == last.RanIt; // What it tried is what runs from now on.
    }

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed) => NextInTurn(observed) > 0 && _calendar.WantsMark(observed, atStart: true);

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed) => !IsOn(auxiliary, observed);

    private int NextInTurn(Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return ProbeCalendar.NextInTurn(observed, _options.Auxiliaries.Count, k => !_harm.IsShown(k, observed));
    }

    /// <summary>Whether an auxiliary runs, from all probes of it so far.</summary>
    private bool IsOn(int auxiliary, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        if (_harm.IsShown(auxiliary, observed))
            return false;
        for (int i = observed.Probes.Count - 1; i >= 0; i--)
        {
            Probe probe = observed.Probes[i];
            if (probe.Auxiliary == auxiliary && probe.HasEqualCost && Math.Abs(probe.Advantage) > _own.Margin)
                return probe.Advantage > 0;
        }
        return true;
    }
}
