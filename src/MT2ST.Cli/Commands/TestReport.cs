using System.Text.Json.Serialization;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>test --json</c> writes.</summary>
/// <param name="Models">The models with their figures.</param>
/// <param name="Files">The labelled files.</param>
internal sealed record TestReport(IReadOnlyList<TestReport.Entry> Models, IReadOnlyList<string> Files)
{
    /// <summary>The first model's figures less the second's; null, and not written, for one model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, Figure>? Difference { get; init; }

    /// <summary>The report with the difference of its two models.</summary>
    public TestReport Compared(CancellationToken cancellationToken)
    {
        IReadOnlyList<TestFigure> differences = Models[0].Result.DifferenceFrom(Models[1].Result, cancellationToken);
        return differences.Count == 0
            ? throw new InvalidDataException($"{Models[0].Model} and {Models[1].Model}: the models have no figure in common: one labels texts, the other tags words. Test each by itself.")
            : this with { Difference = Named(differences) };
    }

    private static Dictionary<string, Figure> Named(IReadOnlyList<TestFigure> figures) => figures.ToDictionary(figure => figure.Name, figure => new Figure(figure.Value, figure.Low, figure.High));

    /// <summary>A value with its 95 % bootstrap interval.</summary>
    public sealed record Figure(double Value, double? Low, double? High);

    /// <summary>A label, a tag or a type of span.</summary>
    public sealed record Class(string Label, double Precision, double Recall, double F1, long Support, long Predicted);

    /// <summary>An example that the model got wrong.</summary>
    public sealed record Mistake(string Source, string Text, IReadOnlyList<string> Labels, IReadOnlyList<string> Predicted, double? Probability);

    /// <summary>One model.</summary>
    public sealed record Entry(string Model)
    {
        /// <summary>The texts or sentences that were tested.</summary>
        public int Examples => Result.ExampleCount;

        /// <summary>The words of sentences; null, and not written, for texts.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Words => Result.WordCount == 0 ? null : Result.WordCount;

        /// <summary>The figures by their names.</summary>
        public IReadOnlyDictionary<string, Figure> Figures => Named(Result.Figures);

        /// <summary>The class that AUC and average precision are about.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? PositiveLabel => Result.PositiveLabel;

        /// <summary>Labels of the data that the model does not know, with the number of texts, or words, that have them.</summary>
        public IReadOnlyDictionary<string, long> UnknownLabels => Result.UnknownLabels;

        /// <summary>A row for each class.</summary>
        public IReadOnlyList<Class> Classes => [.. Result.Classes.Select(row => new Class(row.Label, row.Precision, row.Recall, row.F1, row.Support, row.Predicted))];

        /// <summary>Rows are the data's labels, columns the predicted ones, both in the order of the classes; null, and not written, unless each text has one label.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<IReadOnlyList<long>>? Confusion => Result.Confusion.Count == 0 ? null : Result.Confusion;

        /// <summary>The worst mistakes, as many as were asked for.</summary>
        public IReadOnlyList<Mistake> Mistakes => [.. Result.Mistakes.Take(MistakeCount).Select(mistake => new Mistake(mistake.Source, mistake.Text, mistake.Labels, mistake.Predicted, mistake.Probability))];

        [JsonIgnore]
        internal TestResult Result { get; private init; } = null!;

        [JsonIgnore]
        internal int MistakeCount { get; private init; }

        /// <summary>The entry of a result.</summary>
        public static Entry Of(string model, TestResult result, int mistakeCount) => new(model) { Result = result, MistakeCount = mistakeCount };
    }
}
