using BenchmarkDotNet.Attributes;
using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>The update of six random rows of a table that fits the first, the third and no cache.</summary>
public class RowUpdateBenchmarks
{
    private const int BlockCount = 1 << 14; // So many different rows that no cache keeps them all.

    private RowParameter<float> _table = null!;
    private RowMatrix<float> _gradient = null!;
    private int[] _rows = null!;
    private int _block;

    /// <summary>The table.</summary>
    [ParamsSource(nameof(Tables))]
    public TableSize Table { get; set; } = null!;

    /// <summary>All tables: 45 KB, 22 MB, 448 MB.</summary>
    public static IEnumerable<TableSize> Tables { get; } = [new(100), new(50_000), new(1_000_000)];

    /// <summary>Draws the table.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _table = new RowParameter<float>("table", Samples.Matrix(Table.RowCount, TableSize.Dimensions, seed: 1), isShared: true);
        _gradient = Samples.Matrix(TableSize.BlockRows, TableSize.Dimensions, seed: 2);
        _rows = Samples.Rows(BlockCount * TableSize.BlockRows, Table.RowCount, seed: 3);
    }

    /// <summary>SGD, one number at a time.</summary>
    [Benchmark(Baseline = true)]
    public void PlainLoop_Sgd()
    {
        ReadOnlySpan<int> rows = NextRows();
        for (int i = 0; i < rows.Length; i++)
            PlainProducts.AddScaled(-1e-6f, _gradient.Row(i), _table.Rows.Row(rows[i]));
    }

    /// <summary>SGD as compiled into the tasks.</summary>
    [Benchmark]
    public void Sgd() => new SgdUpdate<float>(1e-6f).Apply(_table, NextRows(), _gradient);

    /// <summary>Row-wise AdaGrad as compiled into the tasks.</summary>
    [Benchmark]
    public void AdaGrad() => new AdaGradUpdate<float>(1e-6f).Apply(_table, NextRows(), _gradient);

    private ReadOnlySpan<int> NextRows()
    {
        _block = (_block + 1) % BlockCount;
        return _rows.AsSpan(_block * TableSize.BlockRows, TableSize.BlockRows);
    }
}
