using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>A hidden layer over a window of tokens: h_i = max(0, W c_i + U f_i + b) (Collobert et al. 2011, sections 3.3.1 and 3.3.2).</summary>
/// <remarks>
/// As <c>window</c> it reads the affixes of the token itself only; as <c>cnn</c>, a convolution over tokens of the width 2r + 1,
/// those of its neighbours as well.
/// </remarks>
internal sealed class WindowEncoder<T>(TokenProjection<T> projection, double dropout) : ITokenEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="context">The encoder's name, rows and settings.</param>
    /// <param name="affixRadius">How many tokens' affixes are read on each side.</param>
    public WindowEncoder(TokenEncoderContext<T> context, int affixRadius)
        : this(new TokenProjection<T>(context, context.Options.Size, context.Options.Window, affixRadius), context.Options.Dropout) { }

    public int Size => projection.OutputCount;

    public IReadOnlyList<RowParameter<T>> RowParameters => projection.RowParameters;

    public IReadOnlyList<DenseParameter<T>> DenseParameters => projection.DenseParameters;

    public ITokenEncoder<T> CreateView(Embedding<T> words) => new WindowEncoder<T>(projection.CreateView(words), dropout);

    public ITokenEncoderPass<T> CreatePass(SeededRandom? random, CancellationToken cancellationToken = default) => new Pass(projection.CreatePass(random, cancellationToken), Dropout<T>.Create(dropout, random));

    private sealed class Pass(TokenProjection<T>.Pass projection, Dropout<T>? dropout) : ITokenEncoderPass<T>
    {
        private readonly Scratch<T> _slopes = new(); // Of ReLU and dropout together.

        public MatrixView<T> Forward(ReadOnlySpan<int> words, ReadOnlySpan<int> features)
        {
            MatrixView<T> h = projection.Forward(words, features), slopes = _slopes.Take(h.RowCount, h.ColumnCount);
            for (int i = 0; i < h.RowCount; i++)
            {
                TensorPrimitives.Max(h[i], T.Zero, h[i]);
                if (dropout is null)
                    slopes[i].Fill(T.One);
                else
                    dropout.Apply(h[i], slopes[i]);
                StopAtZeros(h[i], slopes[i]);
            }
            return h;
        }

        public long Backward<TUpdate>(TUpdate update, MatrixView<T> dH, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            MatrixView<T> slopes = _slopes.Take(dH.RowCount, dH.ColumnCount);
            for (int i = 0; i < dH.RowCount; i++)
                TensorPrimitives.Multiply(dH[i], slopes[i], dH[i]);
            return projection.Backward(update, dH, gradients);
        }

        // Where a feature is 0, either ReLU or dropout stopped its gradient.
        private static void StopAtZeros(ReadOnlySpan<T> h, Span<T> slopes)
        {
            for (int j = 0; j < h.Length; j++)
                slopes[j] = h[j] > T.Zero ? slopes[j] : T.Zero;
        }
    }
}
