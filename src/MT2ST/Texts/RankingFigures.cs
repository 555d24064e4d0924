namespace MT2ST.Texts;

/// <summary>How good a ranking of documents is for a query whose relevant documents are known, by the definitions of <c>trec_eval</c>.</summary>
/// <param name="Ndcg">nDCG of the first ten: the sum of grade / log2(1 + rank), over that of the best ranking.</param>
/// <param name="BinaryNdcg">The same with every grade above 0 taken as 1.</param>
/// <param name="Recall">The share of the relevant documents that are among the first hundred.</param>
/// <param name="AveragePrecision">The mean, over the relevant documents, of the precision at their ranks; 0 for one that was not found.</param>
internal readonly record struct RankingFigures(double Ndcg, double BinaryNdcg, double Recall, double AveragePrecision)
{
    private const int NdcgDepth = 10;
    private const int RecallDepth = 100;

    /// <summary>How many documents a ranking needs.</summary>
    public const int Depth = 1000;

    /// <summary>Measures a ranking.</summary>
    /// <param name="ranking">The documents' numbers, the best first.</param>
    /// <param name="grades">The grades of the judged documents; above 0 one is relevant.</param>
    /// <param name="otherGrades">The grades of relevant documents that no ranking can have.</param>
    public static RankingFigures Of(IReadOnlyList<(int Number, double Score)> ranking, IReadOnlyDictionary<int, double> grades, IReadOnlyList<double> otherGrades)
    {
        double[] best = [.. grades.Values.Concat(otherGrades).Where(grade => grade > 0).OrderDescending()];
        if (best.Length == 0)
            return default;
        double gain = 0, binaryGain = 0, precisions = 0;
        int found = 0, foundEarly = 0;
        for (int rank = 1; rank <= Math.Min(ranking.Count, Depth); rank++)
        {
            if (!grades.TryGetValue(ranking[rank - 1].Number, out double grade) || grade <= 0)
                continue;
            precisions += (double)++found / rank;
            foundEarly += rank <= RecallDepth ? 1 : 0;
            if (rank > NdcgDepth)
                continue;
            gain += Discounted(grade, rank);
            binaryGain += Discounted(1, rank);
        }
        double ideal = best.Take(NdcgDepth).Select((grade, i) => Discounted(grade, i + 1)).Sum();
        double binaryIdeal = best.Take(NdcgDepth).Select((_, i) => Discounted(1, i + 1)).Sum();
        return new(gain / ideal, binaryGain / binaryIdeal, (double)foundEarly / best.Length, precisions / best.Length);
    }

    /// <summary>The means over queries.</summary>
    public static RankingFigures Mean(IReadOnlyCollection<RankingFigures> queries) => new(
        queries.Average(query => query.Ndcg), queries.Average(query => query.BinaryNdcg), queries.Average(query => query.Recall), queries.Average(query => query.AveragePrecision));

    private static double Discounted(double grade, int rank) => grade / Math.Log2(1 + rank);
}
