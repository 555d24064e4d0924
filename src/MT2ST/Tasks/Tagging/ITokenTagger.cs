namespace MT2ST.Tasks.Tagging;

/// <summary>A task whose model tags the words of sentences.</summary>
internal interface ITokenTagger
{
    /// <summary>Makes one thread's predictor; training must not run beside it.</summary>
    ITagPredictor CreatePredictor();
}

/// <summary>Tags sentences; one instance serves one thread.</summary>
internal interface ITagPredictor
{
    /// <summary>Predicts the tag of each word of a sentence.</summary>
    /// <param name="words">The word ids, V for an unknown word, at least one.</param>
    /// <param name="features">The words' spelling features, <c>[words, WordFeatures.Count]</c>; empty if the task reads none.</param>
    /// <param name="tags">Receives the tags' ids, <c>[words]</c>.</param>
    void Predict(ReadOnlySpan<int> words, ReadOnlySpan<int> features, Span<int> tags);
}
