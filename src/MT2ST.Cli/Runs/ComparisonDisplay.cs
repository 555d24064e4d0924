using MT2ST.Comparisons;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Shows which run of a comparison goes, how far it is and how long all of them will take.</summary>
/// <param name="status">Where it is shown.</param>
/// <param name="purpose">What the runs are for, such as <c>Measuring</c>: the first word of a line.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class ComparisonDisplay(StatusLine status, string purpose, TimeProvider? time = null) : IProgress<ComparisonProgress>, IRunListener
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private ComparisonProgress? _current;
    private long _began;

    public void Report(ComparisonProgress value)
    {
        if (value is { EndedCount: 0, Record: null }) // The first of the runs starts.
            _began = _time.GetTimestamp();
        _current = value;
        if (value.Record is { } run)
            status.WriteLine(FormattableString.Invariant($"{Place(value.EndedCount)}: best on dev {run.Curve[run.BestPoint].Dev:0.0000}, {run.CpuSeconds:0.00} CPU seconds, {run.Ended}"));
    }

    public void OnProgress(RunProgress progress)
    {
        if (_current is not { } current)
            return;
        double done = current.EndedCount + progress.Share;
        double left = _time.GetElapsedTime(_began).TotalSeconds * (current.RunCount - done) / Math.Max(done, 1e-3);
        status.Update($"{Place(current.EndedCount + 1)}  {StatusLine.Bar(progress.Share)}  {StatusLine.Duration(left)} left for all");
    }

    private string Place(int run) => FormattableString.Invariant($"{purpose} run {run} of {_current!.RunCount}: {_current.Row}, seed {_current.Seed}");
}
