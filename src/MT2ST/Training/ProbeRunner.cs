using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Threading;

namespace MT2ST.Training;

/// <summary>Trains aside from marked parameters, for strategies that need to know the result of other weights.</summary>
/// <remarks>
/// A probe has its own workers, so that it does not change the order in which the run visits its data. A probe from before the
/// first step visits the data as the run did: if it is adopted, the run equals one that had these weights from its start,
/// bit for bit on one thread if tasks update in turn.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="tasks">All tasks of the run.</param>
/// <param name="probing">The policy that asks for probes.</param>
/// <param name="observed">Receives their results.</param>
/// <param name="options">The run's threads and seed.</param>
internal sealed class ProbeRunner<T>(IReadOnlyList<TrainingTask<T>> tasks, IProbePolicy probing, Observations observed, TrainerOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private TrainingState<T>? _marked; // Both are made at the first use: each is as large as all parameters.
    private TrainingState<T>? _own;
    private Progress? _start;
    private long _startSteps;

    /// <summary>CPU seconds of probes and of their evaluations so far.</summary>
    public double CpuSeconds { get; private set; }

    /// <summary>Runs the probes that the strategy asks for, then marks the parameters if it asks for that.</summary>
    /// <param name="loop">The run's own training, which goes on from a probe's end if the strategy adopts it.</param>
    /// <param name="progress">The run's progress, which is charged the cost of probes.</param>
    /// <param name="cancellationToken">Ends a probe early; its result is then dropped.</param>
    /// <exception cref="TrainingDivergedException">A loss was not finite in a probe.</exception>
    public void Run(TrainingLoop<T> loop, Progress progress, CancellationToken cancellationToken)
    {
        double began = ThreadClock.CpuSeconds();
        while (!cancellationToken.IsCancellationRequested && probing.NextProbe(progress, observed) is { } request)
            Run(request, loop, progress, cancellationToken);
        if (probing.WantsMark(progress, observed))
            Mark(loop, progress);
        CpuSeconds += ThreadClock.CpuSeconds() - began;
    }

    /// <summary>Whether probes have switched an auxiliary off, counted from 1.</summary>
    public bool IsOff(int auxiliary) => probing.IsOff(auxiliary, observed);

    private void Mark(TrainingLoop<T> loop, Progress progress)
    {
        _marked ??= new TrainingState<T>(tasks.Select(task => task.Task));
        _marked.Take();
        _start = progress.Fork();
        _startSteps = loop.PrimarySteps;
        observed.SetMark();
    }

    private void Run(ProbeRequest request, TrainingLoop<T> loop, Progress progress, CancellationToken cancellationToken)
    {
        if (_marked is null || _start is null || observed.Mark is not { } mark)
            throw new InvalidOperationException("A strategy asked for a probe before it wanted a mark.");
        _own ??= new TrainingState<T>(tasks.Select(task => task.Task));
        _own.Take();
        _marked.Restore();
        Progress end = _start.Fork();
        TrainingLoop<T> aside = Train(request, mark, end, cancellationToken);
        bool adopts = false;
        double dev = 0;
        if (!cancellationToken.IsCancellationRequested && TryMeasure(out dev, cancellationToken))
        {
            observed.Add(new Probe
            {
                From = mark,
                Epoch = _start.Epoch,
                Weights = request.Weights,
                Auxiliary = request.Auxiliary,
                HasEqualCost = double.IsFinite(request.Cost),
                Cost = end.Cost - _start.Cost,
                Dev = dev,
                RunDev = observed.Points[^1].Dev,
                Error = EvaluationNoise.OfDifference(observed.Points),
            });
            adopts = probing.AdoptsLastProbe(observed);
        }
        if (adopts)
        {
            loop.Adopt(aside, _startSteps);
            progress.Adopt(_start, end);
            observed.Adopt(new EvaluationPoint(end.Epoch, end.Cost, dev));
        }
        else
        {
            _own.Restore();
            progress.Discard(_start, end);
        }
    }

    /// <summary>Measures the probe's parameters on dev; false if it was interrupted.</summary>
    private bool TryMeasure(out double dev, CancellationToken cancellationToken)
    {
        dev = 0;
        try
        {
            dev = tasks[0].Quality!.Dev(cancellationToken)!.Quality;
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false; // The run's own parameters must be restored first.
        }
    }

    /// <summary>Trains with the probe's weights from the present parameters.</summary>
    private TrainingLoop<T> Train(ProbeRequest request, int mark, Progress progress, CancellationToken cancellationToken)
    {
        ulong seed = mark == 0 ? options.Seed : options.Seed ^ ((ulong)(observed.Probes.Count + 1) << 48); // Probes from later marks each have another order.
        var aside = new TrainingLoop<T>(tasks, new FixedWeights(request.Weights), observed, progress, options with { Seed = seed, Joint = false });
        long stepLimit = double.IsFinite(request.Epochs)
            ? Math.Max(1, (long)Math.Round(request.Epochs * tasks[0].Task.ExampleCount / tasks[0].BatchSize))
            : long.MaxValue;
        CpuSeconds += aside.RunTo(stepLimit, progress.Cost + request.Cost, stepped: null, cancellationToken);
        return aside;
    }
}

/// <summary>The schedule of a probe: the same weights in every step, tasks updating in turn.</summary>
internal sealed class FixedWeights(IReadOnlyList<double> weights) : ISchedule
{
    public void SetWeights(Progress progress, Observations observed, Span<double> target)
    {
        for (int task = 0; task < weights.Count; task++)
            target[task] = weights[task];
    }
}
