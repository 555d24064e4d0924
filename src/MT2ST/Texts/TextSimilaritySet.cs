using MT2ST.Evaluation;

namespace MT2ST.Texts;

/// <summary>Pairs of texts with people's judgements of their similarity, such as the STS benchmark.</summary>
public sealed class TextSimilaritySet
{
    private readonly IReadOnlyList<TextPair> _pairs;

    private TextSimilaritySet(string name, IReadOnlyList<TextPair> pairs)
    {
        Name = name;
        _pairs = pairs;
    }

    /// <summary>The set's name: its file's, without the extension.</summary>
    public string Name { get; }

    /// <summary>The number of pairs.</summary>
    public int Count => _pairs.Count;

    /// <summary>Reads a tab-separated file with the columns <c>sentence1</c>, <c>sentence2</c> and <c>score</c>, named in its first line or in this order, or in the layout of the STS benchmark. Quotes are part of a text.</summary>
    /// <param name="path">The file, in UTF-8 (<c>.gz</c> too).</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A line is not of this form, or there is none; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static TextSimilaritySet Read(string path, CancellationToken cancellationToken = default) =>
        new(Path.GetFileNameWithoutExtension(path), TextPairReader.ReadAll(path, cancellationToken));

    /// <summary>Correlates the cosines of the texts' vectors with the judgements, over all pairs; the cosine with a zero vector is 0.</summary>
    /// <param name="texts">Gives the texts their vectors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TextSimilarityResult Evaluate(TextEmbedder texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        float[] first = new float[texts.Dimensions], second = new float[texts.Dimensions];
        double[] cosines = new double[Count], scores = new double[Count];
        int unknown = 0;
        for (int i = 0; i < Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool areKnown = texts.Embed(_pairs[i].First, first) & texts.Embed(_pairs[i].Second, second);
            unknown += areKnown ? 0 : 1;
            cosines[i] = WordVectors.Cosine(first, second);
            scores[i] = _pairs[i].Score;
        }
        return new TextSimilarityResult(Name, Defined(SpearmanCorrelation.Of(cosines, scores)), Defined(PearsonCorrelation.Of(cosines, scores)), Count, unknown);
    }

    private static double? Defined(double correlation) => double.IsNaN(correlation) ? null : correlation;
}

/// <summary>How well the vectors of texts agree with one set of judgements.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Spearman">The rank correlation of cosines and judgements in [-1, 1]; null if it is not defined: fewer than two pairs, or all equal.</param>
/// <param name="Pearson">Their linear correlation in [-1, 1]; null as for <paramref name="Spearman"/>.</param>
/// <param name="PairCount">The number of pairs, all of which count.</param>
/// <param name="UnknownCount">The number of pairs with a text of which no word is known: their cosine is 0.</param>
public sealed record TextSimilarityResult(string Name, double? Spearman, double? Pearson, int PairCount, int UnknownCount);
