using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Pools the features that a token encoder gives the tokens of a text.</summary>
/// <param name="name">The owning task's name.</param>
/// <param name="tokens">This task's view of the token encoder.</param>
/// <param name="pooling">The pooling's name in the catalog.</param>
internal sealed class PooledTokenEncoder<T>(string name, ITokenEncoder<T> tokens, string pooling) : ITextEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITokenEncoder<T> _tokens = tokens;
    private readonly IPooling<T> _pooling = BuiltInPoolings.All<T>()[pooling].Factory(name, tokens.Size);

    public int FeatureCount => _tokens.Size;

    public IReadOnlyList<RowParameter<T>> RowParameters => [.. _tokens.RowParameters.Skip(1)]; // The first is the table.

    public IReadOnlyList<DenseParameter<T>> DenseParameters => [.. _pooling.DenseParameters, .. _tokens.DenseParameters];

    public ITextEncoderPass<T> CreatePass(SeededRandom? dropout, CancellationToken cancellationToken = default) => new Pass(_tokens.CreatePass(dropout, cancellationToken), _pooling, FeatureCount);

    private sealed class Pass(ITokenEncoderPass<T> tokens, IPooling<T> pooling, int size) : ITextEncoderPass<T>
    {
        private readonly IPoolingPass<T> _pooling = pooling.CreatePass();
        private readonly int _poolingParameterCount = pooling.DenseParameters.Count;
        private readonly RowMatrix<T> _pooled = new(1, size);
        private readonly Scratch<T> _h = new();
        private readonly Scratch<T> _dH = new();
        private int _count;

        public void Forward(ReadOnlySpan<int> words, Span<T> features)
        {
            _count = words.Length;
            MatrixView<T> encoded = tokens.Forward(words, features: []), h = _h.Take(_count, size);
            for (int i = 0; i < _count; i++)
                encoded[i].CopyTo(h[i]); // The pooling's backward pass reads them again.
            _pooling.Forward(h.WithPadding(), _pooled);
            _pooled.Row(0).CopyTo(features);
        }

        public long Backward<TUpdate>(TUpdate update, ReadOnlySpan<T> dFeatures, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            MatrixView<T> h = _h.Take(_count, size), dH = _dH.Take(_count, size);
            dFeatures.CopyTo(_pooled.Row(0));
            long multiplyAdds = _pooling.Backward(h.WithPadding(), _pooled, dH.WithPadding(), gradients[.._poolingParameterCount], size);
            return multiplyAdds + tokens.Backward(update, dH, gradients[_poolingParameterCount..]);
        }
    }
}
