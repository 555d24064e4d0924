using MT2ST.Evaluation;

namespace MT2ST;

/// <summary>The result of evaluating a task on one split.</summary>
/// <param name="Metric">The metric's name, such as <c>accuracy</c> or <c>loss</c>.</param>
/// <param name="Value">The metric's value in its own unit: accuracy in [0, 1], loss in nats.</param>
/// <param name="HigherIsBetter">Whether a greater value is the better one.</param>
/// <param name="Loss">The mean loss of a term in nats: a word pair, a token or a text, as the task says; NaN if the metric has none.</param>
/// <param name="ExampleCount">How many terms were evaluated.</param>
public sealed record Measurement(string Metric, double Value, bool HigherIsBetter, double Loss, long ExampleCount)
{
    /// <summary>The values of which this is the mean, one for each set; empty if it is no mean over sets.</summary>
    public IReadOnlyList<SimilarityResult> Sets { get; init; } = [];

    /// <summary>Further metrics by name, such as accuracy beside a span F1, or <c>macroF1</c>; each in its own unit.</summary>
    public IReadOnlyDictionary<string, double> Details { get; init; } = new Dictionary<string, double>();

    /// <summary>The value, negated if needed so that greater is better.</summary>
    public double Quality => HigherIsBetter ? Value : -Value;
}
