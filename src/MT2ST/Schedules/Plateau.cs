namespace MT2ST.Schedules;

/// <summary>Tells whether a run's dev quality still rises fast.</summary>
/// <remarks>
/// With s(i) the mean of evaluations i and i - 1 and S(C) the greatest s up to cost C: the rise is steep while
/// S(C) - S((1 - window) C) >= gain. While it is, comparing by cost would favour whatever trains the primary most, which only
/// brings forward what comes anyway.
/// </remarks>
/// <param name="window">The last share of the cost that counts, in (0, 1).</param>
/// <param name="gain">The least rise over it that is steep, in the quality's unit.</param>
internal sealed class Plateau(double window, double gain)
{
    private const int LeastPoints = 4; // Two smoothed ones and the start, which is chance.

    /// <summary>Whether the rise is steep; true as long as there is too little to tell.</summary>
    public bool IsSteep(IReadOnlyList<EvaluationPoint> points)
    {
        double before = double.NegativeInfinity, best = double.NegativeInfinity;
        for (int i = 2; i < points.Count; i++) // The first point is before any step.
        {
            best = Math.Max(best, (points[i].Dev + points[i - 1].Dev) / 2);
            if (points[i].Cost <= (1 - window) * points[^1].Cost)
                before = best;
        }
        return points.Count < LeastPoints || best - before >= gain;
    }
}
