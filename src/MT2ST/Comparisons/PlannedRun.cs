using MT2ST.Runs;

namespace MT2ST.Comparisons;

/// <summary>A run that a comparison is to do.</summary>
/// <param name="Row">The row.</param>
/// <param name="Seed">The seed.</param>
/// <param name="KeptName">What it is kept as.</param>
internal sealed record PlannedRun(ComparisonRow Row, ulong Seed, string KeptName)
{
    public RunOptions Options { get; } = Row.Options with { Seed = Seed };
}
