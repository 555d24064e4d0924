using MT2ST.Corpora;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Lexical;

namespace MT2ST;

/// <summary>The <c>similarity</c> task: see <see cref="SimilarityTask{T}"/>.</summary>
public sealed partial record SimilarityOptions : TaskOptions
{
    /// <summary>The lowest score of the scale, such as 0; null for the lowest of the training data.</summary>
    [Within("(-inf, inf)")]
    public double? LowestScore { get; init; }

    /// <summary>The highest score of the scale, such as 10; null for the highest of the training data.</summary>
    [Within("(-inf, inf)")]
    public double? HighestScore { get; init; }

    /// <summary>The cosine that the lowest score stands for; the highest score stands for cosine 1.</summary>
    [Within("[-1, 0.99]")]
    public double LowestCosine { get; init; }

    /// <inheritdoc/>
    public override string Task => "similarity";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Scores;

    /// <inheritdoc/>
    public override bool ReadsPairs => true;

    /// <inheritdoc/>
    public override string UnnamedFormat => BuiltInCorpora.Scores;

    /// <inheritdoc/>
    public override TaskDefaults Defaults => TaskDefaults.WordPairs;

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new SimilarityTask<T>(context, this);

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        base.Check(path);
        if (LowestScore is { } lowest && HighestScore <= lowest)
            throw new SettingException($"{path}.highestScore", FormattableString.Invariant($"{path}.highestScore is {HighestScore}; it must be greater than lowestScore, {lowest}."));
    }
}
