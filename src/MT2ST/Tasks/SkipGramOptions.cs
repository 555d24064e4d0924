namespace MT2ST.Tasks;

/// <summary>Settings of the <c>skipgram</c> task.</summary>
public sealed record SkipGramOptions : NegativeSamplingOptions
{
    /// <summary>
    /// Whether each pair of words has negative samples of its own, as in word2vec's program, instead of those that all pairs of
    /// a centre share. Several times slower; docs/results.md says what it changes.
    /// </summary>
    public bool PrivateNegatives { get; init; }
}
