using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Training;

/// <summary>A copy of everything that training changes, parameters and optimizers' sums, to return to.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class TrainingState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterSnapshot<T> _matrices;
    private readonly T[][] _sums;
    private readonly T[][] _sumCopies;
    private readonly DenseParameter<T>[] _dense;
    private readonly long[] _updateCounts;

    /// <param name="tasks">All tasks of the run.</param>
    public TrainingState(IEnumerable<ITask<T>> tasks)
    {
        RowParameter<T>[] rows = [.. tasks.SelectMany(task => task.RowParameters).Distinct()];
        _dense = [.. tasks.SelectMany(task => task.DenseParameters).Distinct()];
        IEnumerable<RowMatrix<T>> matrices = [.. rows.Select(parameter => parameter.Rows), .. _dense.SelectMany(Matrices)];
        _matrices = new ParameterSnapshot<T>([.. matrices.Distinct()]);
        _sums = [.. rows.Select(parameter => parameter.SquaredGradients)];
        _sumCopies = [.. _sums.Select(sums => new T[sums.Length])];
        _updateCounts = new long[_dense.Length];
    }

    /// <summary>Copies the present state.</summary>
    public void Take()
    {
        _matrices.Take();
        for (int i = 0; i < _sums.Length; i++)
            _sums[i].CopyTo(_sumCopies[i], 0);
        for (int i = 0; i < _dense.Length; i++)
            _updateCounts[i] = _dense[i].UpdateCount;
    }

    /// <summary>Sets the state to the copy taken last.</summary>
    public void Restore()
    {
        _matrices.Restore();
        for (int i = 0; i < _sums.Length; i++)
            _sumCopies[i].CopyTo(_sums[i], 0);
        for (int i = 0; i < _dense.Length; i++)
            _dense[i].UpdateCount = _updateCounts[i];
    }

    private static IEnumerable<RowMatrix<T>> Matrices(DenseParameter<T> parameter) =>
        [parameter.Values, parameter.FirstMoment, parameter.SecondMoment];
}
