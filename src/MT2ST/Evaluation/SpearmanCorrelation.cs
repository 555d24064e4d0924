namespace MT2ST.Evaluation;

/// <summary>Spearman's rank correlation.</summary>
internal static class SpearmanCorrelation
{
    /// <summary>The rank correlation of two lists in [-1, 1]; NaN for fewer than two pairs or if one list is constant.</summary>
    /// <param name="x">Values, NaN excluded.</param>
    /// <param name="y">Values parallel to <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <remarks>
    /// Pearson's correlation of the ranks, ties by their mean rank (Spearman 1904; Kendall 1948, chapter 3). The shorter
    /// formula 1 - 6 sum d^2 / (n^3 - n) holds only without ties and is not used.
    /// </remarks>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"There are {x.Length} values against {y.Length}; expected pairs.", nameof(y));
        return PearsonCorrelation.Of(MeanRanks(x), MeanRanks(y));
    }

    /// <summary>The rank of each value, 1 for the least; equal values share the mean of their ranks.</summary>
    private static double[] MeanRanks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            for (int i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0; // The mean of the ranks start + 1 .. end.
        }
        return ranks;
    }
}
