using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Each token by itself: loss = -log softmax(s_t)[tag], and the tag of the greatest score.</summary>
internal sealed class SoftmaxDecoder<T> : ITagDecoder<T>, ITagDecoderPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    public long MultiplyAdds => 0;

    public ITagDecoderPass<T> CreatePass(CancellationToken cancellationToken = default) => this; // It has no state.

    public double Loss(MatrixView<T> scores, ReadOnlySpan<int> tags, ReadOnlySpan<RowMatrix<T>> gradients)
    {
        double loss = 0;
        for (int t = 0; t < tags.Length; t++)
            loss += Logistic.SoftmaxCrossEntropy(scores[t], tags[t]);
        return loss;
    }

    public void Predict(MatrixView<T> scores, Span<int> tags)
    {
        for (int t = 0; t < tags.Length; t++)
            tags[t] = TensorPrimitives.IndexOfMax<T>(scores[t]);
    }
}
