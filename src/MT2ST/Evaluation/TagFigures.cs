namespace MT2ST.Evaluation;

/// <summary>The figures of a test of tagged sentences: accuracy over words, of known and unknown words apart, and of spans as <c>conlleval</c> counts them.</summary>
/// <param name="sentences">The counts of each sentence.</param>
/// <param name="hasSpans">Whether the tags mark spans.</param>
internal sealed class TagFigures(IReadOnlyList<SentenceCounts> sentences, bool hasSpans) : IFigures
{
    private readonly SentenceCounts[] _sentences = [.. sentences];

    /// <inheritdoc/>
    public int ExampleCount => _sentences.Length;

    /// <inheritdoc/>
    public IReadOnlyList<FigureKind> Kinds { get; } =
        [.. ((string[])[.. hasSpans ? (string[])["spanF1", "spanPrecision", "spanRecall"] : [], "accuracy", "accuracyOfKnownWords", "accuracyOfUnknownWords"]).Select(name => new FigureKind(name, HigherIsBetter: true))];

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<int> copies, Span<double> values)
    {
        SentenceCounts sum = default;
        for (int sentence = 0; sentence < copies.Length; sentence++)
            sum = sum.Plus(_sentences[sentence], copies[sentence]);
        if (hasSpans)
        {
            var spans = new ClassFigures("", sum.Spans, sum.PredictedSpans, sum.CorrectSpans);
            (values[0], values[1], values[2]) = (spans.F1, spans.Precision, spans.Recall);
            values = values[3..];
        }
        values[0] = (double)sum.Correct / sum.Words;
        values[1] = (double)(sum.Correct - sum.CorrectUnknown) / (sum.Words - sum.Unknown);
        values[2] = (double)sum.CorrectUnknown / sum.Unknown; // NaN without any: the figure is left out.
    }
}

/// <summary>What was counted in a sentence, or in several.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Correct">Those whose tag is right.</param>
/// <param name="Unknown">Words outside the vocabulary.</param>
/// <param name="CorrectUnknown">Those of them whose tag is right.</param>
/// <param name="Spans">Spans of the data.</param>
/// <param name="PredictedSpans">Predicted spans.</param>
/// <param name="CorrectSpans">Spans in both.</param>
internal readonly record struct SentenceCounts(long Words, long Correct, long Unknown, long CorrectUnknown, long Spans, long PredictedSpans, long CorrectSpans)
{
    /// <summary>The sum with some copies of another.</summary>
    public SentenceCounts Plus(in SentenceCounts other, int copies) => new(
        Words + (copies * other.Words),
        Correct + (copies * other.Correct),
        Unknown + (copies * other.Unknown),
        CorrectUnknown + (copies * other.CorrectUnknown),
        Spans + (copies * other.Spans),
        PredictedSpans + (copies * other.PredictedSpans),
        CorrectSpans + (copies * other.CorrectSpans));
}
