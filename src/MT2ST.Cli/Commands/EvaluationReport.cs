namespace MT2ST.Cli.Commands;

/// <summary>What <c>evaluate --json</c> writes.</summary>
internal sealed record EvaluationReport(IReadOnlyList<EvaluationReport.SimilarityEntry> Similarity, IReadOnlyList<EvaluationReport.AnalogyEntry> Analogy)
{
    /// <summary>One similarity set.</summary>
    public sealed record SimilarityEntry(string Name, double? Spearman, int Pairs, int Found);

    /// <summary>One section of the analogy questions, or a total.</summary>
    public sealed record AnalogyEntry(string Section, double? Accuracy, int Questions, int Found);
}
