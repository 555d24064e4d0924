using MT2ST.Comparisons.Tuning;

namespace MT2ST.Cli.Runs;

/// <summary>Shows which run of a comparison is going, its progress, and how long all of them will take.</summary>
/// <param name="status">The line that shows it.</param>
/// <param name="showTuning">Called with what tuning chose; null for nothing.</param>
/// <param name="keep">Called with each measured run's model and name; null for nothing.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class ComparisonDisplay(StatusLine status, Action<TuningResult>? showTuning = null, Action<ComparisonProgress>? keep = null, TimeProvider? time = null) : IProgress<ComparisonProgress>
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _began;
    private ulong _firstSeed;
    private int _takenCount;

    public void Report(ComparisonProgress value)
    {
        if (value.Message is { } message)
            status.WriteLine(message);
        else if (value.Tuning is { } tuning)
            showTuning?.Invoke(tuning);
        else if (value.Model is not null)
            keep?.Invoke(value);
        else if (value.Run is { } run)
            Update(value, run);
        else
            ReportRun(value);
    }

    private void ReportRun(ComparisonProgress value)
    {
        if (value is { EndedCount: 0 } or { EndedCount: 1, TakenFrom: not null }) // Another set of runs begins.
            _takenCount = 0;
        if (value.Record is null && value.EndedCount == _takenCount) // The first run that is done now: those taken took no time.
            (_began, _firstSeed) = (_time.GetTimestamp(), value.Seed);
        if (value.TakenFrom is { } source)
        {
            _takenCount++;
            status.WriteLine($"{Place(value, value.EndedCount)}: taken from {source}");
        }
        else if (value.Record is { } run)
            status.WriteLine(FormattableString.Invariant($"{Place(value, value.EndedCount)}: best on dev: {MetricText.Of(run.DevMetric, run.Curve[run.BestPoint].Dev)}, {run.CpuSeconds:0.00} CPU seconds, {run.Ended}"));
    }

    private void Update(ComparisonProgress current, RunProgress run)
    {
        string place = $"{Place(current, current.EndedCount + 1)}  {StatusLine.Bar(run.Share)}";
        if (current.Seed == _firstSeed) // Rows differ in cost, so nothing is known of the whole before each has run once.
        {
            status.Update(place);
            return;
        }
        double done = current.EndedCount - _takenCount + run.Share;
        double left = _time.GetElapsedTime(_began).TotalSeconds * (current.RunCount - _takenCount - done) / Math.Max(done, 1e-3);
        status.Update($"{place}  {StatusLine.Duration(left)} left for all");
    }

    private static string Place(ComparisonProgress value, int run) =>
        FormattableString.Invariant($"{(value.IsTuning ? "Tuning" : "Measuring")} run {run} of {value.RunCount}: {value.Row}, seed {value.Seed}");
}
