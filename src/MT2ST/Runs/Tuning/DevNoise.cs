namespace MT2ST.Runs.Tuning;

/// <summary>How large a difference between two settings on the same dev data is by chance.</summary>
internal static class DevNoise
{
    private const double OfLoss = 0.002; // A share of the loss: what seeds make of it.

    /// <summary>The standard error of a difference to a measurement.</summary>
    /// <remarks>
    /// For shares in [0, 1]: two good classifiers disagree on about half of the examples that one of them gets wrong (McNemar 1947),
    /// so the variance of the difference is (1 - a) / (2 n). For rank correlations: Fisher's (1 - r^2)^2 / n, halved since both
    /// are measured on the same pairs.
    /// </remarks>
    /// <param name="measured">The measurement.</param>
    /// <param name="documentCount">The dev documents; 0 if quality is measured on pairs of words.</param>
    public static double Of(Measurement measured, int documentCount)
    {
        double count = Math.Max(1, documentCount > 0 ? documentCount : measured.ExampleCount);
        if (measured.HigherIsBetter && measured.Sets.Count > 0)
            return (1 - (measured.Value * measured.Value)) / Math.Sqrt(2 * count);
        return measured.HigherIsBetter
            ? Math.Sqrt(Math.Max(1 / count, 1 - measured.Value) / (2 * count))
            : OfLoss * Math.Abs(measured.Value);
    }
}
