using System.Text.Json.Serialization;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Statistics;

/// <summary>A reduction of cost against a baseline, 1 - t/t0: 0.74 is 74 % less; below 0 it is an increase.</summary>
public sealed record ReductionEstimate : PairedEstimate
{
    /// <summary>
    /// Whether this is a lower bound: the baseline missed the target with some seed, and its whole cost is used instead.
    /// </summary>
    [JsonPropertyOrder(1)]
    public bool IsLowerBound { get; init; }

    /// <summary>Estimates the reduction from costs paired by seed.</summary>
    /// <remarks>
    /// With the t interval [l, h] of log(t/t0) around its mean m, the reduction is 1 - e^m in [1 - e^h, 1 - e^l]: ratios
    /// are averaged as logs, so that half and double cancel.
    /// </remarks>
    /// <param name="costs">The costs, one per seed.</param>
    /// <param name="baselineCosts">The baseline's costs of the same seeds.</param>
    /// <param name="isLowerBound">See <see cref="IsLowerBound"/>.</param>
    /// <param name="level">The interval's confidence level, in (0, 1).</param>
    /// <returns>Null if there is no pair, or a cost is not greater than 0 and so has no logarithm.</returns>
    /// <exception cref="ArgumentException">The lists are of different length.</exception>
    public static ReductionEstimate? FromPairs(IReadOnlyList<double> costs, IReadOnlyList<double> baselineCosts, bool isLowerBound, double level = UsualLevel)
    {
        if (costs.Count != baselineCosts.Count)
            throw new ArgumentException($"{costs.Count} costs cannot be paired with {baselineCosts.Count} of the baseline.", nameof(baselineCosts));
        PairedEstimate? log = OfDifferences([.. costs.Zip(baselineCosts, (cost, baseline) => Math.Log(cost / baseline))], level);
        return log is null ? null : new ReductionEstimate
        {
            Mean = 1 - Math.Exp(log.Mean),
            Low = log.High is { } high ? 1 - Math.Exp(high) : null,
            High = log.Low is { } low ? 1 - Math.Exp(low) : null,
            Level = level,
            IsLowerBound = isLowerBound,
        };
    }
}
