namespace MT2ST.Comparisons.Statistics;

/// <summary>
/// The smoothed dev quality of a run, which both sets and reaches targets: the mean of two successive evaluations
/// on dev half B, so that a single lucky evaluation does not count.
/// </summary>
internal static class SmoothedCurve
{
    /// <summary>The smoothed quality at a point: the mean of the point's and the one before it.</summary>
    /// <param name="curve">The run's curve.</param>
    /// <param name="point">The point, in [1, count); the first point has no predecessor.</param>
    public static double Quality(IReadOnlyList<CurvePoint> curve, int point) => 0.5 * (curve[point - 1].DevTarget + curve[point].DevTarget);

    /// <summary>The best smoothed quality of a run; negative infinity if it has fewer than two points.</summary>
    public static double Best(IReadOnlyList<CurvePoint> curve)
    {
        double best = double.NegativeInfinity;
        for (int point = 1; point < curve.Count; point++)
            best = Math.Max(best, Quality(curve, point));
        return best;
    }

    /// <summary>The first point whose smoothed quality is at least <paramref name="target"/>; null if none is.</summary>
    public static CurvePoint? FirstReaching(IReadOnlyList<CurvePoint> curve, double target) =>
        curve.Where((_, point) => point > 0 && Quality(curve, point) >= target).FirstOrDefault();
}
