using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Lexical;

/// <summary>The vectors of a few words, at length 1 or as they are, and the gradients of a loss over their dot products.</summary>
/// <remarks>
/// At length 1, x^ = x / |x|: a loss with gradient v with respect to x^ has the gradient (v - (v . x^) x^) / |x| with respect to
/// x. With v = y^ that is the gradient of the cosine of x and y. One instance serves one thread.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class WordBlock<T>(Embedding<T> embedding, int rowCount, bool isAtUnitLength)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _embedding = embedding;
    private readonly bool _isAtUnitLength = isAtUnitLength;
    private readonly RowMatrix<T> _x = new(rowCount, embedding.Dimensions);
    private readonly RowMatrix<T> _dX = new(rowCount, embedding.Dimensions);
    private readonly T[] _inverseNorms = new T[rowCount];
    private int _count;
    private long _multiplyAdds;

    /// <summary>A block of vectors at length 1: their dot products are cosines.</summary>
    public static WordBlock<T> OfUnits(Embedding<T> embedding, int rowCount) => new(embedding, rowCount, isAtUnitLength: true);

    /// <summary>A block of vectors as they are.</summary>
    public static WordBlock<T> OfVectors(Embedding<T> embedding, int rowCount) => new(embedding, rowCount, isAtUnitLength: false);

    /// <summary>One vector, <c>[Stride]</c>.</summary>
    public ReadOnlySpan<T> this[int row] => _x.PaddedRow(row);

    /// <summary>Reads the vectors of words and sets the gradients to zero.</summary>
    /// <param name="words">Word ids, at most as many as the block has rows.</param>
    public void Read(ReadOnlySpan<int> words)
    {
        _count = words.Length;
        _embedding.Gather(words, X);
        DX.Clear();
        if (_isAtUnitLength)
            Normalize();
    }

    /// <summary>The dot product of a vector with row <paramref name="row"/>.</summary>
    public T Dot(ReadOnlySpan<T> vector, int row)
    {
        _multiplyAdds += _embedding.Dimensions;
        return RowOperations.Dot(vector, this[row]);
    }

    /// <summary>sum += weight * row.</summary>
    public void AddTo(Span<T> sum, int row, T weight)
    {
        _multiplyAdds += _embedding.Dimensions;
        RowOperations.AddScaled(weight, this[row], sum);
    }

    /// <summary>Adds the gradient of weight * (vector . row) to a row's gradient.</summary>
    /// <param name="row">The row.</param>
    /// <param name="vector">The vector, <c>[Stride]</c>.</param>
    /// <param name="dot">The dot product of both, as <see cref="Dot"/> gave it.</param>
    /// <param name="weight">The gradient of the loss with respect to the dot product.</param>
    public void AddGradient(int row, ReadOnlySpan<T> vector, T dot, T weight)
    {
        Span<T> gradient = _dX.PaddedRow(row);
        T scale = _isAtUnitLength ? weight * _inverseNorms[row] : weight;
        RowOperations.AddScaled(scale, vector, gradient);
        _multiplyAdds += _embedding.Dimensions;
        if (!_isAtUnitLength)
            return;
        RowOperations.AddScaled(-dot * scale, this[row], gradient);
        _multiplyAdds += _embedding.Dimensions;
    }

    /// <summary>The same, if the dot product is not known yet.</summary>
    public void AddGradient(int row, ReadOnlySpan<T> vector, T weight) =>
        AddGradient(row, vector, _isAtUnitLength ? Dot(vector, row) : T.Zero, weight);

    /// <summary>Hands the gradients over.</summary>
    /// <param name="update">Receives them.</param>
    /// <param name="words">The words, as they were read.</param>
    public void Apply<TUpdate>(TUpdate update, ReadOnlySpan<int> words)
        where TUpdate : struct, IRowUpdate<T> => _multiplyAdds += _embedding.Apply(update, words, DX);

    /// <summary>The multiply-adds since the last call.</summary>
    public long TakeMultiplyAdds()
    {
        long taken = _multiplyAdds;
        _multiplyAdds = 0;
        return taken;
    }

    private MatrixView<T> X => _x.Rows(0, _count);

    private MatrixView<T> DX => _dX.Rows(0, _count);

    private void Normalize()
    {
        for (int i = 0; i < _count; i++)
        {
            Span<T> x = _x.PaddedRow(i);
            _inverseNorms[i] = RowOperations.InverseNorm(RowOperations.Dot<T>(x, x));
            TensorPrimitives.Multiply(x, _inverseNorms[i], x);
        }
        _multiplyAdds += 2L * _count * _embedding.Dimensions; // Norms and unit vectors.
    }
}
