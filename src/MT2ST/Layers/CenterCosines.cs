using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>The cosines of one word with a few others, and the gradient of a loss over them.</summary>
/// <remarks>
/// The gradient of a cosine, d cos(a, b) / d a = b / (|a| |b|) - cos(a, b) a / |a|^2, is a combination of the vectors as they
/// are: no unit vector is formed. With w_i the gradient of the loss with respect to cos(a, x_i), x_i has the gradient
/// w_i a / (|a| |x_i|) - w_i cos_i x_i / |x_i|^2, and a the sum over i of w_i x_i / (|a| |x_i|) - w_i cos_i a / |a|^2.
/// One instance serves one thread.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="embedding">The words' vectors.</param>
/// <param name="wordCount">The most words that are read at once, the centre among them.</param>
internal sealed class CenterCosines<T>(Embedding<T> embedding, int wordCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowMatrix<T> _x = new(wordCount, embedding.Dimensions);
    private readonly RowMatrix<T> _dX = new(wordCount, embedding.Dimensions); // Of the words in _moved.
    private readonly T[] _cosines = new T[wordCount];
    private readonly T[] _inverseNorms = new T[wordCount];
    private readonly int[] _moved = new int[wordCount];
    private readonly int[] _rows = new int[wordCount]; // Of X, with the factor of each in a's gradient.
    private readonly T[] _factors = new T[wordCount];
    private long _multiplyAdds;

    /// <summary>Reads the vectors of words.</summary>
    /// <param name="words">Word ids, the centre first.</param>
    /// <returns>The cosine of the centre with each word, <c>[words.Length]</c>; the first, with itself, is not computed.</returns>
    public ReadOnlySpan<T> Read(ReadOnlySpan<int> words)
    {
        embedding.Gather(words, _x.Rows(0, words.Length));
        ReadOnlySpan<T> a = _x.PaddedRow(0);
        T inverse = _inverseNorms[0] = RowOperations.InverseNorm(RowOperations.Dot(a, a));
        for (int i = 1; i < words.Length; i++)
        {
            (T dot, T square) = RowOperations.DotAndSquare(a, _x.PaddedRow(i));
            _inverseNorms[i] = RowOperations.InverseNorm(square);
            _cosines[i] = dot * inverse * _inverseNorms[i];
        }
        _multiplyAdds += ((2L * words.Length) - 1) * embedding.Dimensions;
        return _cosines.AsSpan(0, words.Length);
    }

    /// <summary>Hands over the gradients of the words whose cosine has one.</summary>
    /// <param name="update">Receives them.</param>
    /// <param name="words">The words, as they were read.</param>
    /// <param name="weights">The gradient of the loss with respect to each cosine, <c>[words.Length]</c>; the first is not read.</param>
    public void Apply<TUpdate>(TUpdate update, ReadOnlySpan<int> words, ReadOnlySpan<T> weights)
        where TUpdate : struct, IRowUpdate<T>
    {
        ReadOnlySpan<T> a = _x.PaddedRow(0);
        T inverse = _inverseNorms[0], ofItself = T.Zero;
        int count = 1;
        for (int i = 1; i < words.Length; i++)
        {
            if (weights[i] == T.Zero)
                continue;
            T weight = weights[i] * _inverseNorms[i], scaledCosine = weights[i] * _cosines[i];
            ofItself -= scaledCosine;
            _rows[count] = i;
            _factors[count] = weight * inverse;
            _moved[count] = words[i];
            RowOperations.Combine(weight * inverse, a, -scaledCosine * _inverseNorms[i] * _inverseNorms[i], _x.PaddedRow(i), _dX.PaddedRow(count));
            count++;
        }
        if (count == 1)
            return;
        _rows[0] = 0;
        _factors[0] = ofItself * inverse * inverse;
        _moved[0] = words[0];
        Span<T> dA = _dX.PaddedRow(0);
        dA.Clear();
        RowProducts.AddCombination(_x, _rows.AsSpan(0, count), _factors, dA);
        _multiplyAdds += ((3L * count) - 2) * embedding.Dimensions;
        _multiplyAdds += embedding.Apply(update, _moved.AsSpan(0, count), _dX.Rows(0, count));
    }

    /// <summary>The multiply-adds since the last call.</summary>
    public long TakeMultiplyAdds()
    {
        long taken = _multiplyAdds;
        _multiplyAdds = 0;
        return taken;
    }
}
