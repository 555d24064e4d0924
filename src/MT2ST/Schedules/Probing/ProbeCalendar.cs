namespace MT2ST.Schedules.Probing;

/// <summary>Decides when a run is probed, so that probes stay a small share of its work.</summary>
/// <remarks>
/// Let C(i) be the cost at evaluation i and P that of all probes so far. Parameters are marked at i if
/// P + C(i) - C(i - 1) &lt;= share C(i): the next probe takes about the cost between two evaluations. It is due at
/// the first evaluation j with C(j) - C(mark) >= length C(mark). A first mark before any step is always allowed, since an
/// auxiliary that harms does so from the start: probes then cost at most the share plus the cost up to the first evaluation.
/// </remarks>
/// <param name="share">The greatest share of probes in the work, in (0, 1).</param>
/// <param name="length">The least length of a probe as a share of the cost before it; half of what <paramref name="share"/> allows by default.</param>
internal sealed class ProbeCalendar(double share, double length = 0.05)
{
    /// <summary>Whether to mark the parameters now. Asked while no probe is under way.</summary>
    /// <param name="observed">What the run measured.</param>
    /// <param name="atStart">Whether the parameters before the first step are marked.</param>
    public bool WantsMark(Observations observed, bool atStart)
    {
        IReadOnlyList<EvaluationPoint> points = observed.Points;
        if (points.Count == 1)
            return atStart;
        if (observed.Mark is { } mark && !IsProbed(observed, mark))
            return false;
        double spent = observed.Probes.Sum(probe => probe.Cost);
        return spent + points[^1].Cost - points[^2].Cost <= share * points[^1].Cost;
    }

    /// <summary>Whether the run is far enough past the mark for a probe from there, and none was run yet.</summary>
    public bool IsDue(Observations observed) =>
        observed.Mark is { } mark
        && observed.Points.Count - 1 > mark
        && !IsProbed(observed, mark)
        && observed.Points[^1].Cost >= (1 + length) * observed.Points[mark].Cost;

    /// <summary>The auxiliary to test next, from 1: they take turns; 0 if none can be tested.</summary>
    /// <param name="observed">What the run measured.</param>
    /// <param name="count">How many auxiliaries there are.</param>
    /// <param name="canBeTested">Whether one takes part.</param>
    public static int NextInTurn(Observations observed, int count, Func<int, bool> canBeTested)
    {
        int last = observed.Probes.Count > 0 ? observed.Probes[^1].Auxiliary : 0;
        return Enumerable.Range(0, count).Select(step => 1 + ((last + step) % count)).FirstOrDefault(canBeTested);
    }

    private static bool IsProbed(Observations observed, int mark) => observed.Probes.Count > 0 && observed.Probes[^1].From == mark;
}
