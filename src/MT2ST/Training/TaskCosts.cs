using MT2ST.Schedules;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Measures once how long a multiply-add of each task takes on this machine, for strategies that weigh gain against cost.</summary>
/// <remarks>
/// A multiply-add on rows from all over a table takes several times as long as one in a block of rows. Only the ratio counts, and
/// it is fixed from then on, so that a run given the ratios of another one repeats it.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal static class TaskCosts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double UnmeasuredSeconds = 0.2; // Compilation and cold caches.
    private const double MeasuredSeconds = 0.3;
    private const int Digits = 2; // More is noise.
    private const double Least = 0.01;

    /// <summary>For each task, its given CPU time of a multiply-add as a multiple of the primary's, or 1 if none is given.</summary>
    /// <param name="tasks">The primary, then the auxiliaries.</param>
    public static double[] Given(IReadOnlyList<TrainingTask<T>> tasks) => [.. tasks.Select((task, k) => k == 0 ? 1 : task.Options.CostFactor ?? 1)];

    /// <summary>The same, but auxiliaries without a given value are measured; parameters are restored afterwards.</summary>
    /// <param name="tasks">The primary, then the auxiliaries.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="cancellationToken">Ends the measurement without a result: <see cref="Given"/>.</param>
    /// <param name="clock">Seconds that the calling thread has used; null for its CPU time.</param>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    public static double[] Measure(IReadOnlyList<TrainingTask<T>> tasks, TrainerOptions options, CancellationToken cancellationToken, Func<double>? clock = null)
    {
        clock ??= ThreadClock.CpuSeconds;
        int[] unknown = [.. Enumerable.Range(1, tasks.Count - 1).Where(k => tasks[k].Options.CostFactor is null)];
        if (unknown.Length == 0)
            return Given(tasks);
        var state = new TrainingState<T>(tasks.Select(task => task.Task));
        state.Take();
        var progress = new Progress(tasks.Count, tasks[0].Task.ExampleCount, options.Epochs);
        var worker = new TrainingWorker<T>(tasks, 0, options with { Threads = 1 });
        double primary = Seconds(0);
        double[] factors = Given(tasks);
        foreach (int k in unknown)
            factors[k] = Math.Max(Least, Math.Round(Seconds(k) / primary, Digits));
        state.Restore();
        return cancellationToken.IsCancellationRequested ? Given(tasks) : factors;

        double Seconds(int k)
        {
            Run(UnmeasuredSeconds, k);
            long multiplyAddsBefore = progress.MultiplyAdds(k);
            return Run(MeasuredSeconds, k) / Math.Max(1, progress.MultiplyAdds(k) - multiplyAddsBefore);
        }

        double Run(double atLeast, int k)
        {
            double began = clock(), spent = 0;
            while (spent < atLeast && !cancellationToken.IsCancellationRequested)
            {
                worker.Run(new PlannedWork(k, tasks[k].BatchSize, Weight: 1), progress, cancellationToken);
                spent = clock() - began;
            }
            return spent;
        }
    }
}
