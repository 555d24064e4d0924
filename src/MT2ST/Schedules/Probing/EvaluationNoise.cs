namespace MT2ST.Schedules.Probing;

/// <summary>How much evaluations differ by chance alone, estimated from a run's own curve.</summary>
internal static class EvaluationNoise
{
    private const int LeastTerms = 5;
    private const double MedianOfNormal = 0.6745; // Of |x|, x normal with standard deviation 1.

    /// <summary>The standard error of the difference of two evaluations, in the quality's unit; 0 if there are too few to tell.</summary>
    /// <remarks>
    /// Second differences d_i - 2 d_(i-1) + d_(i-2) are free of a steady rise and have the variance 6 v, v that of a single
    /// evaluation; the median of their magnitudes ignores the bend at a run's beginning: s = median / 0.6745, v = s^2 / 6, and
    /// the error is sqrt(2 v).
    /// </remarks>
    /// <param name="points">The evaluations; the first, before any step, is left out.</param>
    public static double OfDifference(IReadOnlyList<EvaluationPoint> points)
    {
        int count = points.Count - 3;
        if (count < LeastTerms)
            return 0;
        double[] magnitudes = [.. Enumerable.Range(3, count).Select(i => Math.Abs(points[i].Dev - (2 * points[i - 1].Dev) + points[i - 2].Dev)).Order()];
        double median = (magnitudes[(count - 1) / 2] + magnitudes[count / 2]) / 2;
        return median / MedianOfNormal / Math.Sqrt(3);
    }
}
