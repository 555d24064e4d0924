using System.Diagnostics;
using System.Numerics;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;
using MT2ST.Schedules;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Trains a primary task and its auxiliaries under a schedule, and records the curve.</summary>
/// <remarks>
/// The loop is <c>RunSteps</c>. One thread gives the same bits for the same seed; several update shared rows without locks
/// (Hogwild; Recht et al. 2011), each on its own share of every task's data.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly TrainerOptions _options;
    private readonly ISchedule _schedule;
    private readonly IReadOnlyList<TrainingTask<T>> _tasks;
    private readonly IRunListener _listener;
    private readonly TimeProvider _time;
    private readonly Progress _progress;
    private readonly Observations _observed = new();
    private readonly TrainingThread<T>[] _threads;
    private readonly ParameterSnapshot<T> _best;
    private readonly List<CurvePoint> _curve = [];
    private long _primarySteps;
    private long _began;
    private long _lastReport;
    private double _wallSeconds;
    private double _evaluationSeconds;

    /// <summary>Creates a trainer of one run.</summary>
    /// <param name="options">How the run goes.</param>
    /// <param name="schedule">The strategy.</param>
    /// <param name="tasks">The primary, then the auxiliaries that the strategy uses.</param>
    /// <param name="listener">Hears of progress and evaluations; null for nobody.</param>
    /// <param name="time">The wall clock; null for the system's.</param>
    /// <exception cref="ArgumentException">There is no task, or a thread's share of some task's data holds nothing to train on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options or of a task is out of its range.</exception>
    public Trainer(TrainerOptions options, ISchedule schedule, IReadOnlyList<TrainingTask<T>> tasks, IRunListener? listener = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfZero(tasks.Count);
        options.Validate();
        foreach (TrainingTask<T> task in tasks)
            task.Validate();
        _options = options;
        _schedule = schedule;
        _tasks = tasks;
        _listener = listener ?? new SilentListener();
        _time = time ?? TimeProvider.System;
        _progress = new Progress(tasks.Count, tasks[0].Task.ExampleCount, options.Epochs);
        _threads = [.. Enumerable.Range(0, options.Threads).Select(index => new TrainingThread<T>(tasks, index, options))];
        _best = new ParameterSnapshot<T>([.. tasks.SelectMany(ModelParameters.Of).Concat(ForTest(tasks[0])).Distinct()]);
    }

    /// <summary>Runs to the planned end, or until patience or cancellation ends it; the parameters kept are then in the tasks.</summary>
    /// <param name="cancellation">Ends training after the current step; what was trained so far is kept.</param>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    public RunRecord Train(CancellationToken cancellation)
    {
        _began = _time.GetTimestamp();
        long plannedSteps = Math.Max(1, (long)Math.Ceiling(_options.Epochs * _tasks[0].Task.ExampleCount / _tasks[0].BatchSize));
        long evaluations = Math.Clamp((long)Math.Round(_options.Epochs * _options.EvaluationsPerEpoch), 1, plannedSteps);
        int bestPoint = 0;
        string ended = "finished";
        Observe();
        if (KeepsBest)
            _best.Take();
        for (long e = 1; e <= evaluations; e++)
        {
            RunThreads(stepLimit: (long)((Int128)plannedSteps * e / evaluations), cancellation);
            Observe();
            if (_curve[^1].Dev > _curve[bestPoint].Dev)
            {
                bestPoint = _curve.Count - 1;
                if (KeepsBest)
                    _best.Take();
            }
            if (cancellation.IsCancellationRequested)
                ended = "cancelled";
            else if (_options.Patience > 0 && _tasks[0].Dev is not null && _curve.Count - 1 - bestPoint >= _options.Patience)
                ended = "patience";
            if (ended != "finished")
                break;
        }
        if (KeepsBest)
            _best.Restore();
        return Record(bestPoint, ended);
    }

    private bool KeepsBest => _options.KeepBest && _tasks[0].Dev is not null;

    /// <summary>What the primary's test quality is measured with beyond the model: tables that only training needs.</summary>
    private static IEnumerable<RowMatrix<T>> ForTest(TrainingTask<T> primary) =>
        primary.Test is null ? [] : primary.Task.RowParameters.Select(rows => rows.Rows);

    /// <summary>The training loop of one thread.</summary>
    private void RunSteps(TrainingThread<T> thread, long stepLimit, CancellationToken cancellation)
    {
        while (Interlocked.Read(ref _primarySteps) < stepLimit && !cancellation.IsCancellationRequested)
        {
            _schedule.SetWeights(_progress, _observed, thread.Weights);
            thread.Plan.Fill(thread.Weights); // A task of weight 0 is not in the plan and costs nothing.
            _progress.AddStep(_tasks[0].BatchSize);
            if (thread.Weights[0] > 0)
                Interlocked.Increment(ref _primarySteps);

            if (_schedule.Combiner is { } combiner)
                thread.RunJointly(combiner, _progress);
            else
                foreach (PlannedWork work in thread.Plan.Work)
                    thread.Run(work, _progress);

            if (thread == _threads[0])
                ReportProgress();
        }
    }

    private void RunThreads(long stepLimit, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        WorkerThreads.Run(_threads.Length, index =>
        {
            double cpuBefore = ThreadClock.CpuSeconds();
            try
            {
                RunSteps(_threads[index], stepLimit, stop.Token);
            }
            catch
            {
                stop.Cancel(); // The others' work would be thrown away.
                throw;
            }
            finally
            {
                _threads[index].CpuSeconds += ThreadClock.CpuSeconds() - cpuBefore;
            }
        });
        _wallSeconds += _time.GetElapsedTime(began).TotalSeconds;
    }

    private void Observe()
    {
        double cpuBefore = ThreadClock.CpuSeconds();
        TrainingTask<T> primary = _tasks[0];
        double dev = primary.Dev is null ? 0 : primary.Task.Evaluate(primary.Dev, CancellationToken.None).Quality;
        double devTarget = primary.DevTarget is null ? dev : primary.Task.Evaluate(primary.DevTarget, CancellationToken.None).Quality;
        _evaluationSeconds += ThreadClock.CpuSeconds() - cpuBefore;
        _observed.AddDevQuality(dev);
        _curve.Add(new CurvePoint
        {
            Step = _progress.Steps,
            Epoch = _progress.Epoch,
            CpuSeconds = _threads.Sum(thread => thread.CpuSeconds),
            WallSeconds = _wallSeconds,
            EvaluationSeconds = _evaluationSeconds,
            MultiplyAdds = ByTask(_progress.MultiplyAdds),
            Examples = ByTask(_progress.Examples),
            Weights = [.. _threads[0].Weights],
            Losses = ByTask(TakeMeanLoss),
            Dev = dev,
            DevTarget = devTarget,
        });
        _listener.OnEvaluated(_curve[^1]);
    }

    private double? TakeMeanLoss(int task)
    {
        double sum = 0;
        long terms = 0;
        foreach (TrainingThread<T> thread in _threads)
        {
            sum += thread.LossSums[task];
            terms += thread.TermCounts[task];
            thread.LossSums[task] = 0;
            thread.TermCounts[task] = 0;
        }
        return terms == 0 ? null : sum / terms;
    }

    private void ReportProgress()
    {
        if (_time.GetElapsedTime(_lastReport) < ProgressInterval)
            return;
        _lastReport = _time.GetTimestamp();
        _listener.OnProgress(new RunProgress(_progress.Epoch, _options.Epochs, _progress.Examples(0),
            _time.GetElapsedTime(_began).TotalSeconds, [.. _threads[0].Weights]));
    }

    private RunRecord Record(int bestPoint, string ended)
    {
        TrainingTask<T> primary = _tasks[0];
        Measurement? test = primary.Test is null ? null : primary.Task.Evaluate(primary.Test, CancellationToken.None);
        return new RunRecord
        {
            Name = _options.Name,
            Seed = _options.Seed,
            Tasks = [.. _tasks.Select(task => task.Task.Name)],
            Shared = SharedParameter.Among(_tasks.Select(task => task.Task)),
            Curve = _curve,
            PreparationSeconds = _options.PreparationSeconds,
            CpuSeconds = _threads.Sum(thread => thread.CpuSeconds),
            WallSeconds = _wallSeconds,
            EvaluationSeconds = _evaluationSeconds,
            Steps = _progress.Steps,
            MultiplyAdds = ByTask(_progress.MultiplyAdds),
            Examples = ByTask(_progress.Examples),
            BestPoint = bestPoint,
            Kept = KeepsBest ? "best" : "last",
            Ended = ended,
            Test = test,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }

    private TValue[] ByTask<TValue>(Func<int, TValue> value) => [.. Enumerable.Range(0, _tasks.Count).Select(value)];

    private sealed class SilentListener : IRunListener;
}
