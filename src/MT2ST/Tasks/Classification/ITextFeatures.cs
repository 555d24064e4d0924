using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>Fixed features of texts, for a linear classifier.</summary>
internal interface ITextFeatures
{
    /// <summary>The number of features.</summary>
    int Count { get; }

    /// <summary>The features of all texts, each row of length 1 or zero.</summary>
    /// <param name="corpus">The texts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidDataException">A text has none.</exception>
    SparseRows Of(IndexedCorpus corpus, CancellationToken cancellationToken);
}

/// <summary>TF-IDF of words and pairs of neighbouring words: the weights that <see cref="TokenWeights{T}"/> gives them in a sum.</summary>
/// <typeparam name="T">The number type of the weights.</typeparam>
internal sealed class TfIdfFeatures<T> : ITextFeatures
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _wordCount;
    private readonly int _maximumTokens;
    private readonly TokenWeights<T> _weights;

    /// <param name="name">The owner's name.</param>
    /// <param name="train">The texts whose tokens are counted.</param>
    /// <param name="wordCount">V.</param>
    /// <param name="pairBuckets">How many features all pairs share.</param>
    /// <param name="maximumTokens">How many words of a text are read.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public TfIdfFeatures(string name, IndexedCorpus train, int wordCount, int pairBuckets, int maximumTokens, CancellationToken cancellationToken)
    {
        (_wordCount, _maximumTokens) = (wordCount, maximumTokens);
        Pairs = new WordNgrams(longest: 2, pairBuckets, unknown: wordCount);
        Count = TextTokens.TokenCount(Pairs, characters: null, wordCount);
        _weights = new TokenWeights<T>(name, TokenWeighting.Idf, train, [], CreateTokens(), Count, knownWords: 0, maximumTokens, cancellationToken);
    }

    public int Count { get; }

    /// <summary>The pairs of words.</summary>
    public WordNgrams Pairs { get; }

    /// <summary>The weights, which a model keeps.</summary>
    public DenseParameter<T> Weights => _weights.Values;

    public SparseRows Of(IndexedCorpus corpus, CancellationToken cancellationToken)
    {
        SparseRows x = new();
        var text = new Text(this);
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            text.Take(corpus.Tokens(document));
            for (int i = 0; i < text.Tokens.Count; i++)
                x.Add(text.Tokens[i], double.CreateTruncating(text.Values[i]));
            x.EndRow();
        }
        return x;
    }

    private TextTokens CreateTokens() => new(Pairs, characters: null, _wordCount, new DistinctTokens(Count));

    /// <summary>The features of one text at a time, for one thread.</summary>
    /// <param name="features">Whose.</param>
    public sealed class Text(TfIdfFeatures<T> features)
    {
        private T[] _values = [];

        /// <summary>The features that are not 0, by their numbers.</summary>
        public TextTokens Tokens { get; } = features.CreateTokens();

        /// <summary>Their values, by <see cref="Tokens"/>.</summary>
        public ReadOnlySpan<T> Values => _values.AsSpan(0, Tokens.Count);

        /// <summary>Takes the next text.</summary>
        public void Take(ReadOnlySpan<int> words)
        {
            Tokens.Take(words[..Math.Min(words.Length, features._maximumTokens)]);
            if (_values.Length < Tokens.Count)
                _values = new T[Tokens.Count];
            features._weights.Write(Tokens, _values.AsSpan(0, Tokens.Count));
        }
    }
}

/// <summary>A teacher's vectors of the texts.</summary>
/// <param name="paths">The files, as <c>mt2st teach</c> writes them.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class TeacherFeatures(IReadOnlyList<string> paths, CancellationToken cancellationToken) : ITextFeatures
{
    private readonly TeacherVectors _teacher = TeacherVectors.Read(paths, cancellationToken);

    public int Count => _teacher.Vectors.Dimensions;

    public SparseRows Of(IndexedCorpus corpus, CancellationToken cancellationToken)
    {
        SparseRows x = new();
        int missing = 0;
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int row = _teacher.RowOf(corpus.TextKey(document));
            missing += row < 0 && !corpus.Tokens(document).IsEmpty ? 1 : 0;
            ReadOnlySpan<float> vector = row < 0 ? [] : _teacher.Vectors.Row(row);
            float norm = TensorPrimitives.Norm(vector);
            for (int i = 0; i < vector.Length && norm > 0; i++)
                x.Add(i, vector[i] / norm);
            x.EndRow();
        }
        return missing == 0 ? x : throw new InvalidDataException(FormattableString.Invariant($"{string.Join(", ", paths)}: found no vector for {missing} of {corpus.DocumentCount} texts that encoder '{ClassificationOptions.Teacher}' classifies, expected one for each training, dev and test text. Make them for these files, read in the same way: mt2st teach --texts FILE..."));
    }
}
