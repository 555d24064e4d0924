namespace MT2ST.Evaluation;

/// <summary>The figures of a test of texts with several labels each.</summary>
/// <remarks>
/// A label is predicted if its probability is above the threshold. Micro P, R and F1 are over all pairs of a text and a label; macro is the mean over the labels
/// that occur or are predicted; <c>exactMatch</c> (subset accuracy) is the share of texts whose labels are all right (Manning, Raghavan and Schütze 2008, section 13.6).
/// </remarks>
/// <param name="classCount">How many labels there are.</param>
/// <param name="texts">The labels of each text, of the data and predicted.</param>
internal sealed class LabelSetFigures(int classCount, IReadOnlyList<LabelSetPrediction> texts) : IFigures
{
    private readonly LabelSetPrediction[] _texts = [.. texts];

    /// <inheritdoc/>
    public int ExampleCount => _texts.Length;

    /// <inheritdoc/>
    public IReadOnlyList<FigureKind> Kinds { get; } =
        [.. new[] { "microPrecision", "microRecall", "microF1", "macroPrecision", "macroRecall", "macroF1", "exactMatch" }.Select(name => new FigureKind(name, HigherIsBetter: true))];

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<int> copies, Span<double> values)
    {
        var (labelled, predicted, correct) = (new long[classCount], new long[classCount], new long[classCount]);
        long exact = 0, count = 0;
        for (int text = 0; text < copies.Length; text++)
        {
            int n = copies[text];
            LabelSetPrediction labels = _texts[text];
            int found = 0;
            foreach (int label in labels.Labels)
                labelled[label] += n;
            foreach (int label in labels.Predicted)
            {
                predicted[label] += n;
                if (!labels.Labels.Contains(label))
                    continue;
                correct[label] += n;
                found++;
            }
            exact += found == labels.Labels.Length && found == labels.Predicted.Length ? n : 0;
            count += n;
        }
        var all = new ClassFigures("", labelled.Sum(), predicted.Sum(), correct.Sum());
        (values[0], values[1], values[2]) = (all.Precision, all.Recall, all.F1);
        ClassFigures.Macro(labelled, predicted, correct, values[3..]);
        values[6] = (double)exact / count;
    }
}

/// <summary>The labels of a text that may have several.</summary>
/// <param name="Labels">Of the data, each once.</param>
/// <param name="Predicted">Those predicted.</param>
internal readonly record struct LabelSetPrediction(int[] Labels, int[] Predicted);
