using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Running;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Tuning;
using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Runs a comparison's tuning and its measured runs with their progress on the error stream.</summary>
/// <param name="status">The line that shows progress.</param>
/// <param name="warmUpSeconds">How long each task runs unmeasured first; 0 for no warm-up.</param>
/// <param name="keep">Called with each measured run while its parameters are in memory; null for none.</param>
internal sealed class ComparisonRunner(StatusLine status, double warmUpSeconds, Action<ComparedRun>? keep = null)
{
    private ComparisonDisplay? _measuring;
    private ComparisonTrainer? _preparation; // Kept from one look to the next.
    private bool _isWarm;

    /// <summary>The folder of finished runs, from which a stopped comparison goes on; null for none.</summary>
    public string? RunsFolder { get; init; }

    /// <summary>How many runs go at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Measures every row with every seed and summarizes.</summary>
    public ComparisonResult Compare(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, QualityTarget target, CancellationToken cancellationToken) =>
        ComparisonSummary.Summarize(Measure(rows, seeds, cancellationToken), target, new SummaryOptions { Jobs = Jobs });

    /// <summary>Measures every row with more and more seeds until every strategy is settled.</summary>
    /// <param name="rows">The rows, <c>stl</c> among them.</param>
    /// <param name="seeds">The seeds that it may take, as many as at the last look.</param>
    /// <param name="target">The quality to reach.</param>
    /// <param name="rule">Decides when it is settled.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ComparisonResult CompareUntilSettled(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, QualityTarget target, SequentialStopRule rule, CancellationToken cancellationToken) =>
        rule.Run(
            more => Measure(rows, more, cancellationToken),
            seeds,
            target,
            new SummaryOptions { Jobs = Jobs },
            (count, unsettled) => status.WriteLine($"Looked at {count} seeds: {(unsettled.Count == 0 ? "settled" : $"not settled: {string.Join(", ", unsettled)}")}."));

    /// <summary>Measures every row with every seed; further seeds may follow.</summary>
    public IReadOnlyList<RunRecord> Measure(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, CancellationToken cancellationToken)
    {
        _measuring ??= new ComparisonDisplay(status, "Measuring");
        _preparation ??= new ComparisonTrainer(Listener(_measuring), keep) { WarmUpTime = TimeSpan.FromSeconds(warmUpSeconds) };
        RunWarmUp? warmUp = warmUpSeconds > 0 && !_isWarm ? WarmUp : null;
        return new Comparison(_preparation.Train, warmUp, _measuring) { Kept = Kept(needsClocks: true), Jobs = Jobs }.Run(rows, seeds, cancellationToken);

        void WarmUp(IReadOnlyList<RunOptions> options, CancellationToken cancellation)
        {
            status.WriteLine(FormattableString.Invariant($"Reading, then running each task for {warmUpSeconds:0.##} s, unmeasured ..."));
            _preparation.WarmUp(options, cancellation);
            _isWarm = true;
        }
    }

    /// <summary>Runs the trials of every row with the tuning seeds and chooses among them.</summary>
    public IReadOnlyList<TunedRow> Tune(IReadOnlyList<ComparisonRow> rows, int trialCount, QualityTarget target, CancellationToken cancellationToken)
    {
        ComparisonDisplay display = new(status, "Tuning");
        Comparison trials = new(new ComparisonTrainer(Listener(display)).Train, warmUp: null, display) { Kept = Kept(needsClocks: false), Jobs = Jobs };
        return TuningChoice.Choose([.. rows.Select(row => new RowTrials(row, trials.Tune(row, trialCount, cancellationToken)))], target);
    }

    // One line shows one run.
    private ComparisonDisplay? Listener(ComparisonDisplay display) => Jobs == 1 ? display : null;

    private RunCache? Kept(bool needsClocks) => RunsFolder is null
        ? null
        : new RunCache(RunsFolder, status.WriteLine) { Jobs = Jobs, WarmUpSeconds = warmUpSeconds, NeedsClocks = needsClocks };
}
