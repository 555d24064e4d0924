namespace MT2ST.Tasks.RawText;

/// <summary>A sparse matrix of co-occurrence counts, row by row in blocks of a few cells.</summary>
/// <remarks>
/// A cell takes 8 bytes (its context and the logarithm of its count) and a block 16. Cells lie in chunks of memory, so that
/// collecting them copies nothing. Once filled it never changes, and any number of threads may read it.
/// </remarks>
/// <param name="wordCount">The number of rows and of columns.</param>
internal sealed class Cooccurrences(int wordCount)
{
    /// <summary>The most cells in a block: their vectors and gradients stay in the first-level cache.</summary>
    public const int BlockCells = 16;

    private const int ChunkCells = 1 << 18;

    private readonly List<int[]> _contexts = [];
    private readonly List<float[]> _logCounts = [];
    private readonly List<CellBlock> _blocks = [];
    private readonly double[] _rowSums = new double[wordCount];
    private readonly double[] _columnSums = new double[wordCount];
    private double _sum;
    private int _used = ChunkCells;

    /// <summary>The number of cells whose count is not zero.</summary>
    public long CellCount { get; private set; }

    /// <summary>The blocks; those of a row are consecutive.</summary>
    public IReadOnlyList<CellBlock> Blocks => _blocks;

    /// <summary>A word's part of log E_ij = log(row sum_i * column sum_j / sum), the count of independent words; 0 for an empty row.</summary>
    public double LogShareOfRow(int word) => LogShare(_rowSums[word]);

    /// <summary>A context's part of log E_ij; 0 for an empty column.</summary>
    public double LogShareOfColumn(int context) => LogShare(_columnSums[context]);

    /// <summary>Each column's sum to a power, <c>[words]</c>: the weights by which contexts are drawn.</summary>
    public double[] ContextWeights(double power) => [.. _columnSums.Select(sum => Math.Pow(sum, power))];

    /// <summary>The contexts of a block's cells.</summary>
    public ReadOnlySpan<int> Contexts(CellBlock block) => _contexts[block.Chunk].AsSpan(block.Start, block.Count);

    /// <summary>log X of a block's cells, in nats.</summary>
    public ReadOnlySpan<float> LogCounts(CellBlock block) => _logCounts[block.Chunk].AsSpan(block.Start, block.Count);

    /// <summary>Appends cells of one row.</summary>
    /// <param name="word">The row.</param>
    /// <param name="contexts">The columns, each once.</param>
    /// <param name="counts">The counts, above 0.</param>
    public void AddRow(int word, ReadOnlySpan<int> contexts, ReadOnlySpan<float> counts)
    {
        for (int i = 0; i < contexts.Length; i++)
        {
            _rowSums[word] += counts[i];
            _columnSums[contexts[i]] += counts[i];
            _sum += counts[i];
        }
        for (int start = 0; start < contexts.Length; start += BlockCells)
        {
            int count = Math.Min(BlockCells, contexts.Length - start);
            AddBlock(word, contexts.Slice(start, count), counts.Slice(start, count));
        }
    }

    private double LogShare(double part) => part > 0 ? Math.Log(part / Math.Sqrt(_sum)) : 0;

    private void AddBlock(int word, ReadOnlySpan<int> contexts, ReadOnlySpan<float> counts)
    {
        if (_used + contexts.Length > ChunkCells)
        {
            _contexts.Add(new int[ChunkCells]);
            _logCounts.Add(new float[ChunkCells]);
            _used = 0;
        }
        contexts.CopyTo(_contexts[^1].AsSpan(_used));
        TensorPrimitives.Log(counts, _logCounts[^1].AsSpan(_used));
        _blocks.Add(new CellBlock(word, _contexts.Count - 1, _used, contexts.Length));
        _used += contexts.Length;
        CellCount += contexts.Length;
    }
}

/// <summary>Some cells of one row of a co-occurrence matrix.</summary>
/// <param name="Word">The row: the word whose neighbours are counted.</param>
/// <param name="Chunk">The chunk of memory that holds the cells.</param>
/// <param name="Start">The first cell in the chunk.</param>
/// <param name="Count">How many cells.</param>
internal readonly record struct CellBlock(int Word, int Chunk, int Start, int Count);
