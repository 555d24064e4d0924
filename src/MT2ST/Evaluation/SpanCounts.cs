namespace MT2ST.Evaluation;

/// <summary>Counts spans by their types: in the data, predicted, and those in both with the same words and type, as <c>conlleval</c> does.</summary>
/// <param name="spans">The spans that tags mark.</param>
internal sealed class SpanCounts(TagSpans spans)
{
    private readonly long[] _labelled = new long[spans.Types.Count];
    private readonly long[] _predicted = new long[spans.Types.Count];
    private readonly long[] _correct = new long[spans.Types.Count];

    /// <summary>All spans of the data.</summary>
    public long Labelled => _labelled.Sum();

    /// <summary>All predicted spans.</summary>
    public long Predicted => _predicted.Sum();

    /// <summary>All spans in both.</summary>
    public long Correct => _correct.Sum();

    /// <summary>The spans of each type.</summary>
    public IReadOnlyList<ClassFigures> ByType => [.. spans.Types.Select((name, type) => new ClassFigures(name, _labelled[type], _predicted[type], _correct[type]))];

    /// <summary>Takes a sentence.</summary>
    /// <param name="tags">Its tags; negative for one that is not in the set.</param>
    /// <param name="predicted">The predicted tags.</param>
    public void Add(ReadOnlySpan<int> tags, ReadOnlySpan<int> predicted)
    {
        bool isMatching = false; // Whether a span of both is open that began at the same token with the same type.
        for (int t = 0; t <= tags.Length; t++)
        {
            int before = At(tags, t - 1), tag = At(tags, t), guess = At(predicted, t);
            bool isBoundary = spans.IsBoundary(before, tag), isGuessedBoundary = spans.IsBoundary(At(predicted, t - 1), guess);
            if (isMatching && isBoundary && isGuessedBoundary)
                _correct[spans.Type(before)]++;
            bool begins = isBoundary && spans.Type(tag) >= 0, beginsInGuess = isGuessedBoundary && spans.Type(guess) >= 0;
            if (begins)
                _labelled[spans.Type(tag)]++;
            if (beginsInGuess)
                _predicted[spans.Type(guess)]++;
            if (isBoundary || isGuessedBoundary)
                isMatching = begins && beginsInGuess && spans.Type(tag) == spans.Type(guess);
        }
    }

    private static int At(ReadOnlySpan<int> tags, int token) => (uint)token < (uint)tags.Length ? tags[token] : -1;
}
