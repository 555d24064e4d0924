namespace MT2ST.Schedules;

/// <summary>Another strategy, whose auxiliaries are switched off where probes show that they harm the primary.</summary>
/// <remarks>
/// From parameters marked on the way, the primary is trained aside without one auxiliary, each in turn, for as many epochs
/// (<see cref="ProbeCalendar"/>); where its dev quality is better then (<see cref="Harm"/>), that auxiliary does not run any
/// more, and the run goes on from the side without it.
/// </remarks>
public sealed class HarmCheck : ISchedule, IProbing
{
    private readonly ISchedule _inner;
    private readonly ProbeCalendar _calendar;
    private readonly Harm _harm;

    /// <summary>Checks a strategy.</summary>
    /// <param name="inner">The strategy; not one that probes by itself.</param>
    /// <param name="options">Margins and the share of probes.</param>
    public HarmCheck(ISchedule inner, ScheduleOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(options);
        _inner = inner;
        _calendar = new ProbeCalendar(options.ProbeShare);
        _harm = new Harm(options.HarmMargin);
    }

    /// <inheritdoc/>
    public bool UsesAuxiliaries => _inner.UsesAuxiliaries;

    /// <inheritdoc/>
    public bool Learns => _inner.Learns;

    /// <inheritdoc/>
    public IProbing Probing => this;

    /// <inheritdoc/>
    public IGradientCombiner? Combiner(Progress progress) => _inner.Combiner(progress);

    /// <inheritdoc/>
    public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) => _inner.Learn(progress, losses, observed);

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ArgumentNullException.ThrowIfNull(observed);
        _inner.SetWeights(progress, observed, weights);
        if (observed.Probes.Count == 0)
            return;
        for (int k = 1; k < weights.Length; k++)
            if (weights[k] > 0 && _harm.IsShown(k, observed))
                weights[k] = 0;
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(observed);
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
    public bool AdoptsLastProbe(Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return _harm.IsShown(observed.Probes[^1].Auxiliary, observed);
    }

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(progress);
        double[] weights = new double[progress.TaskCount];
        SetWeights(progress, observed, weights);
        return weights[0] > 0 && weights.AsSpan(1).ContainsAnyExcept(0) && _calendar.WantsMark(observed, atStart: true);
    }

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return _harm.IsShown(auxiliary, observed);
    }
}
