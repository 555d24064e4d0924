using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Training;

/// <summary>One thread's workers, plan and sums; it runs the work that a step's plan names.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class TrainingWorker<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double LeastRateShare = 1e-4; // word2vec's floor under its learning rate.
    private const int LongestRecording = 1 << 20; // Examples between two looks at the cancellation; a usual step has fewer.

    private readonly IReadOnlyList<TrainingTask<T>> _tasks;
    private readonly ITaskWorker<T>[] _workers;
    private readonly JointGradients<T> _gradients;
    private readonly double[] _stepLossSums;
    private readonly long[] _stepTermCounts;
    private readonly double[] _stepLosses;

    public TrainingWorker(IReadOnlyList<TrainingTask<T>> tasks, int index, TrainerOptions options)
    {
        _tasks = tasks;
        // Each task draws from a sequence of its own, so that one task's work does not change what another one sees.
        _workers = [.. tasks.Select((task, k) => task.Task.CreateWorker(new Shard(index, options.Threads, options.Seed + ((ulong)(k + 1) << 32))))];
        _gradients = new JointGradients<T>(tasks.Select(task => task.Task));
        _stepLossSums = new double[tasks.Count];
        _stepTermCounts = new long[tasks.Count];
        _stepLosses = new double[tasks.Count];
        Plan = new WorkPlan(tasks[0].BatchSize, [.. tasks.Skip(1).Select(task => task.Options)], [.. tasks.Skip(1).Select(task => task.Units)], options.Execution);
        Weights = new double[tasks.Count];
        LossSums = new double[tasks.Count];
        TermCounts = new long[tasks.Count];
    }

    public WorkPlan Plan { get; }

    /// <summary>The weights of the last step.</summary>
    public double[] Weights { get; }

    /// <summary>Losses since they were last set to zero, by task.</summary>
    public double[] LossSums { get; }

    /// <summary>Terms of those losses, by task.</summary>
    public long[] TermCounts { get; }

    /// <summary>Runs one task's part of a step in batches, each applied at once.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="progress">Counts the work; its share sets decaying rates.</param>
    /// <param name="cancellationToken">Ends it after the current batch.</param>
    public void Run(PlannedWork work, Progress progress, CancellationToken cancellationToken)
    {
        TrainingTask<T> task = _tasks[work.Task];
        double scale = work.Weight * RateShare(work.Task, progress);
        for (int left = work.ExampleCount; left > 0; left -= task.BatchSize)
        {
            StepReport report = task.RowOptimizer.TrainBatch(_workers[work.Task], Math.Min(left, task.BatchSize), task.Rate * scale);
            Count(work.Task, report, ApplyDense(work.Task, scale), progress);
            if (cancellationToken.IsCancellationRequested)
                return;
        }
    }

    /// <summary>Runs a whole step with every gradient taken at one point: record, combine, then apply.</summary>
    public void RunJointly(IGradientCombiner combiner, Progress progress, Observations observed, CancellationToken cancellationToken)
    {
        _gradients.Clear();
        foreach (PlannedWork work in Plan.Work)
        {
            StepReport report = default;
            for (int left = work.ExampleCount; left > 0 && (left == work.ExampleCount || !cancellationToken.IsCancellationRequested); left -= LongestRecording)
                report += _workers[work.Task].TrainBatch(new RecordingUpdate<T>(_gradients.Record(work.Task)), Math.Min(left, LongestRecording));
            Count(work.Task, report, 0, progress);
            _gradients.Add(work.Task, report);
        }
        combiner.Combine(_gradients, progress, observed);
        foreach (PlannedWork work in Plan.Work)
        {
            TrainingTask<T> task = _tasks[work.Task];
            double scale = work.Weight * RateShare(work.Task, progress);
            long cost = task.RowOptimizer.Apply(_gradients.Record(work.Task), task.Rate * scale);
            progress.AddWork(work.Task, 0, cost + _gradients.MultiplyAdds(work.Task) + ApplyDense(work.Task, scale));
        }
    }

    /// <summary>Writes the workers' pending updates, before others look at the parameters.</summary>
    public void Settle()
    {
        foreach (ITaskWorker<T> worker in _workers)
            worker.Settle();
    }

    /// <summary>The mean loss of a term of each task since this was last called; NaN for a task that did not run.</summary>
    public ReadOnlySpan<double> TakeStepLosses()
    {
        for (int k = 0; k < _stepLosses.Length; k++)
            _stepLosses[k] = _stepLossSums[k] / _stepTermCounts[k]; // 0 / 0 is NaN.
        _stepLossSums.AsSpan().Clear();
        _stepTermCounts.AsSpan().Clear();
        return _stepLosses;
    }

    private double RateShare(int k, Progress progress) => _tasks[k].LinearDecay ? Math.Max(LeastRateShare, 1 - progress.Share) : 1;

    private void Count(int k, StepReport report, long denseCost, Progress progress)
    {
        if (!double.IsFinite(report.LossSum))
            throw new TrainingDivergedException(progress.Steps, _tasks[k].Task.Name, _tasks[k].Rate * RateShare(k, progress));
        LossSums[k] += report.LossSum;
        TermCounts[k] += report.TermCount;
        _stepLossSums[k] += report.LossSum;
        _stepTermCounts[k] += report.TermCount;
        progress.AddWork(k, report.ExampleCount, report.MultiplyAdds + denseCost);
    }

    private long ApplyDense(int k, double scale)
    {
        TrainingTask<T> task = _tasks[k];
        IReadOnlyList<DenseParameter<T>> parameters = task.Task.DenseParameters;
        long cost = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            RowMatrix<T> gradient = _workers[k].DenseGradients[i];
            lock (parameters[i].Gate)
                task.HeadOptimizer.Apply(parameters[i], gradient, task.HeadRate * scale);
            gradient.Values.Clear();
            cost += parameters[i].ValueCount * task.HeadOptimizer.MultiplyAddsPerValue;
        }
        return cost;
    }
}
