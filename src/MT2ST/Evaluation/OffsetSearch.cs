using MT2ST.Numerics;

namespace MT2ST.Evaluation;

/// <summary>
/// Finds the word with the greatest dot product for many offsets b - a + c at once: a matrix product of queries and
/// rows that keeps only the greatest value of each query.
/// </summary>
internal static class OffsetSearch
{
    private const int LanesPerTile = 2; // Vectors of queries in one tile: 2 x 4 words keep 8 sums in registers.
    private const int WordsPerTile = 4;
    private const int WordsPerPass = 512; // About 220 kB of rows at 100 dimensions: they stay in the second-level cache.
    private const int TilesPerBlock = 16;

    private static int QueriesPerTile => LanesPerTile * Vector<float>.Count;

    /// <summary>The id of the word nearest to each offset, the offset's own words left out; -1 if no other is.</summary>
    /// <param name="units">The words' vectors at length 1, <c>[V, D]</c>.</param>
    /// <param name="offsets">The offsets.</param>
    /// <param name="threadCount">How many threads work, at least 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static int[] Solve(RowMatrix<float> units, WordOffset[] offsets, int threadCount, CancellationToken cancellationToken)
    {
        var solutions = new int[offsets.Length];
        int queriesPerBlock = TilesPerBlock * QueriesPerTile;
        int blockCount = (offsets.Length + queriesPerBlock - 1) / queriesPerBlock;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threadCount, CancellationToken = cancellationToken };
        Parallel.For(0, blockCount, parallel, block =>
        {
            int start = block * queriesPerBlock;
            int count = Math.Min(queriesPerBlock, offsets.Length - start);
            SolveBlock(units, offsets.AsSpan(start, count), solutions.AsSpan(start, count), cancellationToken);
        });
        return solutions;
    }

    private static void SolveBlock(RowMatrix<float> units, ReadOnlySpan<WordOffset> offsets, Span<int> solutions, CancellationToken cancellationToken)
    {
        int tileCount = (offsets.Length + QueriesPerTile - 1) / QueriesPerTile;
        var tiles = new Tile[tileCount];
        for (int i = 0; i < tileCount; i++)
            tiles[i] = new Tile(units, offsets[(i * QueriesPerTile)..Math.Min(offsets.Length, (i + 1) * QueriesPerTile)]);
        for (int firstWord = 0; firstWord < units.RowCount; firstWord += WordsPerPass)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Tile tile in tiles)
                tile.Visit(units, firstWord, Math.Min(units.RowCount, firstWord + WordsPerPass));
        }
        for (int i = 0; i < offsets.Length; i++)
            solutions[i] = tiles[i / QueriesPerTile].Best(i % QueriesPerTile);
    }

    /// <summary>The queries of one tile, one query per lane, with the best word that each has seen.</summary>
    private sealed class Tile
    {
        private readonly Vector<float>[] _queries; // [D, LanesPerTile]
        private readonly Vector<int>[] _excluded; // [3, LanesPerTile]
        private readonly Vector<float>[] _bestScores = [new(float.NegativeInfinity), new(float.NegativeInfinity)];
        private readonly Vector<int>[] _bestWords = [new(-1), new(-1)];

        public Tile(RowMatrix<float> units, ReadOnlySpan<WordOffset> offsets)
        {
            _queries = new Vector<float>[units.Dimensions * LanesPerTile];
            _excluded = new Vector<int>[3 * LanesPerTile];
            Span<float> queries = MemoryMarshal.Cast<Vector<float>, float>(_queries.AsSpan());
            Span<int> excluded = MemoryMarshal.Cast<Vector<int>, int>(_excluded.AsSpan());
            excluded.Fill(-1);
            for (int lane = 0; lane < offsets.Length; lane++)
            {
                WordOffset offset = offsets[lane];
                (excluded[lane], excluded[QueriesPerTile + lane], excluded[(2 * QueriesPerTile) + lane]) = (offset.A, offset.B, offset.C);
                ReadOnlySpan<float> a = units.Row(offset.A), b = units.Row(offset.B), c = units.Row(offset.C);
                for (int d = 0; d < a.Length; d++)
                    queries[(d * QueriesPerTile) + lane] = b[d] - a[d] + c[d];
            }
        }

        public int Best(int lane) => _bestWords[lane / Vector<float>.Count][lane % Vector<float>.Count];

        /// <summary>Scores the words [<paramref name="start"/>, <paramref name="end"/>), four at a time.</summary>
        public void Visit(RowMatrix<float> units, int start, int end)
        {
            for (int word = start; word < end; word += WordsPerTile)
            {
                // Past the end the last word comes again, which never beats itself.
                int w1 = Math.Min(word + 1, end - 1), w2 = Math.Min(word + 2, end - 1), w3 = Math.Min(word + 3, end - 1);
                ref float r0 = ref MemoryMarshal.GetReference(units.Row(word));
                ref float r1 = ref MemoryMarshal.GetReference(units.Row(w1));
                ref float r2 = ref MemoryMarshal.GetReference(units.Row(w2));
                ref float r3 = ref MemoryMarshal.GetReference(units.Row(w3));
                ref Vector<float> queries = ref MemoryMarshal.GetArrayDataReference(_queries);
                Vector<float> s00 = default, s01 = default, s10 = default, s11 = default;
                Vector<float> s20 = default, s21 = default, s30 = default, s31 = default;
                // In bounds: each row has units.Dimensions values, and _queries holds LanesPerTile = 2 vectors for each of them.
                for (int d = 0; d < units.Dimensions; d++)
                {
                    Vector<float> q0 = Unsafe.Add(ref queries, 2 * d), q1 = Unsafe.Add(ref queries, (2 * d) + 1);
                    var x = new Vector<float>(Unsafe.Add(ref r0, d));
                    s00 = Vector.MultiplyAddEstimate(x, q0, s00);
                    s01 = Vector.MultiplyAddEstimate(x, q1, s01);
                    x = new Vector<float>(Unsafe.Add(ref r1, d));
                    s10 = Vector.MultiplyAddEstimate(x, q0, s10);
                    s11 = Vector.MultiplyAddEstimate(x, q1, s11);
                    x = new Vector<float>(Unsafe.Add(ref r2, d));
                    s20 = Vector.MultiplyAddEstimate(x, q0, s20);
                    s21 = Vector.MultiplyAddEstimate(x, q1, s21);
                    x = new Vector<float>(Unsafe.Add(ref r3, d));
                    s30 = Vector.MultiplyAddEstimate(x, q0, s30);
                    s31 = Vector.MultiplyAddEstimate(x, q1, s31);
                }
                Keep(word, s00, s01);
                Keep(w1, s10, s11);
                Keep(w2, s20, s21);
                Keep(w3, s30, s31);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Keep(int word, Vector<float> scores0, Vector<float> scores1)
        {
            Keep(word, scores0, 0);
            Keep(word, scores1, 1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Keep(int word, Vector<float> scores, int part)
        {
            var words = new Vector<int>(word);
            Vector<int> isOwn = Vector.Equals(words, _excluded[part])
                | Vector.Equals(words, _excluded[LanesPerTile + part])
                | Vector.Equals(words, _excluded[(2 * LanesPerTile) + part]);
            Vector<int> isBetter = Vector.AndNot(Vector.GreaterThan(scores, _bestScores[part]), isOwn);
            _bestScores[part] = Vector.ConditionalSelect(isBetter, scores, _bestScores[part]);
            _bestWords[part] = Vector.ConditionalSelect(isBetter, words, _bestWords[part]);
        }
    }
}

/// <summary>The ids of the three words of a question b - a + c.</summary>
internal readonly record struct WordOffset(int A, int B, int C);
