namespace MT2ST.Schedules;

/// <summary>When a run is probed: at costs that grow by a factor, so that probes stay a small share of the work however long it takes.</summary>
/// <remarks>
/// A mark is set before the first step, and whenever the cost is <paramref name="growth"/> times that of the mark before. The
/// probe follows once the run has spent <paramref name="share"/> of the mark's cost, at the next evaluation at the earliest.
/// </remarks>
/// <param name="share">The length of a probe as a share of the cost before it, above 0.</param>
/// <param name="growth">The cost at a mark by that at the mark before it, above 1.</param>
internal sealed class ProbeCalendar(double share, double growth)
{
    /// <summary>Whether to mark the parameters now.</summary>
    public bool WantsMark(Observations observed)
    {
        if (observed.Mark is not { } mark)
            return true;
        return IsProbed(observed, mark) && observed.Points[^1].Cost >= growth * observed.Points[mark].Cost;
    }

    /// <summary>Whether the run has come far enough since the mark for a probe from there, and none was run yet.</summary>
    public bool IsDue(Observations observed) =>
        observed.Mark is { } mark
        && observed.Points.Count - 1 > mark
        && !IsProbed(observed, mark)
        && observed.Points[^1].Cost >= (1 + share) * observed.Points[mark].Cost;

    private static bool IsProbed(Observations observed, int mark) =>
        observed.Probes.Count > 0 && observed.Probes[^1].From == mark;
}
