using System.Text.Json.Serialization;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>evaluate --json</c> writes.</summary>
internal sealed record EvaluationReport(IReadOnlyList<EvaluationReport.SimilarityEntry> Similarity, IReadOnlyList<EvaluationReport.AnalogyEntry> Analogy)
{
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
