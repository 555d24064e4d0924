using MT2ST.Evaluation;

namespace MT2ST.Tasks.Tagging;

/// <summary>Counts what a tagger got right: tokens, tokens of words missing from training, and spans if the tags mark any.</summary>
/// <param name="spans">The spans of the tags; null if they mark none.</param>
internal sealed class TagScore(TagSpans? spans)
{
    private readonly SpanCounts? _spans = spans is null ? null : new SpanCounts(spans);
    private double _loss;
    private long _count;
    private long _correct;
    private long _unknownCount;
    private long _unknownCorrect;

    /// <summary>Takes a token.</summary>
    public void AddToken(int tag, int predicted, bool isUnknown)
    {
        bool isCorrect = tag == predicted;
        _count++;
        _correct += isCorrect ? 1 : 0;
        _unknownCount += isUnknown ? 1 : 0;
        _unknownCorrect += isUnknown && isCorrect ? 1 : 0;
    }

    /// <summary>Takes a sentence's spans and its loss.</summary>
    public void AddSentence(ReadOnlySpan<int> tags, ReadOnlySpan<int> predicted, double loss)
    {
        _loss += loss;
        _spans?.Add(tags, predicted);
    }

    /// <summary>The score: span F1 if there are spans, otherwise accuracy; the other metrics beside it.</summary>
    /// <param name="lossWithoutData">The loss if nothing was added.</param>
    public Measurement Measure(double lossWithoutData)
    {
        double loss = _count == 0 ? lossWithoutData : _loss / _count, accuracy = Share(_correct, _count);
        var details = new Dictionary<string, double>(StringComparer.Ordinal);
        if (_spans is not null)
        {
            details.Add("accuracy", accuracy);
            details.Add("precision", Share(_spans.Correct, _spans.Predicted));
            details.Add("recall", Share(_spans.Correct, _spans.Labelled));
        }
        if (_unknownCount > 0)
            details.Add("accuracy of unknown words", Share(_unknownCorrect, _unknownCount));
        return _spans is null
            ? new Measurement("accuracy", accuracy, HigherIsBetter: true, loss, _count) { Details = details }
            : new Measurement("span F1", Share(2 * _spans.Correct, _spans.Labelled + _spans.Predicted), HigherIsBetter: true, loss, _count) { Details = details };
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
