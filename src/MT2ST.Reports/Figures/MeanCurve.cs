using MT2ST.Comparisons;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Figures;

/// <summary>The mean over seeds of a row's curves, evaluation by evaluation.</summary>
internal static class MeanCurve
{
    /// <summary>
    /// The means with the least and the greatest value at each evaluation. A run that has ended stays at its last point, so
    /// that the mean does not jump there and ends at the mean of the runs' ends.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="x">The value along the x axis.</param>
    /// <param name="y">The value at a point of a run's curve; null for none.</param>
    /// <param name="text">A point in words: x, the mean, and the spread if there is one.</param>
    public static IReadOnlyList<LinePoint> Of(StrategyResult row, Func<CurvePoint, double> x, Func<RunResult, int, double?> y, Func<double, string, string> text)
    {
        RunResult[] runs = [.. row.Runs.Where(run => run.Curve.Count > 0)];
        List<LinePoint> points = [];
        for (int i = 0; i < runs.Select(run => run.Curve.Count).DefaultIfEmpty(0).Max(); i++)
        {
            List<double> xs = [], ys = [];
            foreach (RunResult run in runs)
            {
                int point = Math.Min(i, run.Curve.Count - 1);
                if (y(run, point) is { } value && double.IsFinite(value))
                {
                    xs.Add(x(run.Curve[point]));
                    ys.Add(value);
                }
            }
            if (ys.Count > 0)
                points.Add(new LinePoint(xs.Average(), ys.Average(), ys.Min(), ys.Max(), text(xs.Average(), Spread(ys))));
        }
        return points;
    }

    private static string Spread(List<double> values) => values.Min() < values.Max()
        ? FormattableString.Invariant($"{values.Average():0.0000} ({values.Min():0.0000} to {values.Max():0.0000})")
        : FormattableString.Invariant($"{values.Average():0.0000}");
}
