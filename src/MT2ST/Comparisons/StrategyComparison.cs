using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Running;
using MT2ST.Comparisons.Text;
using MT2ST.Comparisons.Tuning;
using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST;

/// <summary>Compares strategies fairly: over seeds, by the time to reach the same quality on held-out data.</summary>
/// <remarks>The rules: docs/comparisons.md. The primary needs dev data; the target is the best of a row named <c>stl</c> unless the options name another.</remarks>
public static class StrategyComparison
{
    /// <summary>Compares strategies, each a row named for its strategy, over the run's <see cref="RunOptions.Seeds"/>.</summary>
    /// <param name="run">The settings that all rows share; its own strategy and its output have no effect. What <see cref="RunOptions.Strategies"/> set under a strategy's name goes to its row.</param>
    /// <param name="strategies">The strategies, single-task training (<see cref="StlOptions"/>) among them, each once.</param>
    /// <param name="options">How they are compared; null for the usual way.</param>
    /// <param name="progress">Receives progress, one call at a time; null for none.</param>
    /// <param name="cancellationToken">Stops the comparison; finished runs are kept where the options name a folder.</param>
    /// <exception cref="SettingException">A setting is wrong, a row is named twice, or the primary has no dev data.</exception>
    /// <exception cref="ArgumentException">There is no strategy, the target follows a row that is missing, or an option is out of its range.</exception>
    /// <exception cref="InvalidDataException">A file is broken or lacks what its task needs.</exception>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public static ComparisonResult Run(RunOptions run, IReadOnlyList<StrategyOptions> strategies, ComparisonOptions? options = null, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(strategies);
        return Run([.. strategies.Select(strategy => ComparisonRow.Of(run, strategy ?? throw new ArgumentException("A strategy is null.", nameof(strategies))))], options, progress, cancellationToken);
    }

    /// <summary>Compares rows, which may differ in any setting.</summary>
    /// <param name="rows">The rows, with different names; the first one's <see cref="RunOptions.Seeds"/> and <see cref="RunOptions.Tuning"/> are those of all.</param>
    /// <param name="options">How they are compared; null for the usual way.</param>
    /// <param name="progress">Receives progress, one call at a time; null for none.</param>
    /// <param name="cancellationToken">Stops the comparison; finished runs are kept where the options name a folder.</param>
    /// <exception cref="SettingException">A setting is wrong, a row is named twice, or the primary has no dev data.</exception>
    /// <exception cref="ArgumentException">There is no row, the target follows one that is missing, or an option is out of its range.</exception>
    /// <exception cref="InvalidDataException">A file is broken or lacks what its task needs.</exception>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    /// <exception cref="OperationCanceledException">The comparison was stopped.</exception>
    public static ComparisonResult Run(IReadOnlyList<ComparisonRow> rows, ComparisonOptions? options = null, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new ComparisonOptions();
        options.Validate();
        if (rows.Contains(null!))
            throw new ArgumentException("A row is null.", nameof(rows));
        if (options.Controls)
            rows = ControlRows.With(rows);
        Check(rows, options);

        ComparisonRunner runner = new(options, progress);
        TuningResult? tuning = null;
        if (options.TuningTrials > 0)
        {
            IReadOnlyList<TunedRow> tuned = runner.Tune([.. rows.Where(row => !ControlRows.IsFollower(row.Name))], cancellationToken);
            rows = ControlRows.AfterTuning(rows, [.. tuned.SelectMany(row => row.Rows).DistinctBy(row => row.Name)]); // A row that is named like a tuned one is that one.
            tuning = TuningResult.Of(tuned);
            progress?.Report(new ComparisonProgress { Tuning = tuning });
        }
        ComparisonResult result = options.UntilSettled is { } rule ? runner.CompareUntilSettled(rows, rule, cancellationToken) : runner.Compare(rows, cancellationToken);
        return result with { Notes = [.. ComparisonNotes.OnRows(result, rows, options.Controls), .. result.Notes], Tuning = tuning, Origin = ComparisonOrigin.Here(options.Command, options.WarmUp.TotalSeconds, rows) };
    }

    private static void Check(IReadOnlyList<ComparisonRow> rows, ComparisonOptions options)
    {
        if (rows.Count == 0)
            throw new ArgumentException("A comparison needs at least one row.", nameof(rows));
        ComparisonRow.CheckNames([.. rows.Select(row => row.Name)]);
        options.Target.RequireBaseline(rows.Select(row => row.Name));
        if (options.UntilSettled is not null && rows.All(row => row.Name != ComparisonRow.Stl))
            throw new ArgumentException($"A comparison until it is settled looks at reductions against a row named '{ComparisonRow.Stl}'; rows: {string.Join(", ", rows.Select(row => row.Name))}. Add it.");
        TuningOptions shared = rows[0].Options.Tuning;
        shared.CheckSeeds(ComparisonRunner.SeedsOf(rows, options));
        if (options.TuningTrials == 0)
            return;
        if (rows.All(row => ControlRows.IsFollower(row.Name) || TuningGrid.Space(row).Count == 0))
            throw new SettingException("tuning.space", "tuning.space is empty, and every setting of the default space is given by hand, so there is nothing to tune. Leave some out, or give values to try, such as \"primary.rate\": [0.05, 0.1, 0.2].");
        // The targets of tuning are STL's with the same seeds.
        IReadOnlyList<ulong> seeds = shared.Seeds.From(TuningOptions.FirstSeed);
        foreach (ComparisonRow row in rows.Where(row => !row.Options.Tuning.Seeds.From(TuningOptions.FirstSeed).SequenceEqual(seeds)))
            throw new SettingException($"strategies.{row.Name}.tuning.seeds", $"Row '{row.Name}' sets tuning.seeds; all rows are tuned on the same. Set the run's.");
    }
}
