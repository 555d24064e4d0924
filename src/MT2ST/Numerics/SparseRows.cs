namespace MT2ST.Numerics;

/// <summary>Rows of which few values are not 0, one after the other: <c>[rows, columns]</c>.</summary>
internal sealed class SparseRows
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<double> _values = [];

    /// <summary>The number of rows.</summary>
    public int RowCount => _starts.Count - 1;

    /// <summary>The number of values that are kept.</summary>
    public int ValueCount => _values.Count;

    /// <summary>Adds a value to the row that has not ended yet.</summary>
    public void Add(int column, double value)
    {
        _columns.Add(column);
        _values.Add(value);
    }

    /// <summary>Ends a row.</summary>
    public void EndRow() => _starts.Add(_values.Count);

    /// <summary>The columns of a row's values.</summary>
    public ReadOnlySpan<int> Columns(int row) => CollectionsMarshal.AsSpan(_columns)[_starts[row].._starts[row + 1]];

    /// <summary>A row's values, by <see cref="Columns"/>.</summary>
    public ReadOnlySpan<double> Values(int row) => CollectionsMarshal.AsSpan(_values)[_starts[row].._starts[row + 1]];
}
