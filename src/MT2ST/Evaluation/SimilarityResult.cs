namespace MT2ST.Evaluation;

/// <summary>How well vectors agree with one set of similarity judgements.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Spearman">The rank correlation of cosines and judgements in [-1, 1]; null where it is not defined: below two pairs found, or all equal.</param>
/// <param name="PairCount">The number of pairs in the set.</param>
/// <param name="FoundCount">The number of pairs of which both words have a vector: only they are counted.</param>
public sealed record SimilarityResult(string Name, double? Spearman, int PairCount, int FoundCount)
{
    /// <summary>The number of further pairs of which a word has a vector through its character n-grams alone; null for vectors without n-grams.</summary>
    public int? FoundByNgramsCount { get; init; }

    /// <summary>The rank correlation over these pairs too, so over <see cref="FoundCount"/> + <see cref="FoundByNgramsCount"/>; null as <see cref="Spearman"/>.</summary>
    public double? SpearmanWithNgrams { get; init; }
}
