using MT2ST.Runs;
using MT2ST.Runs.Preparation;

namespace MT2ST.Comparisons.Running;

/// <summary>Trains the runs of a comparison on data that is prepared once for all runs that can share it.</summary>
/// <remarks>
/// Every run is charged the whole preparation that it would have needed alone. Runs that read the same files in the same way
/// share data; a drawn subset (<c>limitSample</c>) belongs to its seed. Several threads may train at once; they prepare in turn.
/// </remarks>
/// <param name="progress">Receives the progress of runs; null for none.</param>
/// <param name="keep">Called with each run after training, while its parameters are in memory; null for none.</param>
internal sealed class ComparisonTrainer(IProgress<RunProgress>? progress = null, Action<TrainedRun>? keep = null)
{
    private const int CachedCount = 4; // A comparison alternates between the data with and without auxiliaries.

    private readonly List<(string Key, PreparedRun Data)> _cache = [];
    private readonly Lock _preparing = new();

    /// <summary>How long <see cref="WarmUp"/> trains for each task of a set.</summary>
    public TimeSpan WarmUpTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Trains one run, dev halved: half A stops and tunes, half B judges targets.</summary>
    /// <exception cref="SettingException">There is no dev data.</exception>
    /// <exception cref="OperationCanceledException">The run was cut short.</exception>
    public RunRecord Train(RunOptions options, CancellationToken cancellationToken)
    {
        TrainedRun run = RunTrainer.Train(options, Prepare(options, cancellationToken), halvesDev: true, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested(); // A run that was cut short is no result.
        keep?.Invoke(run);
        return run.Record;
    }

    /// <summary>Reads every different set of tasks an extra time and trains it for <see cref="WarmUpTime"/> per task, unmeasured, so that no run is charged for compilation.</summary>
    public void WarmUp(IReadOnlyList<RunOptions> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (IGrouping<string, RunOptions> group in rows.GroupBy(row => DataKey(row) + row.Primary.Task))
        {
            RunOptions options = group.First();
            Read(options, cancellationToken); // Thrown away: its time includes the compilation of the readers.
            PreparedRun data = Prepare(options, cancellationToken);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            end.CancelAfter(WarmUpTime * data.Tasks.Count);
            try
            {
                while (!end.IsCancellationRequested)
                    RunTrainer.Train(options, data, halvesDev: true, progress: null, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The time was up while a task still counted its data.
            }
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private PreparedRun Prepare(RunOptions options, CancellationToken cancellationToken)
    {
        string key = DataKey(options);
        using Lock.Scope scope = _preparing.EnterScope();
        int index = _cache.FindIndex(entry => entry.Key == key);
        if (index >= 0)
            return _cache[index].Data;
        if (_cache.Count == CachedCount)
            _cache.RemoveAt(0);
        PreparedRun data = Read(options, cancellationToken);
        if (!data.Tasks[0].HasDev)
            throw new SettingException("primary.dev", "primary.dev is missing; a comparison measures quality on dev data. Name a dev file or set primary.devShare.");
        _cache.Add((key, data));
        return data;
    }

    private static PreparedRun Read(RunOptions options, CancellationToken cancellationToken) => RunPreparation.Prepare(options, cancellationToken);

    // Everything that decides what is read and how; settings that only training reads are set to their defaults.
    private static string DataKey(RunOptions options)
    {
        bool isDrawn = options.AllTasks().Any(task => task.LimitSample || task.ShuffleLabels);
        RunOptions data = new()
        {
            Seed = isDrawn ? options.Seed : 0,
            Lowercase = options.Lowercase,
            FoldDigits = options.FoldDigits,
            Tokenizer = options.Tokenizer,
            MaximumVocabulary = options.MaximumVocabulary,
            MemoryLimit = options.MemoryLimit,
            Encoders = options.Encoders, // They decide whether affixes are encoded.
            Primary = DataOf(options.Primary),
            Auxiliaries = [.. options.AuxiliariesRead().Select(DataOf)],
            Strategy = options.Strategy.UsesAuxiliaries ? new MtlOptions() : new StlOptions(),
        };
        return data.ToJson();
    }

    private static TaskOptions DataOf(TaskOptions task) => task with
    {
        Units = null,
        Gamma0 = 1,
        Eta = 1,
        Nu = 1,
        Shape = default,
        Schedule = null,
        At = null,
        GammaMin = 0,
        CutOff = 0,
        Rate = null,
        HeadRate = null,
        Optimizer = null,
        HeadOptimizer = null,
        Decay = null,
        Batch = null,
    };
}
