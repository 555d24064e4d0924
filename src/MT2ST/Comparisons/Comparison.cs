using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST.Comparisons;

/// <summary>Runs rows and seeds, or trials and tuning seeds, one after the other, and collects their records.</summary>
/// <param name="train">Trains one run.</param>
/// <param name="warmUp">Runs before everything, unmeasured; null for nothing.</param>
/// <param name="progress">Told of each run's start and end; null for nobody.</param>
public sealed class Comparison(RunTraining train, RunWarmUp? warmUp = null, IProgress<ComparisonProgress>? progress = null)
{
    /// <summary>Runs every row with every seed. The order of rows rotates by seed, so that no row is always first.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="cancellation">Stops after the current run has noticed; records so far have gone to the progress.</param>
    /// <returns>The records, named for their rows, in the order in which they ran.</returns>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public IReadOnlyList<RunRecord> Run(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(seeds);
        warmUp?.Invoke([.. rows.Select(row => row.Options)], cancellation);
        List<RunRecord> records = [];
        for (int i = 0; i < seeds.Count; i++)
        {
            for (int place = 0; place < rows.Count; place++)
                records.Add(RunOne(rows[(i + place) % rows.Count], seeds[i], records.Count, rows.Count * seeds.Count, cancellation));
        }
        return records;
    }

    /// <summary>Runs the trials of a row with its tuning seeds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="trialCount">The most trials, at least 1; see <see cref="TuningGrid.Trials"/>.</param>
    /// <param name="cancellation">Stops after the current run has noticed.</param>
    /// <returns>The trials with their runs, in the order of the trials.</returns>
    /// <exception cref="SettingException">A path or a value of the tuning space is wrong.</exception>
    /// <exception cref="OperationCanceledException">Tuning was stopped.</exception>
    public IReadOnlyList<TrialResult> Tune(ComparisonRow row, int trialCount, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(row);
        IReadOnlyList<ulong> seeds = row.Options.Tuning.Seeds.From(TuningOptions.FirstSeed);
        IReadOnlyList<TuningTrial> trials = TuningGrid.Trials(row, trialCount, row.Options.Seed);
        List<TrialResult> results = [];
        foreach (TuningTrial trial in trials)
        {
            List<RunRecord> runs = [];
            foreach (ulong seed in seeds)
                runs.Add(RunOne(trial.Row, seed, (results.Count * seeds.Count) + runs.Count, trials.Count * seeds.Count, cancellation));
            results.Add(new TrialResult(trial, runs));
        }
        return results;
    }

    private RunRecord RunOne(ComparisonRow row, ulong seed, int endedCount, int runCount, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ComparisonProgress start = new() { Row = row.Name, Seed = seed, EndedCount = endedCount, RunCount = runCount };
        progress?.Report(start);
        RunRecord record = train(row.Options with { Seed = seed }, cancellation) with { Name = row.Name };
        cancellation.ThrowIfCancellationRequested(); // A run that was cut short is no result.
        progress?.Report(start with { EndedCount = endedCount + 1, Record = record });
        return record;
    }
}
