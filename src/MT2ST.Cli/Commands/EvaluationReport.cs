using System.Text.Json.Serialization;
using MT2ST.Evaluation;
using MT2ST.Texts;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>evaluate --json</c> writes.</summary>
internal sealed record EvaluationReport(IReadOnlyList<EvaluationReport.SimilarityEntry> Similarity, IReadOnlyList<EvaluationReport.AnalogyEntry> Analogy)
{
    /// <summary>The sets of text pairs; null, and not written, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StsEntry>? Sts { get; init; }

    /// <summary>The sets of documents and queries; null, and not written, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RetrievalEntry>? Retrieval { get; init; }

    /// <summary>The regressions on labelled texts; null, and not written, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProbeEntry>? Probe { get; init; }

    /// <summary>One set of documents and queries; those of which no word is known are counted.</summary>
    public sealed record RetrievalEntry(string Name, int Documents, int Queries, int UnknownDocuments, int UnknownQueries, IReadOnlyList<RankingEntry> Rankings)
    {
        /// <summary>The entry of a result.</summary>
        public static RetrievalEntry Of(RetrievalResult result) => new(
            result.Name, result.DocumentCount, result.QueryCount, result.UnknownDocumentCount, result.UnknownQueryCount,
            [.. result.Rows.Select(row => new RankingEntry(row.Ranking, row.Ndcg10, row.BinaryNdcg10, row.Recall100, row.MeanAveragePrecision, row.WordWeight))]);
    }

    /// <summary>One way to rank.</summary>
    public sealed record RankingEntry(string Name, double Ndcg10, double BinaryNdcg10, double Recall100, double Map, double WordWeight);

    /// <summary>The accuracy with a number of labels; the standard deviation is null for one draw.</summary>
    public sealed record ProbeEntry(int Labels, double Accuracy, double? StandardDeviation, int Draws);

    /// <summary>One set of text pairs; <c>Unknown</c> counts the pairs with a text of which no word is known.</summary>
    public sealed record StsEntry(string Name, double? Spearman, double? Pearson, int Pairs, int Unknown)
    {
        /// <summary>The entry of a result.</summary>
        public static StsEntry Of(TextSimilarityResult result) => new(result.Name, result.Spearman, result.Pearson, result.PairCount, result.UnknownCount);
    }

    /// <summary>One similarity set.</summary>
    public sealed record SimilarityEntry(string Name, double? Spearman, int Pairs, int Found)
    {
        /// <summary>Further pairs found through character n-grams alone; null, and not written, for vectors without n-grams.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? FoundByNgrams { get; init; }

        /// <summary>The correlation over those pairs too.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? SpearmanWithNgrams { get; init; }

        /// <summary>The entry of a result.</summary>
        public static SimilarityEntry Of(SimilarityResult result) => new(result.Name, result.Spearman, result.PairCount, result.FoundCount)
        {
            FoundByNgrams = result.FoundByNgramsCount,
            SpearmanWithNgrams = result.SpearmanWithNgrams,
        };
    }

    /// <summary>One section of the analogy questions, or a total.</summary>
    public sealed record AnalogyEntry(string Section, double? Accuracy, int Questions, int Found);
}
