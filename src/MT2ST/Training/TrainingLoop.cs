using MT2ST.Schedules;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Threads that train the tasks under a schedule, in a run or in one of its probes.</summary>
/// <remarks>
/// One thread gives the same bits for the same seed; several update shared rows without locks (Hogwild; Recht et al. 2011),
/// each on its own share of every task's data.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class TrainingLoop<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<TrainingTask<T>> _tasks;
    private readonly ISchedule _schedule;
    private readonly Observations _observed;
    private readonly Progress _progress;
    private readonly SwitchToPrimary<T>? _switch;
    private readonly IGradientCombiner? _joint;
    private readonly long _plannedExamples;
    private readonly double[] _cpuSeconds; // By worker.
    private TrainingWorker<T>[] _workers;
    private long _primarySteps;

    /// <param name="tasks">The primary, then the auxiliaries.</param>
    /// <param name="schedule">The strategy.</param>
    /// <param name="observed">The measurements so far, for the strategy.</param>
    /// <param name="progress">Counts the work.</param>
    /// <param name="options">Threads, seed and execution.</param>
    /// <param name="atSwitch">Acts at the switch to the primary alone; null in a probe, which never counts as the switch.</param>
    /// <param name="plannedExamples">The primary's examples in all steps together: the last step takes what is left of them. By default every step is whole.</param>
    public TrainingLoop(
        IReadOnlyList<TrainingTask<T>> tasks, ISchedule schedule, Observations observed, Progress progress, TrainerOptions options, SwitchToPrimary<T>? atSwitch = null, long plannedExamples = long.MaxValue)
    {
        _plannedExamples = plannedExamples;
        _tasks = tasks;
        _schedule = schedule;
        _observed = observed;
        _progress = progress;
        _switch = atSwitch;
        _joint = options.Joint ? SumCombiner.Instance : null;
        _workers = [.. Enumerable.Range(0, options.Threads).Select(index => new TrainingWorker<T>(tasks, index, options))];
        _cpuSeconds = new double[options.Threads];
    }

    /// <summary>Steps in which the primary ran.</summary>
    public long PrimarySteps => Interlocked.Read(ref _primarySteps);

    /// <summary>CPU seconds of all threads in training, without those of adopted probes.</summary>
    public double CpuSeconds => _cpuSeconds.Sum();

    /// <summary>The task weights of the last step.</summary>
    public ReadOnlySpan<double> Weights => _workers[0].Weights;

    /// <summary>Trains until a limit is reached.</summary>
    /// <param name="stepLimit">Steps of the primary, over all threads.</param>
    /// <param name="costLimit">The progress's cost.</param>
    /// <param name="stepped">Called after each step of one of the threads; null for none.</param>
    /// <param name="cancellationToken">Ends training after the current batch.</param>
    /// <returns>CPU seconds of all threads but the caller's.</returns>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    public double RunTo(long stepLimit, double costLimit, Action? stepped, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return WorkerThreads.Run(_workers.Length, index =>
        {
            double cpuBefore = ThreadClock.CpuSeconds();
            try
            {
                RunSteps(_workers[index], stepLimit, costLimit, index == 0 ? stepped : null, stop.Token);
            }
            catch
            {
                stop.Cancel(); // The others' work would be thrown away.
                throw;
            }
            finally
            {
                _workers[index].Settle();
                _cpuSeconds[index] += ThreadClock.CpuSeconds() - cpuBefore;
            }
        });
    }

    /// <summary>Goes on as a probe would have, with its workers at their places in the data.</summary>
    /// <param name="probe">The probe, whose parameters are the run's now.</param>
    /// <param name="startSteps">The primary's steps at its start.</param>
    public void Adopt(TrainingLoop<T> probe, long startSteps)
    {
        _workers = probe._workers;
        foreach (TrainingWorker<T> worker in _workers)
            worker.TakeStepLosses(); // A probe's schedule does not learn: the sums are over all of its steps.
        _primarySteps = startSteps + probe.PrimarySteps;
    }

    /// <summary>The mean loss of a task since it was last asked for; null if the task did not run.</summary>
    public double? TakeMeanLoss(int task)
    {
        double sum = 0;
        long terms = 0;
        foreach (TrainingWorker<T> worker in _workers)
        {
            sum += worker.LossSums[task];
            terms += worker.TermCounts[task];
            worker.LossSums[task] = 0;
            worker.TermCounts[task] = 0;
        }
        return terms == 0 ? null : sum / terms;
    }

    /// <summary>The training loop of one thread.</summary>
    private void RunSteps(TrainingWorker<T> worker, long stepLimit, double costLimit, Action? stepped, CancellationToken cancellationToken)
    {
        while (PrimarySteps < stepLimit && _progress.Cost < costLimit && !cancellationToken.IsCancellationRequested)
        {
            _schedule.SetWeights(_progress, _observed, worker.Weights);
            if (!TryBegin(worker.Weights[0] > 0, stepLimit, out int examples))
                return;
            worker.Plan.Fill(worker.Weights, examples); // A task of weight 0 is not in the plan and costs nothing.
            _switch?.Notice(worker.Weights);
            _progress.AddStep(examples);

            // A single task has nothing to be combined with.
            if (worker.Plan.Work.Length > 1 && (_schedule.Combiner(_progress) ?? _joint) is { } combiner)
                worker.RunJointly(combiner, _progress, _observed, cancellationToken);
            else
                foreach (PlannedWork work in worker.Plan.Work)
                    worker.Run(work, _progress, cancellationToken);

            if (_schedule.Learns)
                lock (_observed.Gate)
                    _schedule.Learn(_progress, worker.TakeStepLosses(), _observed);

            stepped?.Invoke();
        }
    }

    /// <summary>Counts a step; false if another thread has just begun the last one.</summary>
    /// <param name="hasPrimary">Whether the primary runs in it.</param>
    /// <param name="stepLimit">The most steps of the primary.</param>
    /// <param name="examples">The primary's examples that the step stands for, those of auxiliaries being measured by them.</param>
    private bool TryBegin(bool hasPrimary, long stepLimit, out int examples)
    {
        examples = _tasks[0].BatchSize;
        if (!hasPrimary)
            return true;
        long step = Interlocked.Increment(ref _primarySteps);
        examples = (int)Math.Clamp(_plannedExamples - ((step - 1) * examples), 1, examples);
        if (step <= stepLimit)
            return true;
        Interlocked.Decrement(ref _primarySteps);
        return false;
    }
}
