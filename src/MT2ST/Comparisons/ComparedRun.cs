using MT2ST.Runs;

namespace MT2ST.Comparisons;

/// <summary>A run of a comparison right after its training.</summary>
/// <param name="Options">The row's settings with the run's seed.</param>
/// <param name="Run">The run with its parameters.</param>
public sealed record ComparedRun(RunOptions Options, TrainedRun Run);
