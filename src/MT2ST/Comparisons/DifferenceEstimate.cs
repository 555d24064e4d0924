using MT2ST.Evaluation;

namespace MT2ST.Comparisons;

/// <summary>How much better a quality is than a baseline's, paired by seed, in the quality's unit.</summary>
public sealed record DifferenceEstimate
{
    /// <summary>The mean difference; above 0 it is better than the baseline.</summary>
    public required double Mean { get; init; }

    /// <summary>The lower end of the interval; null below <see cref="PairedInterval.MinimumSeedCount"/> seeds.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval; null below <see cref="PairedInterval.MinimumSeedCount"/> seeds.</summary>
    public double? High { get; init; }

    /// <summary>The confidence level of the interval, in (0, 1).</summary>
    public double Level { get; init => field = value > 0 ? value : PairedInterval.UsualLevel; } = PairedInterval.UsualLevel; // 0 in results of versions that did not write it.

    /// <summary>Estimates the difference from qualities paired by seed.</summary>
    /// <param name="qualities">The qualities, one a seed, greater is better.</param>
    /// <param name="baselines">The baseline's with the same seeds.</param>
    /// <param name="level">The interval's confidence level, in (0, 1).</param>
    /// <returns>Null where there is no pair, or a quality is missing or not finite.</returns>
    /// <exception cref="ArgumentException">The lists are of different length.</exception>
    public static DifferenceEstimate? FromPairs(IReadOnlyList<double?> qualities, IReadOnlyList<double?> baselines, double level = PairedInterval.UsualLevel)
    {
        ArgumentNullException.ThrowIfNull(qualities);
        ArgumentNullException.ThrowIfNull(baselines);
        if (qualities.Count != baselines.Count)
            throw new ArgumentException($"{qualities.Count} qualities cannot be paired with {baselines.Count} of the baseline.", nameof(baselines));
        double[] differences = [.. qualities.Zip(baselines, (quality, baseline) => quality - baseline ?? double.NaN)];
        if (differences.Length == 0 || !differences.All(double.IsFinite))
            return null;
        PairedInterval? interval = PairedInterval.OfDifferences(differences, level);
        return new DifferenceEstimate { Mean = differences.Average(), Low = interval?.Low, High = interval?.High, Level = level };
    }
}
