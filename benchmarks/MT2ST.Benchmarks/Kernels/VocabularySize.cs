namespace MT2ST.Benchmarks.Kernels;

/// <summary>A vocabulary of which negative samples are drawn.</summary>
/// <param name="WordCount">V.</param>
public sealed record VocabularySize(int WordCount) : IMeasuredWork
{
    /// <summary>Draws of one call.</summary>
    public const int DrawCount = 1000;

    /// <inheritdoc/>
    public double Amount => DrawCount;

    /// <inheritdoc/>
    public string Unit => "draw";

    /// <inheritdoc/>
    public override string ToString() => $"{WordCount} words";
}
