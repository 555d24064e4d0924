namespace MT2ST.Schedules.Probing;

/// <summary>Tells whether a run's dev quality still rises fast, or may do so.</summary>
/// <remarks>
/// Ours. With A the evaluations in the last share w of the cost C, those at costs in ((1 - w) C, C], and B those in the share
/// before, ((1 - 2 w) C, (1 - w) C]: the rise is mean(A) - mean(B). Its standard error e comes from the noise of single
/// evaluations, whose variance is v = sum over n neighbours of (d_i - d_(i-1))^2 / (2 n) (von Neumann et al. 1941):
/// e = sqrt(v / |A| + v / |B|). The rise is steep unless mean(A) - mean(B) + 2 e &lt; gain: what noise hides counts as a rise.
/// While it is steep, a comparison by cost would favour the side that trains the primary most, which only brings forward
/// progress that would come anyway.
/// </remarks>
/// <param name="window">w, in (0, 1).</param>
/// <param name="gain">The least rise that is steep, in the quality's unit.</param>
internal sealed class Plateau(double window, double gain)
{
    private const double ErrorsAllowed = 2;
    private const int LeastPoints = 2; // In each window.

    /// <summary>Whether the rise is steep; true as long as there is too little to tell.</summary>
    public bool IsSteep(IReadOnlyList<EvaluationPoint> points)
    {
        double cost = points[^1].Cost, now = 0, before = 0, squaredSteps = 0;
        int countNow = 0, countBefore = 0, neighbours = 0;
        for (int i = points.Count - 1; i > 0 && points[i].Cost > (1 - (2 * window)) * cost; i--) // The first point is before any step.
        {
            bool isNow = points[i].Cost > (1 - window) * cost;
            (now, countNow) = isNow ? (now + points[i].Dev, countNow + 1) : (now, countNow);
            (before, countBefore) = isNow ? (before, countBefore) : (before + points[i].Dev, countBefore + 1);
            if (i == 1)
                break;
            squaredSteps += Math.Pow(points[i].Dev - points[i - 1].Dev, 2);
            neighbours++;
        }
        if (countNow < LeastPoints || countBefore < LeastPoints)
            return true;
        double variance = squaredSteps / (2 * neighbours);
        double error = Math.Sqrt((variance / countNow) + (variance / countBefore));
        return (now / countNow) - (before / countBefore) + (ErrorsAllowed * error) >= gain;
    }
}
