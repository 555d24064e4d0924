using System.Diagnostics;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Trains a primary task and its auxiliaries under a schedule, and records the curve.</summary>
/// <remarks>
/// The loop over steps is <c>TrainingLoop.RunSteps</c>; this class evaluates between stretches of it, keeps the best and stops.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Cancelled = "cancelled";

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly TrainerOptions _options;
    private readonly ISchedule _schedule;
    private readonly IReadOnlyList<TrainingTask<T>> _tasks;
    private readonly IProgress<RunProgress>? _reports;
    private readonly TimeProvider _time;
    private readonly Progress _progress;
    private readonly Observations _observed = new();
    private readonly long _plannedExamples; // Of the primary.
    private readonly TrainingLoop<T> _loop;
    private readonly ProbeRunner<T>? _probes; // Null if there is nothing to probe or to measure by.
    private readonly ParameterSnapshot<T> _best;
    private readonly SwitchToPrimary<T> _switch;
    private readonly List<CurvePoint> _curve = [];
    private readonly List<Measurement?> _dev = []; // Of each point of the curve.
    private long _began;
    private long _lastReport;
    private double _wallSeconds;
    private double _evaluationSeconds;
    private double _costSeconds;

    /// <summary>Creates a trainer of one run.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="schedule">The strategy.</param>
    /// <param name="tasks">The primary, then the auxiliaries that the strategy uses.</param>
    /// <param name="reports">Receives progress and evaluations; null for none.</param>
    /// <param name="time">The wall clock; null for the system's.</param>
    /// <exception cref="ArgumentException">There is no task, or a thread's share of some task's data holds nothing to train on.</exception>
    public Trainer(TrainerOptions options, ISchedule schedule, IReadOnlyList<TrainingTask<T>> tasks, IProgress<RunProgress>? reports = null, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tasks.Count);
        _options = options;
        _schedule = schedule;
        _tasks = tasks;
        _reports = reports;
        _time = time ?? TimeProvider.System;
        _progress = new Progress(tasks.Count, tasks[0].Task.ExampleCount, options.Epochs, TaskCosts<T>.Given(tasks));
        _switch = new SwitchToPrimary<T>(options, tasks, _progress);
        _plannedExamples = Math.Max(1, (long)Math.Round(options.Epochs * tasks[0].Task.ExampleCount, MidpointRounding.AwayFromZero));
        _loop = new TrainingLoop<T>(tasks, schedule, _observed, _progress, options, _switch, _plannedExamples);
        _probes = schedule.Probing is { } probing && HasDev ? new ProbeRunner<T>(tasks, probing, _observed, options) : null;
        _best = new ParameterSnapshot<T>([.. tasks.SelectMany(ModelParameters.Of).Concat(tasks[0].Quality?.TestParameters ?? []).Distinct()]);
    }

    /// <summary>Runs to the planned end, or until patience or cancellation ends it; the parameters kept are then in the tasks.</summary>
    /// <param name="cancellationToken">
    /// Ends training after the current step, and evaluations at once; what was trained so far is kept. An interrupted evaluation
    /// is not a point of the curve; if only the start was evaluated, the parameters of the last step are kept.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled before the start was evaluated: nothing was trained.</exception>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    public RunRecord Train(CancellationToken cancellationToken)
    {
        _began = _time.GetTimestamp();
        long plannedSteps = ((_plannedExamples - 1) / _tasks[0].BatchSize) + 1;
        long evaluations = Math.Clamp((long)Math.Round(_options.Epochs * _options.EvaluationsPerEpoch), 1, plannedSteps);
        int bestPoint = 0;
        string ended = "finished";
        if (_options.Freeze)
            _switch.FreezeTable();
        if (_options.MeasuresCosts && _probes is not null)
            MeasureCosts(cancellationToken);
        Observe(cancellationToken);
        if (KeepsBest)
            _best.Take();
        for (long e = 1; e <= evaluations; e++)
        {
            long stepLimit = (long)((Int128)plannedSteps * e / evaluations);
            if (_loop.PrimarySteps >= stepLimit && e < evaluations)
                continue; // An adopted probe came further.
            Probe(cancellationToken);
            RunTo(stepLimit, cancellationToken);
            if (e == evaluations)
                TakeLastStep(cancellationToken);
            if (!TryObserve(cancellationToken))
            {
                ended = Cancelled;
                break;
            }
            if (_curve[^1].Dev > _curve[bestPoint].Dev)
            {
                bestPoint = _curve.Count - 1;
                if (KeepsBest)
                    _best.Take();
            }
            if (cancellationToken.IsCancellationRequested)
                ended = Cancelled;
            else if (_options.Patience > 0 && HasDev && _curve.Count - 1 - bestPoint >= _options.Patience)
                ended = "patience";
            if (ended != "finished")
                break;
        }
        bool keepsBest = KeepsBest && !(ended == Cancelled && _curve.Count == 1); // Nothing trained was evaluated yet.
        if (keepsBest)
            _best.Restore();
        return Record(bestPoint, keepsBest, ended, cancellationToken);
    }

    /// <summary>CPU seconds of training and of the strategies' own work.</summary>
    private double TrainingSeconds => _loop.CpuSeconds + (_probes?.CpuSeconds ?? 0) + _costSeconds;

    private bool HasDev => _tasks[0].Quality is { HasDev: true };

    private bool KeepsBest => _options.KeepBest && HasDev;

    private void MeasureCosts(CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        double cpuBefore = ThreadClock.CpuSeconds();
        _progress.SetCostFactors(TaskCosts<T>.Measure(_tasks, _options, cancellationToken));
        _costSeconds = ThreadClock.CpuSeconds() - cpuBefore;
        _wallSeconds += _time.GetElapsedTime(began).TotalSeconds;
    }

    private void RunTo(long stepLimit, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        _loop.RunTo(stepLimit, costLimit: double.PositiveInfinity, ReportProgress, cancellationToken);
        _wallSeconds += _time.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Gives the primary its last step; an interrupted one changes nothing.</summary>
    private void TakeLastStep(CancellationToken cancellationToken)
    {
        if (_tasks[0].Task is not ILastStep task || cancellationToken.IsCancellationRequested)
            return;
        long began = _time.GetTimestamp();
        double cpuBefore = ThreadClock.CpuSeconds();
        try
        {
            _progress.AddWork(0, exampleCount: 0, task.TakeLastStep(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        _costSeconds += ThreadClock.CpuSeconds() - cpuBefore;
        _wallSeconds += _time.GetElapsedTime(began).TotalSeconds;
    }

    // On the grid, so that the run's own side of the comparison is evaluated anyway.
    private void Probe(CancellationToken cancellationToken)
    {
        if (_probes is null)
            return;
        long began = _time.GetTimestamp();
        _probes.Run(_loop, _progress, cancellationToken);
        _wallSeconds += _time.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Evaluates and adds a point to the curve; false, and no point, if the evaluation was interrupted.</summary>
    private bool TryObserve(CancellationToken cancellationToken)
    {
        try
        {
            Observe(cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Observe(CancellationToken cancellationToken)
    {
        double cpuBefore = ThreadClock.CpuSeconds();
        Measurement? measured = _tasks[0].Quality?.Dev(cancellationToken);
        double dev = measured?.Quality ?? 0;
        double devTarget = _tasks[0].Quality?.DevTarget(cancellationToken) ?? dev;
        _evaluationSeconds += ThreadClock.CpuSeconds() - cpuBefore;
        _observed.Add(new EvaluationPoint(_progress.Epoch, _progress.Cost, dev));
        _curve.Add(new CurvePoint
        {
            Step = _progress.Steps,
            Epoch = _progress.Epoch,
            CpuSeconds = TrainingSeconds,
            WallSeconds = _wallSeconds,
            EvaluationSeconds = _evaluationSeconds,
            MultiplyAdds = ByTask(_progress.MultiplyAdds),
            Examples = ByTask(_progress.Examples),
            Weights = [.. _loop.Weights],
            Losses = ByTask(_loop.TakeMeanLoss),
            Dev = dev,
            DevTarget = devTarget,
        });
        _dev.Add(measured);
        _reports?.Report(Now() with { Evaluation = _curve[^1], Dev = measured });
    }

    private void ReportProgress()
    {
        if (_time.GetElapsedTime(_lastReport) < ProgressInterval)
            return;
        _lastReport = _time.GetTimestamp();
        _reports?.Report(Now());
    }

    private RunProgress Now() => new()
    {
        Epoch = _progress.Epoch,
        PlannedEpochs = _options.Epochs,
        Examples = _progress.Examples(0),
        WallSeconds = _time.GetElapsedTime(_began).TotalSeconds,
        Weights = [.. _loop.Weights],
    };

    private RunRecord Record(int bestPoint, bool keepsBest, string ended, CancellationToken cancellationToken)
    {
        Measurement? test = null;
        double? trainQuality = null;
        try
        {
            test = _tasks[0].Quality?.Test(cancellationToken);
            trainQuality = _tasks[0].Quality?.Train(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ended = Cancelled;
        }
        return new RunRecord
        {
            Name = _options.Name,
            Seed = _options.Seed,
            Tasks = [.. _tasks.Select(task => task.Task.Name)],
            Shared = SharedParameter.Among(_tasks.Select(task => task.Task)),
            Curve = _curve,
            PreparationSeconds = _options.PreparationSeconds,
            CpuSeconds = TrainingSeconds,
            WallSeconds = _wallSeconds,
            EvaluationSeconds = _evaluationSeconds,
            Steps = _progress.Steps,
            MultiplyAdds = ByTask(_progress.MultiplyAdds),
            Examples = ByTask(_progress.Examples),
            BestPoint = bestPoint,
            Epochs = _progress.Epoch,
            Kept = keepsBest ? "best" : "last",
            Ended = ended,
            CostFactors = _probes is null ? [] : _progress.CostFactors,
            Probes = _observed.Probes,
            SwitchedOff = [.. Enumerable.Range(1, _tasks.Count - 1).Where(k => _probes?.IsOff(k) == true).Select(k => _tasks[k].Task.Name)],
            UnreachedSwitches = UnreachedSwitches(),
            Dev = _dev[bestPoint],
            Test = test,
            DevMetric = _dev[bestPoint]?.Metric,
            TrainQuality = trainQuality,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }

    private Dictionary<string, string> UnreachedSwitches()
    {
        Dictionary<string, string> points = new(StringComparer.Ordinal);
        for (int k = 1; k < _tasks.Count; k++)
            if (_schedule.PendingSwitch(k, _progress, _observed) is { } point)
                points[_tasks[k].Task.Name] = point.Epochs is { } epochs ? epochs.ToString(CultureInfo.InvariantCulture) : "auto";
        return points;
    }

    private TValue[] ByTask<TValue>(Func<int, TValue> value) => [.. Enumerable.Range(0, _tasks.Count).Select(value)];
}
