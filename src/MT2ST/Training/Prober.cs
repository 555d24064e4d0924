using System.Numerics;
using MT2ST.Schedules;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Trains aside from marked parameters, for schedules that want to know what other weights would have given.</summary>
/// <remarks>A probe has workers of its own, so that the order in which the run visits its data does not change.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class Prober<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<TrainingTask<T>> _tasks;
    private readonly ISchedule _schedule;
    private readonly Observations _observed;
    private readonly TrainerOptions _options;
    private TrainingState<T>? _marked;
    private TrainingState<T>? _own;
    private Progress? _markedProgress;
    private long _markedSteps;

    /// <param name="tasks">All tasks of the run.</param>
    /// <param name="schedule">What asks for probes.</param>
    /// <param name="observed">Where their results go.</param>
    /// <param name="options">The run's threads and seed.</param>
    public Prober(IReadOnlyList<TrainingTask<T>> tasks, ISchedule schedule, Observations observed, TrainerOptions options)
    {
        _tasks = tasks;
        _schedule = schedule;
        _observed = observed;
        _options = options;
    }

    /// <summary>CPU seconds of probes and of their evaluations so far.</summary>
    public double CpuSeconds { get; private set; }

    /// <summary>Runs the probes that the schedule asks for, then marks the parameters where it wants that.</summary>
    /// <param name="line">The run's own training, which goes on from a probe's end where the schedule adopts it.</param>
    /// <param name="progress">The run's progress; what probes cost is charged to it.</param>
    /// <param name="cancellation">Ends a probe early; its result is then dropped.</param>
    public void Run(TrainingLine<T> line, Progress progress, CancellationToken cancellation)
    {
        double began = ThreadClock.CpuSeconds();
        while (!cancellation.IsCancellationRequested && _schedule.NextProbe(progress, _observed) is { } request)
            Run(request, line, progress, cancellation);
        if (_schedule.WantsMark(progress, _observed))
            Mark(line, progress);
        CpuSeconds += ThreadClock.CpuSeconds() - began;
    }

    private void Mark(TrainingLine<T> line, Progress progress)
    {
        _marked ??= new TrainingState<T>(_tasks.Select(task => task.Task));
        _marked.Take();
        _markedProgress = progress.Fork();
        _markedSteps = line.PrimarySteps;
        _observed.SetMark();
    }

    private void Run(ProbeRequest request, TrainingLine<T> line, Progress progress, CancellationToken cancellation)
    {
        if (_marked is null || _markedProgress is null || _observed.Mark is not { } mark)
            throw new InvalidOperationException("A schedule asked for a probe before it wanted a mark.");
        _own ??= new TrainingState<T>(_tasks.Select(task => task.Task));
        _own.Take();
        _marked.Restore();
        Progress aside = _markedProgress.Fork();
        var probing = new TrainingLine<T>(_tasks, new FixedWeights(request.Weights, _schedule.Combiner), _observed, aside,
            _options with { Seed = _options.Seed ^ ((ulong)(_observed.Probes.Count + 1) << 48) });
        long steps = double.IsFinite(request.Epochs) ? StepsOf(request.Epochs) : long.MaxValue;
        CpuSeconds += probing.RunTo(steps, aside.Cost + request.Cost, stepped: null, cancellation);
        if (cancellation.IsCancellationRequested)
        {
            progress.Discard(_markedProgress, aside);
            _own.Restore();
            return;
        }
        TrainingTask<T> primary = _tasks[0];
        double dev = primary.Task.Evaluate(primary.Dev!, cancellation).Quality;
        _observed.Add(new Probe(mark, _observed.Points.Count - 1, request.Weights, aside.Cost - _markedProgress.Cost, dev));
        if (_schedule.AdoptsLastProbe(_observed))
        {
            line.PrimarySteps = _markedSteps + probing.PrimarySteps;
            progress.Adopt(_markedProgress, aside);
        }
        else
        {
            progress.Discard(_markedProgress, aside);
            _own.Restore();
        }
    }

    private long StepsOf(double epochs) =>
        Math.Max(1, (long)Math.Round(epochs * _tasks[0].Task.ExampleCount / _tasks[0].BatchSize));
}
