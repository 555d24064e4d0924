using MT2ST.Evaluation;

namespace MT2ST;

/// <summary>What a model got right on labelled examples: the result of <see cref="TrainedModel.Test"/>.</summary>
public sealed class TestResult
{
    private readonly IFigures _figures;

    internal TestResult(IFigures figures, IReadOnlyList<TestFigure> estimates)
    {
        _figures = figures;
        Figures = estimates;
    }

    /// <summary>How many examples were tested: texts or sentences.</summary>
    public int ExampleCount => _figures.ExampleCount;

    /// <summary>How many words the sentences have; 0 for texts.</summary>
    public long WordCount { get; internal init; }

    /// <summary>The figures with their intervals; one that needs what the data lacks, such as a second class, is left out.</summary>
    public IReadOnlyList<TestFigure> Figures { get; }

    /// <summary>A row for each label, for each type of span, or for each tag if the tags mark no spans; those that the model does not know come last.</summary>
    public IReadOnlyList<ClassFigures> Classes { get; internal init; } = [];

    /// <summary>How often each label was predicted for each, in the order of <see cref="Classes"/>: rows are the data's labels. Empty unless each text has one label.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Confusion { get; internal init; } = [];

    /// <summary>The label that the figures <c>auc</c> and <c>averagePrecision</c> are about; null unless there are two labels.</summary>
    public string? PositiveLabel { get; internal init; }

    /// <summary>Labels, or tags, of the data that the model does not know, with the number of texts, or words, that have them: all of these count as wrong.</summary>
    public IReadOnlyDictionary<string, long> UnknownLabels { get; internal init; } = new Dictionary<string, long>();

    /// <summary>What a user should know about how the files were read, such as a header that was skipped or examples without a label that were left out.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>The examples that the model got wrong: texts with one label by the falling probability of the wrong one, others by how much is wrong in them.</summary>
    public IReadOnlyList<TestMistake> Mistakes { get; internal init; } = [];

    /// <summary>The differences to another model on the same examples: each figure of this result less the other's, with its paired interval.</summary>
    /// <param name="other">The other model's result.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The other result has another number of examples.</exception>
    public IReadOnlyList<TestFigure> DifferenceFrom(TestResult other, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.ExampleCount == ExampleCount
            ? Bootstrap.Differences(_figures, other._figures, cancellationToken)
            : throw new ArgumentException($"The results have {ExampleCount} and {other.ExampleCount} examples; only results on the same examples can be compared.", nameof(other));
    }
}
