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
