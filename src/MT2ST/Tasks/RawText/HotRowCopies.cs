using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>One thread's copies of a table's first rows, those of the most frequent words.</summary>
/// <remarks>
/// Rows that all threads keep writing move from core to core (benchmarks/results/threads.md). So each thread trains
/// copies, in spare rows at the table's end. Every few thousand examples it adds the gains of the copies to the rows themselves
/// and reads these again. With one thread there are no copies. Under AdaGrad each copy has its own accumulator, of only its
/// thread's gradients.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class HotRowCopies<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostRows = 512; // Nearly half of the words that English text keeps; they fit into a core's own cache.
    private const int LeastRowsForEach = 16; // If the vocabulary has only a few words, each moves too far in between.

    private readonly RowMatrix<T> _table;
    private readonly RowMatrix<T>? _read; // The rows as they were last read; null if there are no copies.
    private readonly int _offset;
    private bool _isCurrent;

    /// <param name="table">The table; its spare rows are shared out among the threads.</param>
    /// <param name="rowCount">The table's rows without the spare ones.</param>
    /// <param name="shard">The thread.</param>
    public HotRowCopies(RowMatrix<T> table, int rowCount, Shard shard)
    {
        _table = table;
        Count = shard.Count == 1 ? 0 : (table.RowCount - rowCount) / shard.Count;
        _offset = rowCount + (shard.Index * Count);
        _read = Count == 0 ? null : new RowMatrix<T>(Count, table.Dimensions);
    }

    /// <summary>How many rows have copies: the table's first.</summary>
    public int Count { get; }

    /// <summary>How many spare rows to give a table of <paramref name="rowCount"/> rows that some threads train.</summary>
    public static int SpareRows(int rowCount, int threads) => threads == 1 ? 0 : threads * Math.Min(MostRows, rowCount / LeastRowsForEach);

    /// <summary>The row that this thread uses for a row of the table: its copy, if there is one.</summary>
    public int Place(int row) => row < Count ? row + _offset : row;

    /// <summary>Reads the copies, unless they are in use already.</summary>
    public void Read()
    {
        if (_read is null || _isCurrent)
            return;
        for (int row = 0; row < Count; row++)
            Read(row);
        _isCurrent = true;
    }

    /// <summary>Adds the gains of the copies to the table and reads the copies again.</summary>
    public void Exchange()
    {
        if (_read is null || !_isCurrent)
            return;
        for (int row = 0; row < Count; row++)
        {
            // The gain is computed aside, negated, and added in one go: if another thread overwrites the row, only a gain is lost.
            Span<T> negativeGain = _read.PaddedRow(row);
            RowOperations.AddScaled(-T.One, _table.PaddedRow(Place(row)), negativeGain);
            RowOperations.AddScaled(-T.One, negativeGain, _table.PaddedRow(row));
            Read(row);
        }
    }

    /// <summary>Adds the gains of the copies to the table; the copies are read again before their next use.</summary>
    public void Settle()
    {
        Exchange();
        _isCurrent = false;
    }

    private void Read(int row)
    {
        RowOperations.Copy(_table.PaddedRow(row), _read!.PaddedRow(row));
        RowOperations.Copy(_read.PaddedRow(row), _table.PaddedRow(Place(row))); // Not read again from the table, which may have changed.
    }
}
