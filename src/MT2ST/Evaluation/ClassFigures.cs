namespace MT2ST.Evaluation;

/// <summary>Precision, recall and F1 of one class: a label, a tag or a type of span.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Support">How often it stands in the data: TP + FN.</param>
/// <param name="Predicted">How often it was predicted: TP + FP.</param>
/// <param name="Correct">How often both at once: TP.</param>
public sealed record ClassFigures(string Label, long Support, long Predicted, long Correct)
{
    /// <summary>TP / (TP + FP); 0 if it was never predicted.</summary>
    public double Precision => Share(Correct, Predicted);

    /// <summary>TP / (TP + FN); 0 if it never occurs.</summary>
    public double Recall => Share(Correct, Support);

    /// <summary>2 TP / (2 TP + FP + FN); 0 without either.</summary>
    public double F1 => Share(2 * Correct, Support + Predicted);

    /// <summary>The means of precision, recall and F1 over the classes that occur or are predicted.</summary>
    /// <param name="labelled">How often each class occurs.</param>
    /// <param name="predicted">How often it was predicted.</param>
    /// <param name="correct">How often both.</param>
    /// <param name="means">Receives precision, recall and F1.</param>
    internal static void Macro(ReadOnlySpan<long> labelled, ReadOnlySpan<long> predicted, ReadOnlySpan<long> correct, Span<double> means)
    {
        double precision = 0, recall = 0, f1 = 0;
        int count = 0;
        for (int c = 0; c < labelled.Length; c++)
        {
            if (labelled[c] + predicted[c] == 0)
                continue;
            precision += Share(correct[c], predicted[c]);
            recall += Share(correct[c], labelled[c]);
            f1 += Share(2 * correct[c], labelled[c] + predicted[c]);
            count++;
        }
        (means[0], means[1], means[2]) = (precision / count, recall / count, f1 / count);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
