using MT2ST.Runs;
using MT2ST.Runs.Preparation;

namespace MT2ST.Comparisons.Running;

/// <summary>Trains the runs of a comparison on data that is prepared once for all runs that can share it.</summary>
/// <remarks>
/// Every run is charged the whole preparation that it would have needed alone. Runs that read the same files in the same way
/// share data; a drawn subset (<c>limitSample</c>) belongs to its seed. Several threads may train at once; they prepare in turn.
/// </remarks>
/// <param name="progress">Receives the progress of runs; null for none.</param>
/// <param name="keep">Called with each run after training, while its parameters are in memory; null for none.</param>
internal sealed class ComparisonTrainer(IProgress<RunProgress>? progress = null, Action<TrainedRun>? keep = null)
{
    private readonly PreparedRuns _data = new();

    /// <summary>How long <see cref="WarmUp"/> trains for each task of a set.</summary>
    public TimeSpan WarmUpTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Trains one run, dev halved: half A stops and tunes, half B judges targets.</summary>
    /// <exception cref="SettingException">There is no dev data.</exception>
    /// <exception cref="OperationCanceledException">The run was cut short.</exception>
    public RunRecord Train(RunOptions options, CancellationToken cancellationToken)
    {
        TrainedRun run = RunTrainer.Train(options, Prepare(options, cancellationToken), halvesDev: true, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested(); // A run that was cut short is no result.
        keep?.Invoke(run);
        return run.Record;
    }

    /// <summary>Reads every different set of tasks an extra time and trains it for <see cref="WarmUpTime"/> per task, unmeasured, so that no run is charged for compilation.</summary>
    public void WarmUp(IReadOnlyList<RunOptions> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (IGrouping<string, RunOptions> group in rows.GroupBy(row => PreparedRuns.KeyOf(row) + row.Primary.Task))
        {
            RunOptions options = group.First();
            RunPreparation.Prepare(options, cancellationToken); // Thrown away: its time includes the compilation of the readers.
            PreparedRun data = Prepare(options, cancellationToken);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            end.CancelAfter(WarmUpTime * data.Tasks.Count);
            try
            {
                while (!end.IsCancellationRequested)
                    RunTrainer.Train(options, data, halvesDev: true, progress: null, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The time was up while a task still counted its data.
            }
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private PreparedRun Prepare(RunOptions options, CancellationToken cancellationToken)
    {
        PreparedRun data = _data.Get(options, cancellationToken);
        return data.Tasks[0].HasDev ? data
            : throw new SettingException("primary.dev", "primary.dev is missing; a comparison measures quality on dev data. Name a dev file or set primary.devShare.");
    }
}
