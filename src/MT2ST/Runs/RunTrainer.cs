using MT2ST.Corpora.Pairs;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Runs.Preparation;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Threading;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>Builds a run's table, tasks, schedule and trainer from settings and prepared data, and trains.</summary>
internal static class RunTrainer
{
    private const double DefaultUnitsShare = 1.0 / 3; // Of a primary example's cost.
    private const double DefaultUnitsLimit = 400;

    /// <summary>Trains a run.</summary>
    /// <param name="options">The run's settings.</param>
    /// <param name="data">The run's data.</param>
    /// <param name="halvesDev">Whether dev is split: half A stops and tunes, half B sets and judges targets.</param>
    /// <param name="progress">Receives progress; null for none.</param>
    /// <param name="cancellationToken">Ends training and evaluation early; what was trained so far is kept.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the start was evaluated: nothing was trained.</exception>
    /// <exception cref="SettingException">The strategy probes, but the primary has no dev data to measure probes on.</exception>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    public static TrainedRun Train(RunOptions options, PreparedRun data, bool halvesDev = false, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options = RunDefaults.DecideBy(data, options);
        double epochs = options.Epochs!.Value;
        ISchedule schedule = CreateSchedule(options);
        CheckProbes(options, data.Tasks[0].HasDev);
        double began = ThreadClock.CpuSeconds();
        EmbeddingTable<float> table = CreateTable(options, data, cancellationToken);
        InitialCoverage? initial = options.InitialVectors is { } vectors ? InitialVectors.Read(vectors, data.Words, table, cancellationToken) : null;
        TaskOptions[] settings = [.. options.AllTasks().Take(data.Tasks.Count)];
        TrainingTask<float>[] tasks = CreateTasks(options, data, table, halvesDev, cancellationToken);
        double buildingSeconds = ThreadClock.CpuSeconds() - began; // N-grams, initial vectors, and what tasks count when they are made.
        for (int k = 1; k < tasks.Length; k++)
            tasks[k] = tasks[k] with { Units = settings[k].UnitsFactor * (settings[k].Units ?? settings[0].UnitsOf(settings[k], tasks[k].Task.ExampleCount, epochs * tasks[0].Task.ExampleCount) ?? DefaultUnits(tasks[0].Task, tasks[k].Task)) };

