namespace MT2ST.Evaluation;

/// <summary>One figure of a test, or the difference of two models in it.</summary>
/// <param name="Name">Its name, such as <c>accuracy</c>, <c>macroF1</c> or <c>spanF1</c>.</param>
/// <param name="Value">Its value; shares in [0, 1], a log loss in nats.</param>
/// <param name="HigherIsBetter">Whether a greater value is the better one.</param>
public sealed record TestFigure(string Name, double Value, bool HigherIsBetter)
{
    /// <summary>The lower end of its 95 % bootstrap interval, from 1,000 resamples of the examples; null if no resample has the figure.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end.</summary>
    public double? High { get; init; }
}

/// <summary>An example that a model got wrong.</summary>
/// <param name="Source">Where it stands, as <c>path:line</c>.</param>
/// <param name="Text">The text, or a sentence's words with blanks between them.</param>
/// <param name="Labels">The data's label, or labels, or tags.</param>
/// <param name="Predicted">The predicted label, or labels, or tags.</param>
/// <param name="Probability">The probability of the predicted label; of several labels, of the most certain mistake among them; null for tags.</param>
public sealed record TestMistake(string Source, string Text, IReadOnlyList<string> Labels, IReadOnlyList<string> Predicted, double? Probability);
