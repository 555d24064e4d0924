using MT2ST.Settings;

namespace MT2ST.Tasks.RawText;

/// <summary>The common settings of skip-gram and CBOW: windows over a subsampled text, scored against negative samples.</summary>
public abstract partial record NegativeSamplingOptions : TaskOptions
{
    /// <summary>The greatest distance between a word and its context, in words after subsampling.</summary>
    [Within("[1, 100]")]
    public int Window { get; init; } = 5;

    /// <summary>K, negative samples for each centre word.</summary>
    [Within("[1, 100]")]
    public int Negatives { get; init; } = 5;

    /// <summary>The frequency above which words are dropped at random; 0 drops none.</summary>
    [Within("[0, 1]")]
    public double Subsample { get; init; } = 1e-3;

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public override bool StreamsText => true;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = TaskDefaults.RawText with { RowOptimizer = "sgd", LinearDecay = true };

    /// <inheritdoc/>
    internal override string SearchSpace(bool sharesTable) => DevSimilarity.Count > 0
        ? """
            { "primary.window": [2, 3, 10], "primary.negatives": [10, 15], "primary.rate": [0.025, 0.1], "primary.subsample": [1e-4, 1e-5], "epochs": [2, 5, 10, 20], "dimensions": [50, 200, 300] }
            """
        : """{ "primary.rate": [0.025, 0.1], "epochs": [2, 5, 10, 20], "dimensions": [50, 200, 300] }"""; // Losses of other windows and samples cannot be compared.

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (NegativeSamplingOptions)base.ForReading() with { Window = 1, Negatives = 1, Subsample = 0 };
}
