namespace MT2ST.Schedules;

/// <summary>How far a run has come: what schedules may depend on. Counts are over all threads.</summary>
/// <remarks>Reading and adding are safe from several threads; a reader sees counts that are at most one step old.</remarks>
public sealed class Progress
{
    private readonly long[] _examples;
    private readonly long[] _multiplyAdds;
    private readonly long[] _probed;
    private readonly double[] _costFactors;
    private readonly long _primaryExampleCount;
    private long _steps;
    private long _plannedExamples;

    /// <summary>Creates the progress of a run that has not begun.</summary>
    /// <param name="taskCount">How many tasks, the primary included.</param>
    /// <param name="primaryExampleCount">How many examples an epoch of the primary has.</param>
    /// <param name="plannedEpochs">How many primary epochs the run is to have, above 0.</param>
    /// <param name="costFactors">For each task, the cost of one multiply-add in <see cref="Cost"/>, above 0; null for 1 each.</param>
    /// <exception cref="ArgumentException">There are not as many factors as tasks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    internal Progress(int taskCount, long primaryExampleCount, double plannedEpochs, IEnumerable<double>? costFactors = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(taskCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(primaryExampleCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plannedEpochs);
        _examples = new long[taskCount];
        _multiplyAdds = new long[taskCount];
        _probed = new long[taskCount];
        _costFactors = [.. costFactors ?? Enumerable.Repeat(1.0, taskCount)];
        if (_costFactors.Length != taskCount)
            throw new ArgumentException($"There are {_costFactors.Length} cost factors, expected {taskCount}, one per task.", nameof(costFactors));
        _primaryExampleCount = primaryExampleCount;
        PlannedEpochs = plannedEpochs;
    }

    /// <summary>How many tasks there are, the primary included.</summary>
    public int TaskCount => _examples.Length;

    /// <summary>How many primary epochs the run is to have.</summary>
    public double PlannedEpochs { get; }

    /// <summary>Steps planned so far, including those without the primary.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>Primary epochs trained so far, fractions included: the time t of the paper's formulas.</summary>
    public double Epoch => (double)Interlocked.Read(ref _examples[0]) / _primaryExampleCount;

    /// <summary>
    /// Steps planned so far in primary epochs, whether the primary ran in them or not. It measures phases without the
    /// primary.
    /// </summary>
    public double PlanEpoch => (double)Interlocked.Read(ref _plannedExamples) / _primaryExampleCount;

    /// <summary>The share of the planned primary epochs that is done, in [0, 1].</summary>
    public double Share => Math.Min(1, Epoch / PlannedEpochs);

    /// <summary>Examples of a task trained on so far; task 0 is the primary.</summary>
    public long Examples(int task) => Interlocked.Read(ref _examples[task]);

    /// <summary>Multiply-adds of a task so far, including those of probes; task 0 is the primary.</summary>
    public long MultiplyAdds(int task) => Interlocked.Read(ref _multiplyAdds[task]) + Interlocked.Read(ref _probed[task]);

    /// <summary>For each task, the cost of one multiply-add in <see cref="Cost"/>.</summary>
    public IReadOnlyList<double> CostFactors => _costFactors;

    /// <summary>The cost that strategies weigh: the multiply-adds of all tasks that led to the present parameters, each times its task's factor. Work that was thrown away does not count.</summary>
    public double Cost
    {
        get
        {
            double sum = 0;
            for (int task = 0; task < _multiplyAdds.Length; task++)
                sum += _costFactors[task] * Interlocked.Read(ref _multiplyAdds[task]);
            return sum;
        }
    }

    /// <summary>A copy that counts on from here by itself, for a probe.</summary>
    internal Progress Fork()
    {
        var fork = new Progress(_examples.Length, _primaryExampleCount, PlannedEpochs, _costFactors);
        fork.CopyCounts(this);
        return fork;
    }

    /// <summary>Charges the work of a probe that is thrown away.</summary>
    /// <param name="start">Where the probe started.</param>
    /// <param name="end">Where it ended.</param>
    internal void Discard(Progress start, Progress end)
    {
        for (int task = 0; task < _probed.Length; task++)
            _probed[task] += end._multiplyAdds[task] - start._multiplyAdds[task];
    }

    /// <summary>Goes on from where a probe ended; the run's own work since the probe's start is thrown away instead.</summary>
    /// <param name="start">Where the probe started.</param>
    /// <param name="end">Where it ended.</param>
    internal void Adopt(Progress start, Progress end)
    {
        Discard(start, this);
        CopyCounts(end);
    }

    /// <summary>Whether the current step is the first in a group of <paramref name="count"/> steps.</summary>
    /// <param name="count">The size of a group, at least 1.</param>
    public bool IsFirstOf(int count) => (Steps - 1) % count == 0;

    /// <summary>Counts one planned step with a number of primary examples.</summary>
    internal void AddStep(long plannedPrimaryExamples)
    {
        Interlocked.Increment(ref _steps);
        Interlocked.Add(ref _plannedExamples, plannedPrimaryExamples);
    }

    /// <summary>Counts what a task did.</summary>
    internal void AddWork(int task, long exampleCount, long multiplyAdds)
    {
        Interlocked.Add(ref _examples[task], exampleCount);
        Interlocked.Add(ref _multiplyAdds[task], multiplyAdds);
    }

    /// <summary>Changes the cost factors, before the first step.</summary>
    internal void SetCostFactors(ReadOnlySpan<double> factors) => factors.CopyTo(_costFactors);

    private void CopyCounts(Progress other)
    {
        other._examples.CopyTo(_examples, 0);
        other._multiplyAdds.CopyTo(_multiplyAdds, 0);
        _steps = other._steps;
        _plannedExamples = other._plannedExamples;
    }
}
