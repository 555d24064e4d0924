using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>Writes figures and differences of a quality in the words of its metric.</summary>
/// <param name="Metric">The metric's name in words, such as <c>accuracy</c> or <c>micro F1</c>.</param>
internal sealed record QualityText(string Metric)
{
    /// <summary>The metric whose lower value is the better one.</summary>
    public const string Loss = "loss";

    /// <summary>The text for a result's metric.</summary>
    public static QualityText For(ComparisonResult result) => new(result.Metric ?? "quality");

    /// <summary>A metric's name in words: <c>micro F1</c> for <c>microF1</c>.</summary>
    public static string Words(string metric) => metric switch
    {
        "microF1" => "micro F1",
        "macroF1" => "macro F1",
        "exactMatch" => "exact match",
        "spearman" => "Spearman correlation",
        _ => metric,
    };

    /// <summary>Whether the value is the quality negated.</summary>
    public bool IsLoss => Metric == Loss;

    /// <summary>The unit of a difference: <c>points of accuracy</c>, a hundredth each, or <c>nats of loss</c>.</summary>
    public string Unit => IsLoss ? $"nats of {Loss}" : $"points of {Metric}";

    /// <summary>The short unit of a difference, for a table whose columns name the metric.</summary>
    public string ShortUnit => IsLoss ? "nats" : "points";

    /// <summary>A difference as a cell: <c>3.2 [2.9, 3.5]</c>.</summary>
    public string Cell(PairedEstimate difference) => EstimateText.Of(difference, Factor, Digits);

    /// <summary>A difference in words: <c>3.2 points of accuracy [2.9, 3.5] better</c>; one below 0 as <c>worse</c>, its interval turned round.</summary>
    public string Difference(PairedEstimate difference)
    {
        bool isWorse = difference.Mean < 0;
        (string mean, string interval) = EstimateText.Parts(isWorse ? EstimateText.Negated(difference) : difference, Factor, Digits);
        return $"{mean} {Unit}{interval} {(isWorse ? "worse" : "better")}";
    }

    private double Factor => IsLoss ? 1 : 100;

    private int Digits => IsLoss ? 3 : 1;
}
