using System.Globalization;

namespace MT2ST.Cli.Runs;

/// <summary>A quality with its metric's name.</summary>
internal static class MetricText
{
    /// <summary>A quality as its metric writes it: <c>accuracy 0.8123</c>, <c>loss 2.3010</c> for the quality -2.301.</summary>
    /// <param name="metric">The metric's name; null if it is unknown.</param>
    /// <param name="quality">The quality, greater is better.</param>
    public static string Of(string? metric, double quality) => metric is null
        ? quality.ToString("0.0000", CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"{metric} {(metric == "loss" ? -quality : quality):0.0000}");
}
