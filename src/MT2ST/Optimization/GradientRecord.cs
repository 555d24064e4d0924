using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Optimization;

/// <summary>The gradients of the rows that a batch touched, summed by row; one thread at a time.</summary>
/// <remarks>Its memory is kept from batch to batch: after warm-up, recording allocates nothing.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class GradientRecord<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Table> _tables = [];

    /// <summary>The tables with recorded rows.</summary>
    public IEnumerable<RowParameter<T>> Parameters => _tables.Where(table => table.Rows.Count > 0).Select(table => table.Parameter);

    /// <summary>The recorded rows of a table, in the order of their first touch.</summary>
    public IReadOnlyList<int> Rows(RowParameter<T> parameter) => Find(parameter).Rows;

    /// <summary>The summed gradient of one recorded row, <c>[stride]</c>; it may be changed in place.</summary>
    /// <param name="parameter">The table.</param>
    /// <param name="index">The row's index in <see cref="Rows"/>.</param>
    public Span<T> Gradient(RowParameter<T> parameter, int index) => Find(parameter).Gradient(index);

    /// <summary>Adds a gradient to a row's sum.</summary>
    public void Add(RowParameter<T> parameter, int row, ReadOnlySpan<T> gradient)
    {
        Span<T> sum = Find(parameter).Touch(row);
        TensorPrimitives.Add(sum, gradient, sum);
    }

    /// <summary>Adds a multiple of a vector to a row's sum.</summary>
    public void AddMultiple(RowParameter<T> parameter, int row, T factor, ReadOnlySpan<T> direction)
    {
        Span<T> sum = Find(parameter).Touch(row);
        TensorPrimitives.MultiplyAdd(direction, factor, sum, sum);
    }

    /// <summary>Hands all recorded gradients to an update, one row at a time.</summary>
    /// <returns>The multiply-adds of the update.</returns>
    public long ApplyTo<TUpdate>(TUpdate update)
        where TUpdate : struct, IRowUpdate<T>
    {
        long multiplyAdds = 0;
        foreach (Table table in _tables)
        {
            for (int i = 0; i < table.Rows.Count; i++)
            {
                Span<T> gradient = table.Gradient(i);
                update.Apply(table.Parameter, [table.Rows[i]], new MatrixView<T>(gradient, 1, gradient.Length, gradient.Length));
            }
            multiplyAdds += (long)table.Rows.Count * table.Parameter.Rows.Dimensions * update.MultiplyAddsPerValue;
        }
        return multiplyAdds;
    }

    /// <summary>The dot product of two records over the rows of one table that both have.</summary>
    /// <param name="parameter">This record's task's view of the table.</param>
    /// <param name="other">The other record; this one for the square of its norm.</param>
    /// <param name="others">The other record's task's view of the same table.</param>
    /// <param name="multiplyAdds">The multiply-adds of the product.</param>
    internal double Dot(RowParameter<T> parameter, GradientRecord<T> other, RowParameter<T> others, out long multiplyAdds)
    {
        Table mine = Find(parameter), theirs = other.Find(others);
        multiplyAdds = 0;
        double sum = 0;
        for (int i = 0; i < mine.Rows.Count; i++)
        {
            int place = theirs.IndexOf(mine.Rows[i]);
            if (place < 0)
                continue;
            sum += double.CreateTruncating(TensorPrimitives.Dot<T>(mine.Gradient(i), theirs.Gradient(place)));
            multiplyAdds += parameter.Rows.Dimensions;
        }
        return sum;
    }

    /// <summary>Adds a multiple of another record's rows of one table.</summary>
    /// <param name="parameter">This record's task's view of the table.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="other">The other record.</param>
    /// <param name="others">The other record's task's view of the same table.</param>
    /// <returns>The multiply-adds.</returns>
    internal long AddScaled(RowParameter<T> parameter, T factor, GradientRecord<T> other, RowParameter<T> others)
    {
        Table mine = Find(parameter), theirs = other.Find(others);
        for (int i = 0; i < theirs.Rows.Count; i++)
            RowOperations.AddScaled(factor, theirs.Gradient(i), mine.Touch(theirs.Rows[i]));
        return (long)theirs.Rows.Count * parameter.Rows.Dimensions;
    }

    /// <summary>Clears all gradients.</summary>
    public void Clear()
    {
        foreach (Table table in _tables)
            table.Clear();
    }

    private Table Find(RowParameter<T> parameter)
    {
        foreach (Table table in _tables)
            if (table.Parameter == parameter)
                return table;
        var added = new Table(parameter);
        _tables.Add(added);
        return added;
    }

    private sealed class Table(RowParameter<T> parameter)
    {
        private readonly Dictionary<int, int> _indexOfRow = [];
        private T[] _sums = new T[16 * parameter.Rows.Stride]; // A first guess; it doubles when full.

        public RowParameter<T> Parameter => parameter;

        public List<int> Rows { get; } = [];

        public Span<T> Gradient(int index) => _sums.AsSpan(index * parameter.Rows.Stride, parameter.Rows.Stride);

        /// <summary>The index of a row among those recorded; -1 if it is none.</summary>
        public int IndexOf(int row) => _indexOfRow.TryGetValue(row, out int index) ? index : -1;

        public Span<T> Touch(int row)
        {
            if (!_indexOfRow.TryGetValue(row, out int index))
            {
                index = Rows.Count;
                _indexOfRow.Add(row, index);
                Rows.Add(row);
                if (_sums.Length < Rows.Count * parameter.Rows.Stride)
                    Array.Resize(ref _sums, 2 * _sums.Length);
                Gradient(index).Clear();
            }
            return Gradient(index);
        }

        public void Clear()
        {
            _indexOfRow.Clear();
            Rows.Clear();
        }
    }
}
