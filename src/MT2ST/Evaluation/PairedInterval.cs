namespace MT2ST.Evaluation;

/// <summary>The mean of paired differences over seeds with its t interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public sealed record PairedInterval(double Mean, double Low, double High)
{
    /// <summary>The fewest seeds that give an interval; below, the t interval is too wide and its assumptions too weak to print.</summary>
    public const int MinimumSeedCount = 5;

    /// <summary>The confidence level where none is asked for.</summary>
    public const double UsualLevel = 0.95;

    /// <summary>The mean of differences and its interval; null below <see cref="MinimumSeedCount"/> seeds.</summary>
    /// <param name="differences">One difference a seed, all finite.</param>
    /// <param name="level">The confidence level, in (0, 1).</param>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    /// <remarks>mean +- t(1 - (1 - level) / 2; n - 1) s / sqrt(n), s the sample's standard deviation (Student 1908).</remarks>
    public static PairedInterval? OfDifferences(ReadOnlySpan<double> differences, double level = UsualLevel)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a confidence level in (0, 1).");
        foreach (double difference in differences)
        {
            if (!double.IsFinite(difference))
                throw new ArgumentException($"Found a difference of {difference}, expected finite ones.", nameof(differences));
        }
        if (differences.Length < MinimumSeedCount)
            return null;
        double mean = Average(differences);
        double halfWidth = StudentT.Quantile(1 - ((1 - level) / 2), differences.Length - 1) * StandardError(differences, mean);
        return new PairedInterval(mean, mean - halfWidth, mean + halfWidth);
    }

    /// <summary>
    /// The reduction 1 - cost / baseline, by the mean log ratio of paired seeds; null below <see cref="MinimumSeedCount"/> seeds.
    /// </summary>
    /// <param name="costs">One cost (time, multiply-adds) a seed, above 0.</param>
    /// <param name="baselines">The baseline's cost with the same seeds, above 0.</param>
    /// <param name="level">The confidence level, in (0, 1).</param>
    /// <exception cref="ArgumentException">The lengths differ, or a cost is not above 0 and finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    /// <remarks>
    /// With the t interval [l, h] of ln(cost / baseline) around m, the reduction is 1 - e^m in [1 - e^h, 1 - e^l]: ratios
    /// are averaged as logs, so that half and double cancel.
    /// </remarks>
    public static PairedInterval? OfReduction(ReadOnlySpan<double> costs, ReadOnlySpan<double> baselines, double level = UsualLevel)
    {
        if (costs.Length != baselines.Length)
            throw new ArgumentException($"There are {costs.Length} costs for {baselines.Length} baselines; expected one of each a seed.", nameof(costs));
        var logRatios = new double[costs.Length];
        for (int seed = 0; seed < costs.Length; seed++)
        {
            if (!(costs[seed] > 0 && baselines[seed] > 0))
                throw new ArgumentException($"Found the costs {costs[seed]} and {baselines[seed]}, expected both above 0.", nameof(costs));
            logRatios[seed] = Math.Log(costs[seed] / baselines[seed]);
        }
        return OfDifferences(logRatios, level) is { } log
            ? new PairedInterval(1 - Math.Exp(log.Mean), 1 - Math.Exp(log.High), 1 - Math.Exp(log.Low))
            : null;
    }

    private static double StandardError(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1) / values.Length);
    }

    private static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
