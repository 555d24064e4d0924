using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Two LSTMs over the sentence, one from its start and one from its end, whose states are concatenated (Graves and Schmidhuber 2005).</summary>
/// <remarks>
/// H = [forward; backward], each of Size / 2 units (see <see cref="LstmLayer{T}"/>). The input of both sets of gates from words
/// and affixes is one matrix product for the whole sentence; only the recurrent product is computed step by step.
/// </remarks>
internal sealed record BiLstmEncoder<T> : ITokenEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _dropout;

    public BiLstmEncoder(TokenEncoderContext<T> context)
    {
        Size = context.Options.Size;
        _dropout = context.Options.Dropout;
        Ahead = new LstmLayer<T>($"{context.Name}/recurrent-forward", Size / 2, isReversed: false, context.Random);
        Back = new LstmLayer<T>($"{context.Name}/recurrent-backward", Size / 2, isReversed: true, context.Random);
        Projection = new TokenProjection<T>(context, 2 * Ahead.ScoreCount, wordRadius: 0, affixRadius: 0);
    }

    public int Size { get; }

    public IReadOnlyList<RowParameter<T>> RowParameters => Projection.RowParameters;

    public IReadOnlyList<DenseParameter<T>> DenseParameters => [Ahead.Recurrent, Back.Recurrent, .. Projection.DenseParameters];

    public ITokenEncoder<T> CreateView(Embedding<T> words) =>
        this with { Ahead = Ahead.CreateView(), Back = Back.CreateView(), Projection = Projection.CreateView(words) };

    public ITokenEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default) =>
        new Pass(this, Projection.CreatePass(dropout, cancellationToken), Dropout<T>.Create(_dropout, dropout), cancellationToken);

    private LstmLayer<T> Ahead { get; init; }

    private LstmLayer<T> Back { get; init; }

    private TokenProjection<T> Projection { get; init; }

    private sealed class Pass(BiLstmEncoder<T> encoder, TokenProjection<T>.Pass projection, Dropout<T>? dropout, CancellationToken cancellationToken) : ITokenEncoderPass<T>
    {
        private readonly LstmLayer<T>.Pass _forward = new(encoder.Ahead, cancellationToken);
        private readonly LstmLayer<T>.Pass _backward = new(encoder.Back, cancellationToken);
        private readonly Scratch<T> _dScores = new();
        private readonly Scratch<T> _h = new();
        private readonly Scratch<T> _mask = new();

        private int HalfSize => encoder.Size / 2;

        private int ScoreCount => encoder.Ahead.ScoreCount;

        public MatrixView<T> Forward(ReadOnlySpan<int> words, ReadOnlySpan<int> features)
        {
            MatrixView<T> gates = projection.Forward(words, features);
            MatrixView<T> ahead = _forward.Forward(gates.Columns(0, ScoreCount)), back = _backward.Forward(gates.Columns(ScoreCount, ScoreCount));
            MatrixView<T> h = _h.Take(words.Length, encoder.Size), mask = _mask.Take(words.Length, encoder.Size);
            for (int i = 0; i < words.Length; i++)
            {
                ahead[i].CopyTo(h[i]);
                back[i].CopyTo(h[i][HalfSize..]);
                dropout?.Apply(h[i], mask[i]);
            }
            return h;
        }

        public long Backward<TUpdate>(TUpdate update, MatrixView<T> dH, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            int count = dH.RowCount;
            if (dropout is not null)
            {
                MatrixView<T> mask = _mask.Take(count, encoder.Size);
                for (int i = 0; i < count; i++)
                    TensorPrimitives.Multiply(dH[i], mask[i], dH[i]);
            }
            MatrixView<T> gates = projection.Scores, dScores = _dScores.Take(count, 2 * ScoreCount);
            long multiplyAdds = _forward.Backward(gates.Columns(0, ScoreCount), dH.Columns(0, HalfSize), dScores.Columns(0, ScoreCount), gradients[0]);
            multiplyAdds += _backward.Backward(gates.Columns(ScoreCount, ScoreCount), dH.Columns(HalfSize, HalfSize), dScores.Columns(ScoreCount, ScoreCount), gradients[1]);
            return multiplyAdds + projection.Backward(update, dScores, gradients[2..]);
        }
    }
}
