namespace MT2ST.Evaluation;

/// <summary>Pearson's correlation.</summary>
internal static class PearsonCorrelation
{
    /// <summary>The linear correlation of two lists in [-1, 1]; NaN for fewer than two pairs or if one list is constant.</summary>
    /// <param name="x">Values, NaN excluded.</param>
    /// <param name="y">Values parallel to <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"There are {x.Length} values against {y.Length}; expected pairs.", nameof(y));
        if (x.Length < 2)
            return double.NaN;
        (double meanX, double meanY) = (TensorPrimitives.Sum(x) / x.Length, TensorPrimitives.Sum(y) / y.Length);
        double xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1) : double.NaN;
    }
}
