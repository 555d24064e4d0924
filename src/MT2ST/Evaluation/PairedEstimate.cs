namespace MT2ST.Evaluation;

/// <summary>The mean of differences paired by seed, with its t interval if there are enough seeds.</summary>
public record PairedEstimate
{
    /// <summary>The fewest seeds that give an interval; with fewer, the t interval is too wide and its assumptions too weak.</summary>
    public const int MinimumSeedCount = 5;

    /// <summary>The default confidence level.</summary>
    public const double UsualLevel = 0.95;

    /// <summary>The mean.</summary>
    public required double Mean { get; init; }

    /// <summary>The lower end of the interval; null below <see cref="MinimumSeedCount"/> seeds.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval; null below <see cref="MinimumSeedCount"/> seeds.</summary>
    public double? High { get; init; }

    /// <summary>The confidence level of the interval, in (0, 1).</summary>
    public double Level { get; init => field = value > 0 ? value : UsualLevel; } = UsualLevel; // 0 in results of versions that did not write it.

    /// <summary>Estimates the mean of differences.</summary>
    /// <param name="differences">One difference per seed.</param>
    /// <param name="level">The confidence level, in (0, 1).</param>
    /// <returns>Null if there is no difference, or one is not finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    /// <remarks>mean +- t(1 - (1 - level) / 2; n - 1) s / sqrt(n), s the sample's standard deviation (Student 1908).</remarks>
    public static PairedEstimate? OfDifferences(IReadOnlyList<double> differences, double level = UsualLevel)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a confidence level in (0, 1).");
        int count = differences.Count;
        if (count == 0 || !differences.All(double.IsFinite))
            return null;
        double mean = differences.Average();
        if (count < MinimumSeedCount)
            return new PairedEstimate { Mean = mean, Level = level };
        double variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (count - 1);
        double halfWidth = StudentT.Quantile(1 - ((1 - level) / 2), count - 1) * Math.Sqrt(variance / count);
        return new PairedEstimate { Mean = mean, Low = mean - halfWidth, High = mean + halfWidth, Level = level };
    }
}
