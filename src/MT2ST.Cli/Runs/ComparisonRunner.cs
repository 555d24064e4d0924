using MT2ST.Comparisons;
using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Runs a comparison's tuning and its measured runs with their progress on the error stream.</summary>
/// <param name="status">Where progress is shown.</param>
/// <param name="warmUpSeconds">How long each task runs unmeasured first; 0 for not at all.</param>
/// <param name="keep">Called with each measured run, its parameters still in memory; null for nothing.</param>
internal sealed class ComparisonRunner(StatusLine status, double warmUpSeconds, Action<ComparedRun>? keep = null)
{
    /// <summary>Measures every row with every seed.</summary>
    public IReadOnlyList<RunRecord> Measure(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, CancellationToken cancellationToken)
    {
        ComparisonDisplay display = new(status, "Measuring");
        SharedPreparation preparation = new(display, keep) { WarmUpTime = TimeSpan.FromSeconds(warmUpSeconds) };
        if (warmUpSeconds > 0)
            status.WriteLine(FormattableString.Invariant($"Reading, then running each task for {warmUpSeconds:0.##} s, unmeasured ..."));
        return new Comparison(preparation.Train, warmUpSeconds > 0 ? preparation.WarmUp : null, display).Run(rows, seeds, cancellationToken);
    }

    /// <summary>Runs the trials of every row with the tuning seeds.</summary>
    public IReadOnlyList<TunedRow> Tune(IReadOnlyList<ComparisonRow> rows, int trialCount, CancellationToken cancellationToken)
    {
        ComparisonDisplay display = new(status, "Tuning");
        Comparison trials = new(new SharedPreparation(display).Train, warmUp: null, display);
        return [.. rows.Select(row => new TunedRow(row.Name, trials.Tune(row, trialCount, cancellationToken)))];
    }
}
