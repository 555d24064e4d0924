using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Training;

/// <summary>The quality of the shared table by similarity sets: the mean of their rank correlations (Spearman), each set counting once.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="table">The table.</param>
/// <param name="words">The words that count; pairs with another word do not.</param>
/// <param name="ids">The words' ids in the table, by their ids in <paramref name="words"/>.</param>
internal sealed class SimilarityQuality<T>(EmbeddingTable<T> table, Vocabulary words, IReadOnlyList<int> ids) : IQualityMeasure<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _embedding = table.CreateView();
    private readonly int[] _ids = [.. ids];
    private readonly RowMatrix<T> _rows = new(ids.Count, table.Dimensions);
    private readonly WordVectors _vectors = new(words, new RowMatrix<float>(ids.Count, table.Dimensions));

    /// <summary>The sets of dev, or half A of them.</summary>
    public IReadOnlyList<SimilaritySet> DevSets { get; init; } = [];

    /// <summary>Half B of dev's sets; null if dev is not halved.</summary>
    public IReadOnlyList<SimilaritySet>? DevTargetSets { get; init; }

    /// <summary>The sets of test.</summary>
    public IReadOnlyList<SimilaritySet> TestSets { get; init; } = [];

    /// <inheritdoc/>
    public bool HasDev => DevSets.Count > 0;

    /// <inheritdoc/>
    public IReadOnlyList<RowMatrix<T>> TestParameters => [];

    /// <inheritdoc/>
    public Measurement? Dev(CancellationToken cancellationToken) => Measure(DevSets, cancellationToken);

    /// <inheritdoc/>
    public double? DevTarget(CancellationToken cancellationToken) => DevTargetSets is null ? null : Measure(DevTargetSets, cancellationToken)?.Quality;

    /// <inheritdoc/>
    public double? Train(CancellationToken cancellationToken) => null;

    /// <inheritdoc/>
    /// <remarks>A set with fewer than two known pairs is listed but is not part of the mean.</remarks>
    public Measurement? Test(CancellationToken cancellationToken) => Measure(TestSets, cancellationToken);

    private Measurement? Measure(IReadOnlyList<SimilaritySet> sets, CancellationToken cancellationToken)
    {
        if (sets.Count == 0)
            return null;
        cancellationToken.ThrowIfCancellationRequested();
        ReadVectors();
        SimilarityResult[] results = [.. sets.Select(set => set.Evaluate(_vectors, cancellationToken))];
        double mean = results.Average(result => result.Spearman) ?? 0;
        return new Measurement("spearman", mean, HigherIsBetter: true, Loss: double.NaN, results.Sum(result => result.FoundCount)) { Sets = results };
    }

    private void ReadVectors()
    {
        _embedding.Gather(_ids, _rows);
        for (int i = 0; i < _ids.Length; i++)
            TensorPrimitives.ConvertTruncating<T, float>(_rows.Row(i), _vectors.Rows.Row(i));
    }
}
