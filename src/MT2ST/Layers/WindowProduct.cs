using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Weights times the vectors around each token: S = C Wᵀ, <c>[n, outputs]</c>.</summary>
/// <remarks>
/// A token has m ids: its word, or its affixes. c_i is the concatenation of the vectors of all ids of tokens i - r .. i + r, zero
/// beyond the sentence. The vectors of a sentence lie one after the other, so the windows c are overlapping rows of one matrix
/// and no window is copied. With G = dS: dW = Gᵀ C, and the vectors of token i + k get G_i times W's k-th block of columns.
/// </remarks>
internal sealed record WindowProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _idsPerToken;
    private readonly int _radius;

    /// <param name="name">The weights' name.</param>
    /// <param name="vectors">The vectors of the ids.</param>
    /// <param name="idsPerToken">m.</param>
    /// <param name="radius">r.</param>
    /// <param name="outputCount">The rows of W.</param>
    /// <param name="random">The source of the initial weights.</param>
    public WindowProduct(string name, Embedding<T> vectors, int idsPerToken, int radius, int outputCount, SeededRandom random)
    {
        Vectors = vectors;
        _idsPerToken = idsPerToken;
        _radius = radius;
        int vectorCount = Width * idsPerToken;
        Weights = new DenseParameter<T>(name, outputCount, vectorCount * vectors.Stride, vectorCount * vectors.Dimensions);
        Initialization.Glorot(Weights.Values, vectors.Dimensions, vectors.Stride, random);
    }

    /// <summary>W, <c>[outputs, (2r + 1) * m * stride]</c>.</summary>
    public DenseParameter<T> Weights { get; private init; }

    /// <summary>The table of the vectors.</summary>
    public RowParameter<T> Rows => Vectors.Parameter;

    /// <summary>The same weights for another task.</summary>
    /// <param name="vectors">That task's view of the vectors; null for a view of this product's own rows.</param>
    public WindowProduct<T> CreateView(Embedding<T>? vectors = null) =>
        this with { Vectors = vectors ?? new Embedding<T>(Rows.CreateView()), Weights = Weights.CreateView() };

    private Embedding<T> Vectors { get; init; }

    private int Width => (2 * _radius) + 1;

    /// <summary>One thread's scratch and passes. Dropout, if any, applies to the vectors' values. The forward pass can be cancelled.</summary>
    public sealed class Pass(WindowProduct<T> product, Dropout<T>? dropout, CancellationToken cancellationToken)
    {
        private const int RowsPerCheck = 1 << 10; // A multiple of the product's tiles, so that no bit depends on it.

        private readonly Scratch<T> _vectors = new();
        private readonly Scratch<T> _dVectors = new();
        private readonly Scratch<T> _mask = new();
        private int[] _ids = [];
        private int _count; // Tokens.

        private int TokenStride => product._idsPerToken * product.Vectors.Stride;

        private Span<int> Ids => _ids.AsSpan(0, (_count + product.Width - 1) * product._idsPerToken);

        /// <summary>S = C Wᵀ.</summary>
        /// <param name="ids">The ids of a sentence's tokens, <c>[n, m]</c>.</param>
        /// <param name="scores">S, <c>[n, outputs]</c>, overwritten.</param>
        public void Forward(ReadOnlySpan<int> ids, MatrixView<T> scores)
        {
            TakeIds(ids);
            MatrixView<T> vectors = Take(_vectors);
            product.Vectors.Gather(Ids, vectors);
            if (dropout is not null)
            {
                MatrixView<T> mask = Take(_mask);
                for (int i = 0; i < vectors.RowCount; i++)
                    dropout.Apply(vectors[i], mask[i]);
            }
            MatrixView<T> windows = Windows(vectors);
            for (int first = 0; first < _count; first += RowsPerCheck)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(RowsPerCheck, _count - first);
                MatrixProducts.MultiplyByTransposed(windows.Rows(first, count), product.Weights.Values, scores.Rows(first, count));
            }
        }

        /// <summary>Adds dW and hands over the gradients of the vectors.</summary>
        /// <param name="update">Receives the vectors' gradients.</param>
        /// <param name="dScores">G, <c>[n, outputs]</c>.</param>
        /// <param name="dWeights">dW, added to.</param>
        /// <returns>The multiply-adds of forward, backward and row updates.</returns>
        public long Backward<TUpdate>(TUpdate update, MatrixView<T> dScores, RowMatrix<T> dWeights)
            where TUpdate : struct, IRowUpdate<T>
        {
            MatrixProducts.AddTransposedProduct<T>(dScores, Windows(Take(_vectors)), dWeights);
            MatrixView<T> weights = product.Weights.Values, dVectors = Take(_dVectors);
            dVectors.Clear();
            for (int offset = 0; offset < product.Width; offset++)
                MatrixProducts.AddProduct(dScores, weights.Columns(offset * TokenStride, TokenStride), Tokens(dVectors).Rows(offset, _count));
            if (dropout is not null)
                TensorPrimitives.Multiply<T>(Values(dVectors), Values(Take(_mask)), Values(dVectors));
            return (3 * _count * product.Weights.ValueCount) + product.Vectors.Apply(update, Ids, dVectors);
        }

        private void TakeIds(ReadOnlySpan<int> ids)
        {
            _count = ids.Length / product._idsPerToken;
            int beyond = product._radius * product._idsPerToken;
            if (_ids.Length < ids.Length + (2 * beyond))
                _ids = new int[ids.Length + (2 * beyond)];
            Ids[..beyond].Fill(Embedding<T>.Padding);
            ids.CopyTo(Ids[beyond..]);
            Ids[^beyond..].Fill(Embedding<T>.Padding);
        }

        private MatrixView<T> Take(Scratch<T> scratch) => scratch.Take(Ids.Length, product.Vectors.Stride);

        private MatrixView<T> Tokens(MatrixView<T> vectors) => new(vectors.Values, _count + product.Width - 1, TokenStride, TokenStride);

        private MatrixView<T> Windows(MatrixView<T> vectors) => new(vectors.Values, _count, product.Width * TokenStride, TokenStride);

        private static Span<T> Values(MatrixView<T> block) => block.Values[..(block.RowCount * block.Stride)];
    }
}
