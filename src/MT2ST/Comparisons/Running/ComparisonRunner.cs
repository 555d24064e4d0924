using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Tuning;
using MT2ST.Runs;

namespace MT2ST.Comparisons.Running;

/// <summary>Runs a comparison's tuning and its measured runs, and reports how they go.</summary>
/// <param name="options">How rows are compared.</param>
/// <param name="progress">Receives progress; null for none.</param>
internal sealed class ComparisonRunner(ComparisonOptions options, IProgress<ComparisonProgress>? progress)
{
    private readonly Reports _measuring = new(progress, isTuning: false);
    private ComparisonTrainer? _trainer; // Kept from one look to the next, with the data that it has read.
    private bool _isWarm;

    /// <summary>The seeds that the rows are measured with; for a comparison until it is settled all that it may take.</summary>
    public static IReadOnlyList<ulong> SeedsOf(IReadOnlyList<ComparisonRow> rows, ComparisonOptions options)
    {
        RunOptions shared = rows[0].Options;
        return (options.UntilSettled is null ? shared.Seeds : SequentialStopRule.SeedCounts[^1]).From(shared.Seed);
    }

    /// <summary>Measures every row with every seed and summarizes.</summary>
    public ComparisonResult Compare(IReadOnlyList<ComparisonRow> rows, CancellationToken cancellationToken) =>
        ComparisonSummary.Summarize(Measure(rows, SeedsOf(rows, options), cancellationToken), options.Target, new SummaryOptions { Jobs = options.Jobs });

    /// <summary>Measures every row with more and more seeds until every strategy is settled.</summary>
    public ComparisonResult CompareUntilSettled(IReadOnlyList<ComparisonRow> rows, SequentialStopRule rule, CancellationToken cancellationToken) => rule.Run(
        more => Measure(rows, more, cancellationToken),
        SeedsOf(rows, options),
        options.Target,
        new SummaryOptions { Jobs = options.Jobs },
        (count, unsettled) => Tell(string.Create(CultureInfo.InvariantCulture, $"Looked at {count} seeds: {(unsettled.Count == 0 ? "settled" : $"not settled: {string.Join(", ", unsettled)}")}.")));

    /// <summary>Runs the trials of every row with the tuning seeds and chooses among them.</summary>
    public IReadOnlyList<TunedRow> Tune(IReadOnlyList<ComparisonRow> rows, CancellationToken cancellationToken)
    {
        Reports reports = new(progress, isTuning: true);
        Comparison trials = new(new ComparisonTrainer(OfOneRun(reports)).Train, warmUp: null, reports) { Kept = Kept(needsClocks: false), Jobs = options.Jobs };
        return TuningChoice.Choose([.. rows.Select(row => new RowTrials(row, trials.Tune(row, options.TuningTrials, cancellationToken)))], options.Target);
    }

    private IReadOnlyList<RunRecord> Measure(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, CancellationToken cancellationToken)
    {
        _trainer ??= new ComparisonTrainer(OfOneRun(_measuring), progress is null || options.Jobs > 1 ? null : _measuring.Report) { WarmUpTime = options.WarmUp };
        RunWarmUp? warmUp = options.WarmUp > TimeSpan.Zero && !_isWarm ? WarmUp : null;
        return new Comparison(_trainer.Train, warmUp, _measuring) { Kept = Kept(needsClocks: true), Jobs = options.Jobs }.Run(rows, seeds, cancellationToken);
    }

    private void WarmUp(IReadOnlyList<RunOptions> rows, CancellationToken cancellationToken)
    {
        Tell(string.Create(CultureInfo.InvariantCulture, $"Reading, then running each task for {options.WarmUp.TotalSeconds:0.##} s, unmeasured ..."));
        _trainer!.WarmUp(rows, cancellationToken);
        _isWarm = true;
    }

    // Of several at once nobody could tell which it is.
    private Reports? OfOneRun(Reports reports) => options.Jobs == 1 ? reports : null;

    private RunCache? Kept(bool needsClocks) => options.RunsFolder is null
        ? null
        : new RunCache(options.RunsFolder, Tell) { Jobs = options.Jobs, WarmUpSeconds = options.WarmUp.TotalSeconds, NeedsClocks = needsClocks };

    private void Tell(string message) => progress?.Report(new ComparisonProgress { Message = message });

    /// <summary>Adds to what is reported of a run which run it is.</summary>
    private sealed class Reports(IProgress<ComparisonProgress>? progress, bool isTuning) : IProgress<ComparisonProgress>, IProgress<RunProgress>
    {
        private ComparisonProgress _current = new();

        public void Report(ComparisonProgress value)
        {
            _current = value with { IsTuning = isTuning };
            progress?.Report(_current);
        }

        public void Report(RunProgress value) => progress?.Report(_current with { Run = value });

        public void Report(TrainedRun value) => progress?.Report(_current with { Model = TrainedModel.Of(value) });
    }
}
