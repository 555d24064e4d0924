using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks.Texts;

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
internal sealed class TfIdfFeatures : ITextFeatures
{
    private readonly WordNgrams _pairs;
    private readonly int _wordCount;
    private readonly int _maximumTokens;
    private readonly TokenWeights<double> _weights;

    /// <param name="train">The texts whose tokens are counted.</param>
    /// <param name="wordCount">V.</param>
    /// <param name="pairBuckets">How many features all pairs share.</param>
    /// <param name="maximumTokens">How many words of a text are read.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public TfIdfFeatures(IndexedCorpus train, int wordCount, int pairBuckets, int maximumTokens, CancellationToken cancellationToken)
    {
        (_wordCount, _maximumTokens) = (wordCount, maximumTokens);
        _pairs = new WordNgrams(longest: 2, pairBuckets, unknown: wordCount);
        Count = TextTokens.TokenCount(_pairs, characters: null, wordCount);
        _weights = new TokenWeights<double>("tfidf", TokenWeighting.Idf, train, [], CreateTokens(), Count, knownWords: 0, maximumTokens, cancellationToken);
    }

    public int Count { get; }

    public SparseRows Of(IndexedCorpus corpus, CancellationToken cancellationToken)
    {
        SparseRows x = new();
        TextTokens tokens = CreateTokens();
        double[] weights = [];
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> words = corpus.Tokens(document);
            tokens.Take(words[..Math.Min(words.Length, _maximumTokens)]);
            Array.Resize(ref weights, Math.Max(weights.Length, tokens.Count));
            _weights.Write(tokens, weights.AsSpan(0, tokens.Count));
            for (int i = 0; i < tokens.Count; i++)
                x.Add(tokens[i], weights[i]);
            x.EndRow();
        }
        return x;
    }

    private TextTokens CreateTokens() => new(_pairs, characters: null, _wordCount, new DistinctTokens(Count));
}

/// <summary>A teacher's vectors of the texts.</summary>
/// <param name="paths">The files, as <c>mt2st teach</c> writes them.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class TeacherFeatures(IReadOnlyList<string> paths, CancellationToken cancellationToken) : ITextFeatures
{
    private readonly StudentTargets _targets = StudentTargets.Read(paths, dimensions: int.MaxValue, cancellationToken);

    public int Count => _targets.Dimensions;

    public SparseRows Of(IndexedCorpus corpus, CancellationToken cancellationToken)
    {
        SparseRows x = new();
        int missing = 0;
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<float> vector = _targets.Of(corpus.TextKey(document));
            missing += vector.IsEmpty && !corpus.Tokens(document).IsEmpty ? 1 : 0;
            float norm = TensorPrimitives.Norm(vector);
            for (int i = 0; i < vector.Length && norm > 0; i++)
                x.Add(i, vector[i] / norm);
            x.EndRow();
        }
        return missing == 0 ? x : throw new InvalidDataException(FormattableString.Invariant($"{string.Join(", ", paths)}: found no vector for {missing} of {corpus.DocumentCount} texts that encoder '{ClassificationOptions.Teacher}' classifies, expected one for each training, dev and test text. Make them for these files, read in the same way: mt2st teach --texts FILE..."));
    }
}
