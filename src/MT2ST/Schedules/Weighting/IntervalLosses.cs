namespace MT2ST.Schedules.Weighting;

/// <summary>The mean loss of every task over each stretch of a given number of primary epochs.</summary>
/// <remarks>A mean over steps, each step's loss being its mean over terms. The numbers live in the run's <see cref="ScheduleState"/>s.</remarks>
/// <param name="interval">The length of a stretch in primary epochs, above 0.</param>
internal sealed class IntervalLosses(double interval)
{
    /// <summary>Takes in a step; the caller holds the gate.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="losses">Each task's mean loss of a term in the step; NaN if it did not run.</param>
    /// <param name="observed">The observations that keep the sums.</param>
    /// <returns>Whether a stretch ended with this step.</returns>
    public bool Add(Progress progress, ReadOnlySpan<double> losses, Observations observed)
    {
        Span<double> sums = observed.State("losses/sums", losses.Length).Values, counts = observed.State("losses/counts", losses.Length).Values;
        for (int k = 0; k < losses.Length; k++)
        {
            if (double.IsNaN(losses[k]))
                continue;
            sums[k] += losses[k];
            counts[k]++;
        }
        ref double endedCount = ref observed.State("losses/ended", 1).Values[0];
        if (progress.Epoch < (endedCount + 1) * interval)
            return false;
        endedCount = Math.Floor(progress.Epoch / interval);
        Close(sums, counts, observed);
        return true;
    }

    /// <summary>By task, the mean loss of the last stretch that has ended; NaN if there is none or the task did not run.</summary>
    public static ReadOnlySpan<double> Last(Observations observed, int taskCount) => observed.State("losses/last", taskCount, double.NaN).Values;

    /// <summary>By task, that of the stretch before it.</summary>
    public static ReadOnlySpan<double> Before(Observations observed, int taskCount) => observed.State("losses/before", taskCount, double.NaN).Values;

    private static void Close(Span<double> sums, Span<double> counts, Observations observed)
    {
        Span<double> last = observed.State("losses/last", sums.Length, double.NaN).Values;
        last.CopyTo(observed.State("losses/before", sums.Length, double.NaN).Values);
        for (int k = 0; k < sums.Length; k++)
            last[k] = sums[k] / counts[k]; // 0 / 0 is NaN: the task did not run.
        sums.Clear();
        counts.Clear();
    }
}
