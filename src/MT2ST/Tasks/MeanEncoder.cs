using System.Numerics;
using System.Numerics.Tensors;
using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>The mean of the words' vectors (Joulin et al. 2017): x = 1/n sum of x_i, so each dx_i = dx / n.</summary>
internal sealed class MeanEncoder<T>(Embedding<T> embedding) : ITextEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int FeatureCount => embedding.Dimensions;

    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    public ITextEncoderPass<T> CreatePass() => new Pass(embedding);

    private sealed class Pass(Embedding<T> embedding) : ITextEncoderPass<T>
    {
        private readonly Scratch<T> _rows = new();
        private int[] _words = [];
        private int _count;

        private ReadOnlySpan<int> Words => _words.AsSpan(0, _count);

        public void Forward(ReadOnlySpan<int> words, Span<T> features)
        {
            if (_words.Length < words.Length)
                _words = new int[words.Length];
            words.CopyTo(_words);
            _count = words.Length;
            MatrixView<T> rows = _rows.Take(_count, embedding.Stride);
            embedding.Gather(Words, rows);
            features.Clear();
            for (int i = 0; i < _count; i++)
                TensorPrimitives.Add(features, rows[i][..features.Length], features);
            TensorPrimitives.Multiply(features, Share, features);
        }

        public long Backward<TUpdate>(TUpdate update, ReadOnlySpan<T> dFeatures, ReadOnlySpan<RowMatrix<T>> gradients)
            where TUpdate : struct, IRowUpdate<T>
        {
            MatrixView<T> dRows = _rows.Take(_count, embedding.Stride);
            dRows.Clear();
            for (int i = 0; i < _count; i++)
                TensorPrimitives.Multiply(dFeatures, Share, dRows[i][..dFeatures.Length]);
            long cost = embedding.Apply(update, Words, dRows);
            return cost + (2L * _count * embedding.Dimensions); // The sum of the forward pass and the shares of the backward.
        }

        private T Share => T.One / T.CreateTruncating(_count);
    }
}
