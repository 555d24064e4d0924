namespace MT2ST.Tasks;

/// <summary>Settings of the <c>cbow</c> task.</summary>
public sealed record CbowOptions : NegativeSamplingOptions
{
    /// <summary>
    /// Whether each of a window's m words gets dh / m, the gradient of their mean h, instead of all of dh as in word2vec's
    /// program. Wants several times the rate; docs/results.md says what it changes.
    /// </summary>
    public bool ExactGradient { get; init; }
}
