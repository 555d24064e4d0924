namespace MT2ST.Tasks.Classification;

/// <summary>The probability above which a text gets a label that is one of several.</summary>
internal static class LabelThreshold
{
    /// <summary>The threshold where nothing says otherwise.</summary>
    public const double Usual = 0.5;

    private const double Least = 0.05; // Below it, and above 1 - it, a few odd texts would decide.

    /// <summary>The threshold of the highest micro F1, 2 TP / (predicted + true), over texts and their labels.</summary>
    /// <remarks>Rare labels are seldom sure, so it lies below a half: for probabilities that hold, at half of the F1 reached (Lipton et al. 2014).</remarks>
    /// <param name="probabilities">Of each text and label.</param>
    /// <param name="isTrue">Whether the text has the label, of the same length.</param>
    public static double OfBestF1(double[] probabilities, bool[] isTrue)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length)];
        Array.Sort([.. probabilities.Select(probability => -probability)], order);
        double all = isTrue.Count(value => value), best = 0, threshold = Usual;
        int found = 0;
        for (int predicted = 1; predicted < order.Length; predicted++)
        {
            found += isTrue[order[predicted - 1]] ? 1 : 0;
            double before = probabilities[order[predicted - 1]], next = probabilities[order[predicted]], middle = (before + next) / 2, f1 = 2 * found / (predicted + all);
            if (f1 <= best || next >= before || middle is < Least or > 1 - Least)
                continue;
            (best, threshold) = (f1, middle);
        }
        return threshold;
    }
}
