using MT2ST.Comparisons;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Shows which run of a comparison is going, its progress, and how long all of them will take.</summary>
/// <param name="status">The line that shows it.</param>
/// <param name="purpose">The purpose of the runs, such as <c>Measuring</c>: the first word of a line.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class ComparisonDisplay(StatusLine status, string purpose, TimeProvider? time = null) : IProgress<ComparisonProgress>, IRunListener
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private ComparisonProgress? _current;
    private long _began;
    private int _takenCount;

    public void Report(ComparisonProgress value)
    {
        if (value is { EndedCount: 0 } or { EndedCount: 1, TakenFrom: not null }) // Another set of runs begins.
            _takenCount = 0;
        if (value.Record is null && value.EndedCount == _takenCount) // The first run that is done now: those taken took no time.
            _began = _time.GetTimestamp();
        _current = value;
        if (value.TakenFrom is { } source)
        {
            _takenCount++;
            status.WriteLine($"{Place(value.EndedCount)}: taken from {source}");
        }
        else if (value.Record is { } run)
            status.WriteLine(FormattableString.Invariant($"{Place(value.EndedCount)}: best on dev {run.Curve[run.BestPoint].Dev:0.0000}, {run.CpuSeconds:0.00} CPU seconds, {run.Ended}"));
    }

    public void OnProgress(RunProgress progress)
    {
        if (_current is not { } current)
            return;
        double done = current.EndedCount - _takenCount + progress.Share;
        double left = _time.GetElapsedTime(_began).TotalSeconds * (current.RunCount - _takenCount - done) / Math.Max(done, 1e-3);
        status.Update($"{Place(current.EndedCount + 1)}  {StatusLine.Bar(progress.Share)}  {StatusLine.Duration(left)} left for all");
    }

    private string Place(int run) => FormattableString.Invariant($"{purpose} run {run} of {_current!.RunCount}: {_current.Row}, seed {_current.Seed}");
}
