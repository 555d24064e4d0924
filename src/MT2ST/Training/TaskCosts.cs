using System.Numerics;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Measures what a multiply-add of each task takes on this machine, once, for strategies that weigh gain against cost.</summary>
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

    /// <summary>The CPU time of a multiply-add of each task as a multiple of the primary's; parameters come back as they were.</summary>
    /// <param name="tasks">The primary, then the auxiliaries.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="cancellation">Ends the measurement early.</param>
    public static double[] Measure(IReadOnlyList<TrainingTask<T>> tasks, TrainerOptions options, CancellationToken cancellation)
    {
        var state = new TrainingState<T>(tasks.Select(task => task.Task));
        state.Take();
        var progress = new Progress(tasks.Count, tasks[0].Task.ExampleCount, options.Epochs);
        var thread = new TrainingThread<T>(tasks, 0, options with { Threads = 1 });
        var seconds = new double[tasks.Count];
        for (int k = 0; k < tasks.Count; k++)
        {
            if (tasks[k].Task.Host is not null)
                continue;
            Run(UnmeasuredSeconds, k);
            seconds[k] = Run(MeasuredSeconds, k);
        }
        state.Restore();
        return [.. tasks.Select((_, k) => Math.Max(Math.Pow(10, -Digits), Math.Round(seconds[Place(tasks, k)] / seconds[0], Digits)))];

        double Run(double atLeast, int k)
        {
            long multiplyAddsBefore = progress.MultiplyAdds(k);
            double began = ThreadClock.CpuSeconds(), spent = 0;
            while (spent < atLeast && !cancellation.IsCancellationRequested)
            {
                thread.Run(new PlannedWork(k, tasks[k].BatchSize, Weight: 1), progress);
                spent = ThreadClock.CpuSeconds() - began;
            }
            return Math.Max(spent, double.Epsilon) / Math.Max(1, progress.MultiplyAdds(k) - multiplyAddsBefore);
        }
    }

    /// <summary>The task in whose batches one does its work: itself, or its host.</summary>
    private static int Place(IReadOnlyList<TrainingTask<T>> tasks, int k)
    {
        int host = Enumerable.Range(0, tasks.Count).FirstOrDefault(other => tasks[other].Task.Name == tasks[k].Task.Host, k);
        return host == k ? k : Place(tasks, host);
    }
}
