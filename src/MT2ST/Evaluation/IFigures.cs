namespace MT2ST.Evaluation;

/// <summary>The figures of a test, which can be computed for any resample of its examples: see <see cref="Bootstrap"/>.</summary>
internal interface IFigures
{
    /// <summary>How many examples there are: texts or sentences.</summary>
    int ExampleCount { get; }

    /// <summary>The figures, in the order of their values.</summary>
    IReadOnlyList<FigureKind> Kinds { get; }

    /// <summary>Computes the figures; any number of threads may do so.</summary>
    /// <param name="copies">How often each example counts, <c>[examples]</c>.</param>
    /// <param name="values">Receives a value for each of <see cref="Kinds"/>; NaN if these examples give none.</param>
    void Compute(ReadOnlySpan<int> copies, Span<double> values);
}

/// <summary>What a figure is called, and which way is better.</summary>
/// <param name="Name">The name, such as <c>macroF1</c>.</param>
/// <param name="HigherIsBetter">Whether a greater value is the better one.</param>
internal sealed record FigureKind(string Name, bool HigherIsBetter);
