namespace MT2ST.Tasks.Tagging;

/// <summary>Counts what a tagger got right: tokens, tokens of words missing from training, and spans if the tags mark any.</summary>
/// <param name="spans">The spans of the tags; null if they mark none.</param>
internal sealed class TagScore(TagSpans? spans)
{
    private double _loss;
    private long _count;
    private long _correct;
    private long _unknownCount;
    private long _unknownCorrect;
    private long _spanCount;
    private long _predictedSpanCount;
    private long _correctSpanCount;

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
        if (spans is null)
            return;
        bool isMatching = false; // Whether a span of both is open that began at the same token with the same type.
        for (int t = 0; t <= tags.Length; t++)
        {
            int tag = At(tags, t), guess = At(predicted, t);
            bool isBoundary = spans.IsBoundary(At(tags, t - 1), tag), isGuessedBoundary = spans.IsBoundary(At(predicted, t - 1), guess);
            if (isMatching && isBoundary && isGuessedBoundary)
                _correctSpanCount++;
            bool begins = isBoundary && spans.Type(tag) >= 0, beginsInGuess = isGuessedBoundary && spans.Type(guess) >= 0;
            _spanCount += begins ? 1 : 0;
            _predictedSpanCount += beginsInGuess ? 1 : 0;
            if (isBoundary || isGuessedBoundary)
                isMatching = begins && beginsInGuess && spans.Type(tag) == spans.Type(guess);
        }
    }

    /// <summary>The score: span F1 if there are spans, otherwise accuracy; the other metrics beside it.</summary>
    /// <param name="lossWithoutData">The loss if nothing was added.</param>
    public Measurement Measure(double lossWithoutData)
    {
        double loss = _count == 0 ? lossWithoutData : _loss / _count, accuracy = Share(_correct, _count);
        var details = new Dictionary<string, double>(StringComparer.Ordinal);
        if (spans is not null)
        {
            details.Add("accuracy", accuracy);
            details.Add("precision", Share(_correctSpanCount, _predictedSpanCount));
            details.Add("recall", Share(_correctSpanCount, _spanCount));
        }
        if (_unknownCount > 0)
            details.Add("accuracy of unknown words", Share(_unknownCorrect, _unknownCount));
        return spans is null
            ? new Measurement("accuracy", accuracy, HigherIsBetter: true, loss, _count) { Details = details }
            : new Measurement("span F1", Share(2 * _correctSpanCount, _spanCount + _predictedSpanCount), HigherIsBetter: true, loss, _count) { Details = details };
    }

    private static int At(ReadOnlySpan<int> tags, int token) => (uint)token < (uint)tags.Length ? tags[token] : -1;

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
