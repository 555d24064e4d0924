using MT2ST.Runs;

namespace MT2ST.Comparisons;

/// <summary>Runs every task of the rows for a while, unmeasured, so that compilation is charged to nobody.</summary>
/// <param name="rows">The settings of all rows.</param>
/// <param name="cancellation">Stops it.</param>
public delegate void RunWarmUp(IReadOnlyList<RunOptions> rows, CancellationToken cancellation);
