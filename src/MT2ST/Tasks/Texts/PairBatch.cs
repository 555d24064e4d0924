using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tasks.Texts;

/// <summary>One thread's forward and backward pass of a batch of pairs: all texts of the batch, then what compares them.</summary>
/// <param name="encoder">Makes the texts' vectors.</param>
/// <param name="corpus">The pairs.</param>
/// <param name="options">The task's settings.</param>
internal sealed class PairBatch<T>(BagOfWordsEncoder<T> encoder, IndexedCorpus corpus, MatchingOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<ITextEncoderPass<T>> _passes = []; // Of each text: the first ones, the second ones, then the third ones that are there.
    private readonly DistinctTokens? _distinct = encoder.CreateDistinctTokens(); // One for all passes: it is as large as the vocabulary.
    private readonly Scratch<T> _vectors = new();
    private readonly Scratch<T> _gradients = new();
    private readonly InBatchLoss<T> _inBatch = new(encoder.FeatureCount, options.Temperature);
    private T[] _inverseLengths = [];
    private ulong[] _texts = [];
    private int _pairCount;
    private int _textCount;
    private long _multiplyAdds;

    /// <summary>Of each pair the one whose second text it gets; null for its own.</summary>
    public int[]? Partners { get; init; }

    private int Dimensions => encoder.FeatureCount;

    private MatrixView<T> Vectors => _vectors.Take(_textCount, RowMatrix<T>.PaddedLength(Dimensions));

    private MatrixView<T> Gradients => _gradients.Take(_textCount, RowMatrix<T>.PaddedLength(Dimensions));

    /// <summary>Encodes the texts of pairs and brings their vectors to length 1.</summary>
    public void Forward(ReadOnlySpan<int> pairs)
    {
        _pairCount = pairs.Length;
        _textCount = 2 * _pairCount;
        foreach (int pair in pairs)
            _textCount += corpus.Text(pair, 2).IsEmpty ? 0 : 1;
        if (_texts.Length < _textCount)
            (_texts, _inverseLengths) = (new ulong[_textCount], new T[_textCount]);
        while (_passes.Count < _textCount)
            _passes.Add(encoder.CreatePass(_distinct));
        Gradients.Clear();
        for (int i = 0, third = 2 * _pairCount; i < _pairCount; i++)
        {
            Encode(i, corpus.Text(pairs[i], 0));
            Encode(_pairCount + i, corpus.Text(Partners is null ? pairs[i] : Partners[pairs[i]], 1));
            if (corpus.Text(pairs[i], 2) is { IsEmpty: false } words)
                Encode(third++, words);
        }
        _multiplyAdds = 2L * _textCount * Dimensions;
    }

    /// <summary>The cosine of a pair's two texts.</summary>
    public double Cosine(int pair) => double.CreateTruncating(RowOperations.Dot<T>(Vectors[pair], Vectors[_pairCount + pair]));

    /// <summary>The sum over pairs of 1 / the place of the second text among all second texts, by the cosine with the first. Another of the same words is passed over.</summary>
    public double ReciprocalRanks()
    {
        double sum = 0;
        for (int i = 0; i < _pairCount; i++)
        {
            double own = Cosine(i);
            int before = 0;
            for (int j = 0; j < _pairCount; j++)
                if (_texts[_pairCount + j] != _texts[_pairCount + i] && double.CreateTruncating(RowOperations.Dot<T>(Vectors[i], Vectors[_pairCount + j])) >= own)
                    before++;
            sum += 1.0 / (1 + before);
        }
        return sum;
    }

    /// <summary>The loss of telling all pairs from each other, whose gradients <see cref="Backward"/> hands on.</summary>
    public double ToGradientInBatch()
    {
        int candidates = _textCount - _pairCount;
        double loss = _inBatch.Add(Vectors.Rows(0, _pairCount), Vectors.Rows(_pairCount, candidates), _texts.AsSpan(0, _pairCount), _texts.AsSpan(_pairCount, candidates), Gradients.Rows(0, _pairCount), Gradients.Rows(_pairCount, candidates));
        _multiplyAdds += _inBatch.TakeMultiplyAdds();
        return loss;
    }

    /// <summary>The squared distance of a pair's cosine from a target, whose gradients <see cref="Backward"/> hands on.</summary>
    public double ToGradient(int pair, double target)
    {
        double error = Cosine(pair) - target;
        T scale = T.CreateTruncating(2 * error);
        RowOperations.AddScaled<T>(scale, Vectors[_pairCount + pair], Gradients[pair]);
        RowOperations.AddScaled<T>(scale, Vectors[pair], Gradients[_pairCount + pair]);
        _multiplyAdds += 3L * Dimensions;
        return error * error;
    }

    /// <summary>Hands the gradients of the words' rows to an update.</summary>
    /// <returns>The multiply-adds of forward, backward and update.</returns>
    public long Backward<TUpdate>(TUpdate update)
        where TUpdate : struct, IRowUpdate<T>
    {
        for (int text = 0; text < _textCount; text++)
        {
            // x^ = x / |x|, so dx = (dx^ - (dx^ x^) x^) / |x|.
            ReadOnlySpan<T> x = Vectors[text];
            Span<T> dX = Gradients[text];
            RowOperations.AddScaled(-RowOperations.Dot<T>(dX, x), x, dX);
            TensorPrimitives.Multiply(dX, _inverseLengths[text], dX);
            _multiplyAdds += (3L * Dimensions) + _passes[text].Backward(update, dX[..Dimensions], []);
        }
        return _multiplyAdds;
    }

    private void Encode(int text, ReadOnlySpan<int> words)
    {
        words = words[..Math.Min(words.Length, options.MaximumTokens)];
        Span<T> x = Vectors[text];
        x.Clear(); // The padding too.
        _passes[text].Forward(words, x[..Dimensions]);
        _inverseLengths[text] = RowOperations.InverseNorm(TensorPrimitives.SumOfSquares<T>(x));
        TensorPrimitives.Multiply(x, _inverseLengths[text], x);
        _texts[text] = KeyOf(words);
    }

    /// <summary>A number that tells texts apart by their words.</summary>
    private static ulong KeyOf(ReadOnlySpan<int> words)
    {
        ulong key = (ulong)words.Length;
        foreach (int word in words)
        {
            key = (key ^ (uint)word) * 0x9E37_79B9_7F4A_7C15; // 2^64 / the golden ratio (Knuth, volume 3, section 6.4).
            key ^= key >> 32;
        }
        return key;
    }
}
