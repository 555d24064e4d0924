namespace MT2ST.Evaluation;

/// <summary>How well predicted labels agree with the actual ones.</summary>
public static class LabelMetrics
{
    /// <summary>The share of predictions that are right, in [0, 1]; NaN where nothing is labelled.</summary>
    /// <param name="predicted">The predicted label ids.</param>
    /// <param name="actual">The actual label ids, parallel; -1 for an example without one, which is not counted.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Accuracy(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual)
    {
        CheckParallel(predicted, actual);
        long labelled = 0, right = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (actual[i] < 0)
                continue;
            labelled++;
            if (predicted[i] == actual[i])
                right++;
        }
        return labelled > 0 ? (double)right / labelled : double.NaN;
    }

    /// <summary>The mean F1 of the classes in [0, 1], each class counting alike; NaN where nothing is labelled.</summary>
    /// <param name="predicted">The predicted label ids, in [0, <paramref name="classCount"/>).</param>
    /// <param name="actual">The actual label ids, parallel; -1 for an example without one, which is not counted.</param>
    /// <param name="classCount">The number of classes C.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not below <paramref name="classCount"/>.</exception>
    /// <remarks>
    /// F1 = 2 TP / (2 TP + FP + FN), averaged over the classes that occur in the predictions or in the actual labels
    /// (the mean of the F1s, not the F1 of mean precision and recall: Opitz and Burst 2019).
    /// </remarks>
    public static double MacroF1(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount)
    {
        CheckParallel(predicted, actual);
        var right = new long[classCount];
        var occurrences = new long[classCount]; // As predicted and as actual: 2 TP + FP + FN.
        for (int i = 0; i < actual.Length; i++)
        {
            if (actual[i] < 0)
                continue;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual[i], classCount, nameof(actual));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted[i], (uint)classCount, nameof(predicted));
            occurrences[actual[i]]++;
            occurrences[predicted[i]]++;
            if (predicted[i] == actual[i])
                right[actual[i]]++;
        }
        return MeanF1(right, occurrences);
    }

    private static double MeanF1(long[] right, long[] occurrences)
    {
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < right.Length; label++)
        {
            if (occurrences[label] == 0)
                continue;
            sum += 2.0 * right[label] / occurrences[label];
            classes++;
        }
        return classes > 0 ? sum / classes : double.NaN;
    }

    private static void CheckParallel(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual)
    {
        if (predicted.Length != actual.Length)
            throw new ArgumentException($"There are {predicted.Length} predictions for {actual.Length} labels.", nameof(predicted));
    }
}
