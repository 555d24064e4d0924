using MT2ST.Embeddings;
using MT2ST.Tasks;

namespace MT2ST.Optimization;

/// <summary>The losses and gradients of all tasks of a step at one point: recorded rows, and their products over the shared table.</summary>
/// <remarks>
/// Gradients are those of the summed loss of each task's part of the step, without the task's weight. The multiply-adds of
/// products computed here are counted and charged to the step. One thread at a time; after warm-up nothing is allocated.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class JointGradients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowParameter<T>[] _shared;
    private readonly GradientRecord<T>[] _records;
    private readonly GradientRecord<T>[] _originals;
    private readonly StepReport[] _reports;
    private readonly long[] _multiplyAdds;
    private readonly List<int> _tasks = [];

    /// <summary>Creates the place for the gradients of some tasks.</summary>
    /// <param name="tasks">The tasks, the primary first.</param>
    internal JointGradients(IEnumerable<ITask<T>> tasks)
    {
        _shared = [.. tasks.Select(task => task.RowParameters[0])];
        _records = [.. _shared.Select(_ => new GradientRecord<T>())];
        _originals = [.. _shared.Select(_ => new GradientRecord<T>())];
        _reports = new StepReport[_shared.Length];
        _multiplyAdds = new long[_shared.Length];
    }

    /// <summary>How many tasks the run has.</summary>
    public int TaskCount => _shared.Length;

    /// <summary>The tasks that ran in this step, in order; 0 is the primary.</summary>
    public IReadOnlyList<int> Tasks => _tasks;

    /// <summary>The number of rows of the shared table.</summary>
    public int SharedRowCount => _shared[0].Rows.RowCount;

    /// <summary>The recorded gradients of a task.</summary>
    public GradientRecord<T> Record(int task) => _records[task];

    /// <summary>A task's view of the shared table: the key to its rows in <see cref="Record"/>.</summary>
    public RowParameter<T> Shared(int task) => _shared[task];

    /// <summary>How many terms a task's loss has in this step.</summary>
    public long TermCount(int task) => _reports[task].TermCount;

    /// <summary>A task's mean loss of a term, in nats.</summary>
    public double MeanLoss(int task) => _reports[task].LossSum / Math.Max(1, _reports[task].TermCount);

    /// <summary>The norm of the gradient of a task's mean loss over the shared rows.</summary>
    public double MeanNorm(int task) => Math.Sqrt(Dot(task, task)) / Math.Max(1, TermCount(task));

    /// <summary>The dot product of two tasks' gradients over the shared rows.</summary>
    public double Dot(int a, int b) => Dot(a, _records[b], b);

    /// <summary>The same, with the second task's gradient as it was at <see cref="KeepOriginals"/>.</summary>
    public double DotWithOriginal(int a, int b) => Dot(a, _originals[b], b);

    /// <summary>Keeps a copy of all gradients of shared rows.</summary>
    public void KeepOriginals()
    {
        foreach (int task in _tasks)
        {
            _originals[task].Clear();
            _originals[task].AddScaled(_shared[task], T.One, _records[task], _shared[task]);
        }
    }

    /// <summary>Adds a multiple of one task's gradient, as kept by <see cref="KeepOriginals"/>, to another task's gradient of shared rows.</summary>
    public void AddOriginal(int to, double factor, int from) =>
        Charge(to, _records[to].AddScaled(_shared[to], T.CreateTruncating(factor), _originals[from], _shared[from]));

    /// <summary>Counts multiply-adds of a combiner's own products.</summary>
    /// <param name="task">The task that they are charged to.</param>
    /// <param name="multiplyAdds">How many.</param>
    public void Charge(int task, long multiplyAdds) => _multiplyAdds[task] += multiplyAdds;

    /// <summary>The multiply-adds that were spent here on a task since <see cref="Clear"/>.</summary>
    public long MultiplyAdds(int task) => _multiplyAdds[task];

    /// <summary>Notes that a task ran and that its gradients are in its record.</summary>
    public void Add(int task, StepReport report)
    {
        _tasks.Add(task);
        _reports[task] = report;
    }

    /// <summary>Clears the last step.</summary>
    public void Clear()
    {
        foreach (int task in _tasks)
        {
            _records[task].Clear();
            _multiplyAdds[task] = 0;
        }
        _tasks.Clear();
    }

    private double Dot(int a, GradientRecord<T> other, int b)
    {
        double dot = _records[a].Dot(_shared[a], other, _shared[b], out long multiplyAdds);
        Charge(Math.Max(a, b), multiplyAdds);
        return dot;
    }
}
