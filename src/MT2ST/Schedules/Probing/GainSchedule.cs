using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Settings;

namespace MT2ST;

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
internal sealed class GainSchedule(ScheduleContext run, GainOptions own) : ISchedule, IProbePolicy
{
    private readonly ProbeCalendar _calendar = new(run.ProbeShare);
    private readonly Plateau _plateau = new(own.Window, own.SteepGain);
    private readonly Harm _harm = new(run.HarmMargin);

    /// <inheritdoc/>
    IProbePolicy? ISchedule.Probing => run.Auxiliaries.Count > 0 ? this : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights[0] = 1;
        for (int k = 1; k < weights.Length; k++)
            weights[k] = IsOn(k, observed) ? 1 : 0;
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public ProbeRequest? NextProbe(Progress progress, Observations observed)
    {
        int tested = NextInTurn(observed);
        if (tested == 0 || !_calendar.IsDue(observed))
            return null;
        double[] weights = new double[1 + run.Auxiliaries.Count];
        SetWeights(progress, observed, weights);
        weights[tested] = IsOn(tested, observed) ? 0 : run.Auxiliaries[tested - 1].Gamma0;
        return _plateau.IsSteep(observed.Points)
            ? ProbeRequest.OfSameEpochs(observed, weights, tested)
            : ProbeRequest.OfSameCost(observed, weights, tested);
    }

    /// <inheritdoc/>
    public bool AdoptsLastProbe(Observations observed)
    {
        Probe last = observed.Probes[^1];
        return IsOn(last.Auxiliary, observed) == last.RanIt; // What it tried is what runs from now on.
    }

    /// <inheritdoc/>
    public bool WantsMark(Progress progress, Observations observed) => NextInTurn(observed) > 0 && _calendar.WantsMark(observed, atStart: true);

    /// <inheritdoc/>
    public bool IsOff(int auxiliary, Observations observed) => !IsOn(auxiliary, observed);

    private int NextInTurn(Observations observed) =>
        ProbeCalendar.NextInTurn(observed, run.Auxiliaries.Count, k => !_harm.IsShown(k, observed));

    /// <summary>Whether an auxiliary runs, from all probes of it so far.</summary>
    private bool IsOn(int auxiliary, Observations observed)
    {
        if (_harm.IsShown(auxiliary, observed))
            return false;
        for (int i = observed.Probes.Count - 1; i >= 0; i--)
        {
            Probe probe = observed.Probes[i];
            if (probe.Auxiliary == auxiliary && probe.HasEqualCost && Math.Abs(probe.Advantage) > own.Margin)
                return probe.Advantage > 0;
        }
        return true;
    }
}

/// <summary>The <c>gain</c> strategy: see <see cref="GainSchedule"/>.</summary>
public sealed partial record GainOptions : StrategyOptions
{
    /// <summary>The last share of the cost over which the rise of dev quality is looked at.</summary>
    [Within("(0, 1)")]
    public double Window { get; init; } = 0.25;

    /// <summary>The rise over the window, in the quality's unit, at and above which an auxiliary is judged by harm alone, not by cost.</summary>
    [Within("[0, inf)")]
    public double SteepGain { get; init; } = 0.01;

    /// <summary>How much better, in the quality's unit, the other side must be at equal cost for an auxiliary to go on or off.</summary>
    [Within("[0, inf)")]
    public double Margin { get; init; } = 0.01;

    /// <inheritdoc/>
    public override string Name => "gain";

    /// <inheritdoc/>
    public override bool Probes => true;

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new GainSchedule(run, this);
}
