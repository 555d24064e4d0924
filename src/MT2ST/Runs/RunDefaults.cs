using MT2ST.Indexing;
using MT2ST.Runs.Preparation;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>Fills in the settings of a run that the kind of its primary decides, some of them by the data.</summary>
/// <remarks>
/// A null setting is the primary's own: what its <see cref="TaskDefaults"/> say, or its <see cref="TaskOptions.DecideBy"/>. A value
/// that is given stays. Doing it twice changes nothing.
/// </remarks>
internal static class RunDefaults
{
    /// <summary>What can be said before the data is read: what <c>--print-config</c> shows.</summary>
    public static RunOptions Decide(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TaskDefaults defaults = options.Primary.Defaults;
        return options with
        {
            Epochs = options.Epochs ?? (defaults.MinimumVisits == 0 ? defaults.Epochs : null),
            EvaluationsPerEpoch = options.EvaluationsPerEpoch ?? defaults.EvaluationsPerEpoch,
            Patience = options.Patience ?? defaults.Patience,
        };
    }

    /// <summary>The epochs that a run plans over its data.</summary>
    public static double EpochsOf(PreparedRun data, RunOptions options)
    {
        IndexedCorpus train = data.Tasks[0].Train;
        return options.Epochs ?? options.Primary.Defaults.EpochsFor(options.Primary is { HasTargets: false } ? train.TokenCount : train.DocumentCount, sharesTable: data.Tasks.Count > 1);
    }

    /// <summary>The texts that the run's auxiliaries have a teacher's vectors for.</summary>
    public static IReadOnlyList<IndexedCorpus> TaughtTexts(PreparedRun data, RunOptions options) =>
        [.. options.AuxiliariesRead().Zip(data.Tasks.Skip(1)).Where(task => task.First.KeysTexts).Select(task => task.Second.Train)];

    /// <summary>Everything, once the data is read: what the run does and its model folder says.</summary>
    public static RunOptions DecideBy(PreparedRun data, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        options = Decide(options);
        PreparedTask primary = data.Tasks[0];
        bool sharesTable = data.Tasks.Count > 1;
        IReadOnlyList<IndexedCorpus> taught = TaughtTexts(data, options);
        IReadOnlyList<IndexedCorpus> allTaught = options.Primary.KeysTexts ? [primary.Train, .. taught] : taught;
        return options with
        {
            Dimensions = options.Dimensions ?? (options.InitialVectors is null ? options.Primary.DimensionsFor(primary.Train, sharesTable) : TaskOptions.DefaultDimensions),
            Epochs = EpochsOf(data, options),
            Primary = options.Primary.DecideBy(primary.Train, sharesTable, taught) with { DevShare = options.Primary.DevShare ?? (primary.DevShare > 0 ? primary.DevShare : null) },
            Auxiliaries = [.. options.Auxiliaries.Select((task, i) => i + 1 < data.Tasks.Count ? task.DecideBy(data.Tasks[i + 1].Train, sharesTable: true, allTaught, isAuxiliary: true) : task)],
        };
    }
}
