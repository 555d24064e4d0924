using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Tasks.Texts;

namespace MT2ST;

/// <summary>The <c>matching</c> task: see <see cref="MatchingTask{T}"/>.</summary>
public sealed partial record MatchingOptions : TaskOptions
{
    /// <summary>Which texts belong together: those in the columns of a table or the fields of an object, or parts of one text.</summary>
    public TextGrouping Pairs { get; init; }

    /// <summary>tau, what cosines are divided by in the softmax over a batch: the smaller, the more the nearest wrong candidates count.</summary>
    [Within("[0.01, 10]")]
    public double Temperature { get; init; } = 0.05;

    /// <summary>The lowest score of the scale, such as 0, which stands for cosine 0; null for the lowest of the training data.</summary>
    [Within("(-inf, inf)")]
    public double? LowestScore { get; init; }

    /// <summary>The highest score of the scale, such as 5, which stands for cosine 1; null for the highest of the training data.</summary>
    [Within("(-inf, inf)")]
    public double? HighestScore { get; init; }

    /// <summary>The greatest number of words of a text that are read, from its start.</summary>
    [Within("[1, 100000]")]
    public int MaximumTokens { get; init; } = 1000;

    /// <inheritdoc/>
    public override string Task => "matching";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    internal override bool HasTargets => true;

    internal override bool HasOwnLabels => true;

    internal override bool IsUsedAfterTraining => true;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() // benchmarks/experiments/text-vectors.md
    {
        Rate = 0.02,
        BatchSize = 64,
        LinearDecay = true,
        Epochs = 5,
        EvaluationsPerEpoch = 1,
        DropsUnknownWords = true,
    };

    internal static BagOfWordsOptions Bag { get; } = new() { TokenWeights = TokenWeighting.Idf, MaximumTokens = int.MaxValue }; // Idf counts pairs as they are.

    internal override CorpusOptions CorpusOptions => base.CorpusOptions with { TextGroups = Pairs, IsTextAlone = Pairs != TextGrouping.Columns };

    /// <inheritdoc/>
    internal override int DimensionsFor(IndexedCorpus train, bool sharesTable) => 128;

    /// <inheritdoc/>
    /// <remarks>A teacher makes the words' vectors longer than pairs alone do, so steps must be longer too.</remarks>
    internal override TaskOptions DecideBy(IndexedCorpus train, bool sharesTable, IReadOnlyList<IndexedCorpus>? taught = null, bool isAuxiliary = false) =>
        this with { Rate = Rate ?? (Optimizer is (null or "adagrad") && taught is { Count: > 0 } ? 0.2 : null) };

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (MatchingOptions)base.ForReading() with { Temperature = 1, LowestScore = null, HighestScore = null, MaximumTokens = 1 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new MatchingTask<T>(context, this);

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        base.Check(path);
        Forbid(path, LowestScore >= HighestScore, "highestScore", FormattableString.Invariant($"is {HighestScore}; it must be greater than lowestScore, {LowestScore}."));
        Forbid(path, HeadRate is not null || HeadOptimizer is not null, HeadRate is not null ? "headRate" : "headOptimizer", "is set, but this task has no head; leave it out.");
    }
}
