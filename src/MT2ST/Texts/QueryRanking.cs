using MT2ST.Numerics;

namespace MT2ST.Texts;

/// <summary>Ranks all documents for one query after the other; one instance serves one thread.</summary>
/// <param name="documents">The documents' vectors at length 1; zeros for an empty one.</param>
/// <param name="words">The documents' words.</param>
internal sealed class QueryRanking(RowMatrix<float> documents, Bm25Index words)
{
    private readonly float[] _cosines = new float[documents.RowCount];
    private readonly float[] _wordScores = new float[documents.RowCount];
    private readonly float[] _scaledCosines = new float[documents.RowCount];
    private readonly float[] _scaledWordScores = new float[documents.RowCount];
    private readonly TopScores _best = new(RankingFigures.Depth);
    private JudgedQuery? _query;

    /// <summary>Takes the next query.</summary>
    public void Take(JudgedQuery query, ReadOnlySpan<float> vector)
    {
        _query = query;
        for (int document = 0; document < _cosines.Length; document++)
            _cosines[document] = TensorPrimitives.Dot(documents.Row(document), vector);
        words.Score(query.Text, _wordScores);
        MixedScores.Scale(_cosines, _scaledCosines);
        MixedScores.Scale(_wordScores, _scaledWordScores);
    }

    /// <summary>Measures the ranking by cosine. A text with the zero vector finds nothing and is not found.</summary>
    public RankingFigures ByVectors() => Rank(document => _cosines[document] == 0 ? double.NegativeInfinity : _cosines[document]);

    /// <summary>Measures the ranking by words; a document without a word of the query is not found.</summary>
    public RankingFigures ByWords() => Rank(document => _wordScores[document] > 0 ? _wordScores[document] : double.NegativeInfinity);

    /// <summary>Measures the ranking by both.</summary>
    /// <param name="weight">The weight of words, in [0, 1].</param>
    public RankingFigures ByBoth(double weight) => Rank(document => _cosines[document] == 0 && _wordScores[document] == 0
        ? double.NegativeInfinity
        : ((1 - weight) * _scaledCosines[document]) + (weight * _scaledWordScores[document]));

    private RankingFigures Rank(Func<int, double> scoreOf)
    {
        for (int document = 0; document < _cosines.Length; document++)
            _best.Add(document, scoreOf(document));
        return RankingFigures.Of(_best.Take(), _query!.Grades, _query.MissingGrades);
    }
}

/// <summary>Scores of two kinds on one scale.</summary>
internal static class MixedScores
{
    /// <summary>Brings a query's scores of all documents to [0, 1], the lowest to 0 and the highest to 1; equal scores all to 1 if they are above 0, else to 0.</summary>
    public static void Scale(ReadOnlySpan<float> scores, Span<float> scaled)
    {
        if (scores.IsEmpty)
            return;
        (float least, float range) = (TensorPrimitives.Min(scores), TensorPrimitives.Max(scores) - TensorPrimitives.Min(scores));
        TensorPrimitives.Subtract(scores, least, scaled);
        TensorPrimitives.Multiply(scaled, range > 0 ? 1 / range : 0, scaled);
        if (range == 0 && least > 0)
            scaled.Fill(1);
    }
}
