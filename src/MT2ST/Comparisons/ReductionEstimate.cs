using MT2ST.Evaluation;

namespace MT2ST.Comparisons;

/// <summary>A reduction of cost against a baseline, 1 - t/t0: 0.74 is 74 % less; below 0 it is an increase.</summary>
public sealed record ReductionEstimate
{
    /// <summary>The reduction, from the mean over seeds of log(t/t0).</summary>
    public required double Mean { get; init; }

    /// <summary>The lower end of the interval; null below <see cref="PairedInterval.MinimumSeedCount"/> seeds.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval; null below <see cref="PairedInterval.MinimumSeedCount"/> seeds.</summary>
    public double? High { get; init; }

    /// <summary>
    /// Whether the reduction is at least this: the baseline missed the target in some seed, and its whole cost stands in.
    /// </summary>
    public bool IsLowerBound { get; init; }

    /// <summary>The confidence level of the interval, in (0, 1).</summary>
    public double Level { get; init => field = value > 0 ? value : PairedInterval.UsualLevel; } = PairedInterval.UsualLevel; // 0 in results of versions that did not write it.

    /// <summary>Estimates the reduction from costs paired by seed.</summary>
    /// <remarks>1 - exp(m) with m the mean log ratio; the interval is that of <see cref="PairedInterval.OfReduction"/>.</remarks>
    /// <param name="costs">The costs, one a seed.</param>
    /// <param name="baselineCosts">The baseline's costs of the same seeds.</param>
    /// <param name="isLowerBound">See <see cref="IsLowerBound"/>.</param>
    /// <param name="level">The interval's confidence level, in (0, 1).</param>
    /// <returns>Null where there is no pair, or a cost is not greater than 0 and so has no logarithm.</returns>
    /// <exception cref="ArgumentException">The lists are of different length.</exception>
    public static ReductionEstimate? FromPairs(IReadOnlyList<double> costs, IReadOnlyList<double> baselineCosts, bool isLowerBound, double level = PairedInterval.UsualLevel)
    {
        if (costs.Count != baselineCosts.Count)
            throw new ArgumentException($"{costs.Count} costs cannot be paired with {baselineCosts.Count} of the baseline.", nameof(baselineCosts));
        double[] logRatios = [.. costs.Zip(baselineCosts, (cost, baseline) => Math.Log(cost / baseline))];
        if (logRatios.Length == 0 || !logRatios.All(double.IsFinite))
            return null;
        PairedInterval? interval = PairedInterval.OfReduction([.. costs], [.. baselineCosts], level);
        return new ReductionEstimate
        {
            Mean = 1 - Math.Exp(logRatios.Average()),
            Level = level,
            Low = interval?.Low,
            High = interval?.High,
            IsLowerBound = isLowerBound,
        };
    }
}
