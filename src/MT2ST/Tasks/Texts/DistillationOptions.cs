using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Tasks.Texts;

namespace MT2ST;

/// <summary>The <c>distillation</c> task: see <see cref="DistillationTask{T}"/>.</summary>
public sealed partial record DistillationOptions : TaskOptions
{
    private const int ManyTexts = 50_000;
    private const double PairPasses = 60; // At weight 1; under 'diminish' a third.

    /// <summary>The teacher's vectors of the texts: files written by <c>mt2st teach</c>, all by one teacher.</summary>
    [InputFile]
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The greatest number of words of a text that are read, from its start.</summary>
    [Within("[1, 100000]")]
    public int MaximumTokens { get; init; } = 1000;

    /// <inheritdoc/>
    public override string Task => "distillation";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    internal override bool KeysTexts => true;

    internal override double? TeacherSeconds() => TeacherVectors.Seconds(Targets);

    internal override bool HasTargets => true;

    internal override bool IsUsedAfterTraining => true;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() // benchmarks/experiments/text-vectors.md
    {
        RowOptimizer = "sgd",
        Rate = 0.1,
        BatchSize = 32,
        LinearDecay = true,
        Epochs = 5,
        MinimumVisits = 100_000,
        MaximumEpochs = 10,
        EvaluationsPerEpoch = 1,
        MinimumCount = 2,
        DropsUnknownWords = true,
    };

    internal BagOfWordsOptions Bag => new() { TokenWeights = TokenWeighting.Idf, MaximumTokens = MaximumTokens };

    /// <inheritdoc/>
    /// <remarks>Few texts are learnt by heart at a high rate, many are not learnt at a low one. An auxiliary passes over them more often.</remarks>
    internal override TaskOptions DecideBy(IndexedCorpus train, bool sharesTable, IReadOnlyList<IndexedCorpus>? taught = null, bool isAuxiliary = false) =>
        this with { Rate = Rate ?? (Optimizer is (null or "sgd") && !isAuxiliary && train.DocumentCount >= ManyTexts ? 0.3 : null) };

    /// <inheritdoc/>
    /// <remarks>A table of few words stays small, and no vector is longer than the teacher's.</remarks>
    internal override int DimensionsFor(IndexedCorpus train, bool sharesTable) =>
        Math.Min(train.DocumentCount < ManyTexts ? 256 : 128, Targets.Count == 0 ? int.MaxValue : TeacherVectors.DimensionsOf(Targets[0]) ?? int.MaxValue);

    /// <inheritdoc/>
    internal override double? UnitsOf(TaskOptions auxiliary, double auxiliaryExamples, double primaryExamples) =>
        auxiliary is MatchingOptions ? PairPasses * auxiliaryExamples / Math.Max(1, primaryExamples) : null;

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (DistillationOptions)base.ForReading() with { Targets = [], MaximumTokens = 1 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new DistillationTask<T>(context, this);

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        base.Check(path);
        Forbid(path, Targets.Count == 0, "targets", "is missing; name the teacher's vectors of the texts. Make them first: mt2st teach --teacher MODEL --texts FILE --output TARGETS.");
        Forbid(path, HeadRate is not null || HeadOptimizer is not null, HeadRate is not null ? "headRate" : "headOptimizer", "is set, but this task has no head; leave it out.");
    }
}
