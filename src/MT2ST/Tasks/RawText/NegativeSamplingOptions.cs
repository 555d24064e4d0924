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
}
