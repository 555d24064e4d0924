using System.Security.Cryptography;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Running;
using MT2ST.Comparisons.Tuning;
using MT2ST.Runs;
using MT2ST.Threading;

namespace MT2ST.Comparisons;

/// <summary>Runs rows and seeds, or trials and tuning seeds, and collects their records.</summary>
/// <param name="train">Trains one run; called from several threads if there are several <see cref="Jobs"/>.</param>
/// <param name="warmUp">Runs first, unmeasured; null for no warm-up.</param>
/// <param name="progress">Receives each run's start and end, one call at a time; null for none.</param>
internal sealed class Comparison(RunTraining train, RunWarmUp? warmUp = null, IProgress<ComparisonProgress>? progress = null)
{
    private const int TrialNameLength = 12; // Hexadecimal digits of a hash: enough that no two trials of a row share a name.

    /// <summary>Keeps finished runs, from which later comparisons take them; null to keep none.</summary>
    public RunCache? Kept { get; init; }

    /// <summary>How many runs go at once, each on a thread of its own, at least 1. Above 1 they disturb each other's clocks.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Runs every row with every seed. The order of rows rotates by seed, so that no row is always first.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="cancellationToken">Stops after the current run has noticed; records so far have gone to the progress.</param>
    /// <returns>The records, named for their rows, in the order in which they ran.</returns>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public IReadOnlyList<RunRecord> Run(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ulong> seeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(seeds);
        List<PlannedRun> runs = [];
        for (int i = 0; i < seeds.Count; i++)
        {
            for (int place = 0; place < rows.Count; place++)
            {
                ComparisonRow row = rows[(i + place) % rows.Count];
                runs.Add(new PlannedRun(row, seeds[i], FormattableString.Invariant($"{row.Name}-{seeds[i]}")));
            }
        }
        return RunAll(runs, warmUp, cancellationToken);
    }

    /// <summary>Runs the trials of a row with its tuning seeds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="trialCount">The most trials, at least 1; see <see cref="TuningGrid.Trials"/>.</param>
    /// <param name="cancellationToken">Stops after the current run has noticed.</param>
    /// <returns>The trials with their runs, in the order of the trials.</returns>
    /// <exception cref="SettingException">A path or a value of the tuning space is wrong.</exception>
    /// <exception cref="OperationCanceledException">Tuning was stopped.</exception>
    public IReadOnlyList<TrialResult> Tune(ComparisonRow row, int trialCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        IReadOnlyList<ulong> seeds = row.Options.Tuning.Seeds.From(TuningOptions.FirstSeed);
        IReadOnlyList<TuningTrial> trials = TuningGrid.Trials(row, trialCount, row.Options.Seed);
        PlannedRun[] runs = [.. trials.SelectMany(trial => seeds.Select(seed => new PlannedRun(trial.Row, seed, FormattableString.Invariant($"tuning-{row.Name}-{TrialName(trial)}-{seed}"))))];
        RunRecord[] records = RunAll(runs, warmUp: null, cancellationToken);
        return [.. trials.Select((trial, i) => new TrialResult(trial, [.. records.Skip(i * seeds.Count).Take(seeds.Count)]))];
    }

    // Named by what the trial sets, not by its number: in a wider space the old trials keep their names.
    private static string TrialName(TuningTrial trial)
    {
        string settings = string.Join('\n', trial.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value.GetRawText()}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..TrialNameLength];
    }

    /// <summary>Takes the kept runs, warms up for the rest, and runs it; runs with the same settings and seed are done once.</summary>
    private RunRecord[] RunAll(IReadOnlyList<PlannedRun> runs, RunWarmUp? warmUp, CancellationToken cancellationToken)
    {
        RunBoard board = new(runs, progress);
        int[] firstOf = FirstOfEquals(runs);
        int[] open = [.. Enumerable.Range(0, runs.Count).Where(i => firstOf[i] == i && !TakeKept(board, i, cancellationToken))];
        if (open.Length > 0)
            warmUp?.Invoke([.. open.Select(i => runs[i].Row).Distinct().Select(row => row.Options)], cancellationToken);
        RunOpen(board, open, cancellationToken);
        for (int i = 0; i < runs.Count; i++)
            if (firstOf[i] != i)
                board.End(i, board.Records[firstOf[i]]!, $"row {runs[firstOf[i]].Row.Name}, whose settings are the same");
        return [.. board.Records.OfType<RunRecord>()];
    }

    /// <summary>For each run, the first one with the same settings and seed.</summary>
    private static int[] FirstOfEquals(IReadOnlyList<PlannedRun> runs)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        return [.. runs.Select((run, i) => first.TryAdd(RunIdentity.SettingsOf(run.Options), i) ? i : first[RunIdentity.SettingsOf(run.Options)])];
    }

    private bool TakeKept(RunBoard board, int index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PlannedRun run = board.Runs[index];
        if (Kept?.Find(run.KeptName, RunIdentity.Of(run.Options)) is not { } record)
            return false;
        board.End(index, record, Kept.Folder);
        return true;
    }

    private void RunOpen(RunBoard board, int[] open, CancellationToken cancellationToken)
    {
        if (open.Length == 0)
            return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken); // If one run fails, the others end.
        int next = -1;
        WorkerThreads.Run(Math.Min(Jobs, open.Length), _ =>
        {
            try
            {
                while (Interlocked.Increment(ref next) is int place && place < open.Length)
                    RunOne(board, open[place], stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Another run has failed, and its error is the one to report.
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        });
    }

    private void RunOne(RunBoard board, int index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PlannedRun run = board.Runs[index];
        board.Start(index);
        RunIdentity? identity = Kept is null ? null : RunIdentity.Of(run.Options); // Before the run, so that a file that changes meanwhile is noticed.
        RunRecord record = train(run.Options, cancellationToken) with { Name = run.Row.Name };
        cancellationToken.ThrowIfCancellationRequested(); // A run that was cut short is no result.
        if (identity is not null)
            Kept!.Keep(run.KeptName, identity, record);
        board.End(index, record);
    }
}

/// <summary>Trains one run.</summary>
/// <param name="options">The run's settings, its seed set.</param>
/// <param name="cancellationToken">Stops the run.</param>
/// <returns>The run's record; a comparison puts the row's name into it.</returns>
internal delegate RunRecord RunTraining(RunOptions options, CancellationToken cancellationToken);

/// <summary>Runs every task of the rows for a while, unmeasured, so that no run is charged for compilation.</summary>
/// <param name="rows">The settings of all rows.</param>
/// <param name="cancellationToken">Stops it.</param>
internal delegate void RunWarmUp(IReadOnlyList<RunOptions> rows, CancellationToken cancellationToken);
