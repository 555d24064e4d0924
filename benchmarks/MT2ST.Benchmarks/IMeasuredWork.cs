namespace MT2ST.Benchmarks;

/// <summary>A parameter of a benchmark that knows how much work one call does.</summary>
public interface IMeasuredWork
{
    /// <summary>The work of one call, in <see cref="Unit"/>.</summary>
    double Amount { get; }

    /// <summary>What is counted, such as <c>FLOP</c> or <c>B</c>.</summary>
    string Unit { get; }
}