        if (options.Freeze && tasks[0].Task.DenseParameters.Count == 0 && tasks[0].Task.RowParameters.All(parameter => parameter.IsShared))
            throw new SettingException("freeze", $"freeze is true, but '{options.Primary.Task}' trains the table alone, so nothing would be trained. Leave it out.");
        Trainer<float> trainer = CreateTrainer(
            new TrainerOptions
            {
                Name = options.Strategy.Name,
                Seed = options.Seed,
                Threads = options.Threads,
                Epochs = epochs,
                EvaluationsPerEpoch = options.EvaluationsPerEpoch!.Value,
                Patience = options.Patience!.Value,
                KeepBest = options.Keep != KeptParameters.Last, // Without dev data there is no best.
                Execution = options.Strategy.Execution,
                Freeze = options.Freeze,
                FreezeAfterSwitch = options.Strategy.FreezeAfterSwitch,
                Joint = options.Strategy.Joint,
                MeasuresCosts = options.Strategy.MeasureCosts,
                PreparationSeconds = data.CpuSeconds + buildingSeconds,
            },
            schedule,
            tasks,
            progress);
        RunRecord record = trainer.Train(cancellationToken) with { Data = data.Summary, Initial = initial, TeacherSeconds = TeacherSeconds([options.Primary, .. options.AuxiliariesRead()]), Pairs = [.. data.Tasks.Select(task => task.Pairs).OfType<PairUsage>()], Warnings = [.. data.Warnings, .. initial?.Notes ?? []], LeftOut = [.. options.Auxiliaries.Except(options.AuxiliariesRead()).Select(task => task.Name)] };
        return new TrainedRun { Options = options, Words = data.Words, Labels = data.Tasks[0].Train.TagSet ?? data.Tasks[0].Train.Labels, Table = table, Tasks = tasks, Record = record };
    }

    private static double? TeacherSeconds(IReadOnlyList<TaskOptions> tasks)
    {
        double?[] seconds = [.. tasks.Where(task => task.KeysTexts).Select(task => task.TeacherSeconds())];
        return seconds.Length == 0 || seconds.Contains(null) ? null : seconds.Sum();
    }

    /// <summary>Makes the table of a run whose settings are all decided.</summary>
    internal static EmbeddingTable<float> CreateTable(RunOptions options, PreparedRun data, CancellationToken cancellationToken)
    {
        int dimensions = options.Dimensions!.Value;
        double scale = options.InitialScale ?? 0.5 / Math.Sqrt(dimensions);
        WordComposition? composition = options.ReadNgrams() is { } ngrams ? new WordComposition(ngrams, data.Words) : null;
        return new EmbeddingTable<float>(data.Words.Count, dimensions, scale, new SeededRandom(options.Seed, stream: 1), composition, cancellationToken);
    }

    /// <summary>Makes the tasks of a run whose settings are all decided, with the encoders that they share.</summary>
    internal static TrainingTask<float>[] CreateTasks(RunOptions options, PreparedRun data, EmbeddingTable<float> table, bool halvesDev, CancellationToken cancellationToken)
    {
        SharedEncoder<float>[] encoders = CreateEncoders(options, table);
        // The data may have been prepared for another run; this one's own settings decide.
        TrainingTask<float>[] tasks = new TrainingTask<float>[data.Tasks.Count];
        IReadOnlyList<IndexedCorpus> taught = RunDefaults.TaughtTexts(data, options);
        foreach ((int i, TaskOptions task) in options.AllTasks().Take(tasks.Length).Index())
            tasks[i] = Build(task, data.Tasks[i], table, encoders, i == 0 ? taught : [], i == 0 ? null : (tasks[0].Task as ClassificationTask<float>)?.WeighedBag, options, halvesDev, cancellationToken);
        return tasks;
    }

    /// <summary>Makes the encoders that the run declares.</summary>
    internal static SharedEncoder<float>[] CreateEncoders(RunOptions options, EmbeddingTable<float> table) =>
        [.. options.Encoders.Select((encoder, i) =>
            new SharedEncoder<float>(encoder, table, WordFeatures.DefaultBucketCount, new SeededRandom(options.Seed, stream: 2 + (ulong)i)))];

    private static ISchedule CreateSchedule(RunOptions options) =>
        options.Strategy.CreateSchedule(new ScheduleContext { PlannedEpochs = options.Epochs!.Value, Auxiliaries = options.Auxiliaries, Seed = options.Seed });

    /// <summary>Refuses a strategy that probes without dev data: it would decide nothing, but its report would look like a decision to go on.</summary>
    /// <param name="options">The run, whose settings are all decided.</param>
    /// <param name="hasDev">Whether the primary has dev data in it.</param>
    /// <exception cref="SettingException">It probes and has none.</exception>
    internal static void CheckProbes(RunOptions options, bool hasDev)
    {
        if (!hasDev && options.AuxiliariesRead().Count > 0 && CreateSchedule(options).Probing is not null)
        {
            string harmCheck = options.Strategy.ProbesForHarm ? " with harmCheck probes" : "";
            throw new SettingException("primary.dev", $"primary.dev is missing; strategy '{options.Strategy.Name}'{harmCheck} measures its probes on dev data. Name a dev file or set primary.devShare.");
        }
    }

    private static TrainingTask<float> Build(TaskOptions options, PreparedTask data, EmbeddingTable<float> table, IReadOnlyList<SharedEncoder<float>> encoders, IReadOnlyList<IndexedCorpus> taught, BagOfWordsEncoder<float>? primaryBag, RunOptions run, bool halvesDev, CancellationToken cancellationToken)
    {
        TaskDefaults defaults = options.Defaults;
        ITask<float> task = Create(options, new TaskContext<float>
        {
            Name = options.Name,
            Table = table,
            Train = data.Train,
            Encoders = encoders,
            TaughtTexts = taught,
            PrimaryBag = primaryBag,
            Seed = run.Seed,
            Threads = run.Threads,
            HasAuxiliaries = run.AuxiliariesRead().Count > 0,
            Cancellation = cancellationToken,
        });
        return new TrainingTask<float>
        {
            Task = task,
            RowOptimizer = BuiltInOptimizers<float>.Rows[options.Optimizer ?? defaults.RowOptimizer].Factory(),
            HeadOptimizer = BuiltInOptimizers<float>.Heads[options.HeadOptimizer ?? defaults.HeadOptimizer].Factory(),
            Rate = options.Rate ?? defaults.Rate,
            HeadRate = options.HeadRate ?? defaults.HeadRate,
            LinearDecay = options.Decay is { } decay ? decay == RateDecay.Linear : defaults.LinearDecay,
            BatchSize = (int)Math.Clamp(options.Batch ?? defaults.BatchSize, 1, Math.Max(1, task.ExampleCount)), // A step is at most an epoch.
            Options = options,
            Quality = data.Similarity?.Measure(table, halvesDev) ?? OnCorpora(task, data, halvesDev && data.Dev?.DocumentCount >= 2),
        };
    }

    // What a task finds wrong as it is made is wrong with its data: its settings have been checked.
    private static ITask<float> Create(TaskOptions options, TaskContext<float> context)
    {
        try
        {
            return options.Create(context);
        }
        catch (ArgumentException error) when (error is not SettingException)
        {
            // .NET ends the message with the name of a parameter, which a user has not given.
            throw new InvalidDataException(error.ParamName is { } name ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : error.Message, error);
        }
    }

    /// <summary>Makes the trainer; each thread needs data of its own.</summary>
    private static Trainer<float> CreateTrainer(TrainerOptions options, ISchedule schedule, TrainingTask<float>[] tasks, IProgress<RunProgress>? progress)
    {
        try
        {
            return new Trainer<float>(options, schedule, tasks, progress);
        }
        catch (ArgumentException error) when (error is not SettingException)
        {
            throw options.Threads > 1 ? new SettingException("threads", $"threads is {options.Threads}. {error.Message}") : new InvalidDataException(error.Message, error);
        }
    }

    private static TaskQuality<float> OnCorpora(ITask<float> task, PreparedTask data, bool isHalved) => new(task)
    {
        DevCorpus = isHalved ? Half(data.Dev!, 0) : data.Dev,
        DevTargetCorpus = isHalved ? Half(data.Dev!, 1) : null,
        TrainCorpus = isHalved ? SampleAsLarge(data.Train, data.Dev!.DocumentCount) : null, // In comparisons alone, which report overfitting.
        TestCorpus = data.Test,
    };

    /// <summary>At most <paramref name="count"/> documents, evenly spread; null for a corpus on disk, which is only read in order.</summary>
    private static IndexedCorpus? SampleAsLarge(IndexedCorpus corpus, int count)
    {
        if (corpus.IsStreamed)
            return null;
        int size = Math.Min(count, corpus.DocumentCount);
        return corpus.Select([.. Enumerable.Range(0, size).Select(place => (int)((long)place * corpus.DocumentCount / size))]);
    }

    /// <summary>Every other document in the order of the Thue-Morse sequence (A B B A B A A B ...).</summary>
    /// <remarks>Neighbours in a file are often alike, and some files list their labels in turn; this way each half still holds some of every kind.</remarks>
    private static IndexedCorpus Half(IndexedCorpus corpus, int half) =>
        corpus.Select([.. Enumerable.Range(0, corpus.DocumentCount).Where(document => BitOperations.PopCount((uint)document) % 2 == half)]);

    /// <summary>The most examples that cost a third of a primary example by multiply-adds, at most 400.</summary>
    private static double DefaultUnits(ITask<float> primary, ITask<float> auxiliary) =>
        Math.Min(DefaultUnitsLimit, DefaultUnitsShare * CostOfAnExample(primary) / CostOfAnExample(auxiliary));

    private static double CostOfAnExample(ITask<float> task)
    {
        const int ExampleCount = 100;
        StepReport report = task.CreateWorker(Shard.Whole(seed: 1)).TrainBatch(default(DiscardUpdate<float>), ExampleCount);
        return Math.Max(1, (double)report.MultiplyAdds / Math.Max(1, report.ExampleCount));
    }
}
