using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST.Comparisons;

/// <summary>Trains one run.</summary>
/// <param name="options">The run's settings, its seed set.</param>
/// <param name="cancellation">Stops the run.</param>
/// <returns>The run's record; a comparison puts the row's name into it.</returns>
public delegate RunRecord RunTraining(RunOptions options, CancellationToken cancellation);
