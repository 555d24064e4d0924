using System.Diagnostics;
using MT2ST.Indexing;
using MT2ST.Runs.Preparation;
using MT2ST.Runs.Tuning;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>The check for harm before a run: trains the primary with and without its auxiliaries on the same data, and keeps what is likely to be better.</summary>
/// <remarks>
/// Both are judged on dev data or, without any, on training data that is held out for the check. Let d be the gain by the
/// auxiliaries there, s its standard error (<see cref="DevNoise"/>), and let gains usually have the mean m and the standard
/// deviation v. The gain to be expected is (d / s^2 + m / v^2) / (1 / s^2 + 1 / v^2). If it is below 0, the auxiliaries are left
/// out: the fewer texts judge, the more the usual gain counts. m and v are those of gains on development sets
/// (benchmarks/experiments/text-defaults.md); v lies between .01 with many texts and .03 with few.
/// </remarks>
internal sealed class HarmControl
{
    private const double UsualGain = 0.02, UsualSpread = 0.0225;
    private const int LeastDev = 100; // Texts: fewer hardly ever outweigh the usual gain.
    private const int MostHeldOut = 1000;
    private const int LeastInterval = 5; // At most one text in five is held out.

    private readonly RunOptions _given;
    private readonly PreparedRuns _prepared;
    private readonly IProgress<RunProgress>? _progress;
    private readonly PreparedTask _primary;
    private readonly int? _interval; // One text in so many is held out; null with dev data.

    private HarmControl(RunOptions options, RunOptions given, PreparedRuns prepared, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        (_given, _prepared, _progress) = (given, prepared, progress);
        _primary = prepared.Get(options, cancellationToken).Tasks[0];
        _interval = _primary.HasDev ? null : CheckedInterval(options, _primary.Train);
    }

    /// <summary>Makes the check if the run has one before it: if its settings say so or, where no strategy is named, if that is usual for the primary.</summary>
    /// <param name="options">The run.</param>
    /// <param name="given">The run before a search, as <see cref="ModelSizeLimit.Fit"/> takes it.</param>
    /// <param name="prepared">Reads the data.</param>
    /// <param name="progress">Receives progress; null for none.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="SettingException">There is nothing to judge by.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was anything to choose from.</exception>
    public static CheckedRun Run(RunOptions options, RunOptions given, PreparedRuns prepared, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        options = Decide(options, prepared, cancellationToken);
        if (options.Strategy is not { UsesAuxiliaries: true, HarmCheck: StrategyOptions.ByTrainingAlone })
            return new CheckedRun(options, null, null);
        options = options with { Strategy = options.Strategy with { HarmCheck = given.Strategy.HarmCheck } }; // The model's settings have what was given.
        return new HarmControl(options, given, prepared, progress, cancellationToken).Check(options, cancellationToken);
    }

    /// <summary>The run with <see cref="StrategyOptions.HarmCheck"/> filled in, if no strategy is named and there is enough to judge by.</summary>
    private static RunOptions Decide(RunOptions options, PreparedRuns prepared, CancellationToken cancellationToken)
    {
        if (options.Strategy.HarmCheck is not null || options.NamesStrategy || options.Auxiliaries.Count == 0 || options.Tuning.Budget is not null)
            return options;
        PreparedTask primary = prepared.Get(options, cancellationToken).Tasks[0];
        bool judges = options.Primary.IsCheap
            ? (primary.Dev?.DocumentCount ?? primary.Train.DocumentCount / Interval(primary.Train)) >= LeastDev
            : options.Primary.Needs is TaskNeeds.Labels or TaskNeeds.Tags && primary.Dev?.DocumentCount >= LeastDev && options.Auxiliaries.All(auxiliary => auxiliary.GammaMin == 0);
        return judges ? options with { Strategy = options.Strategy with { HarmCheck = options.Primary.IsCheap ? StrategyOptions.ByTrainingAlone : StrategyOptions.ByProbes } } : options;
    }

    private static int Interval(IndexedCorpus train) => Math.Max(LeastInterval, train.DocumentCount / MostHeldOut);

    private static int CheckedInterval(RunOptions options, IndexedCorpus train)
    {
        if (!options.Primary.IsMeasuredOnHeldOut)
            throw new SettingException("strategy.harmCheck", $"strategy.harmCheck is alone, but there is nothing to judge by: the loss of task '{options.Primary.Task}' on held-out text says little of its vectors. Name a similarity set by --dev-similarity, or a dev file by --dev.");
        int interval = Interval(train);
        return train.DocumentCount >= interval ? interval
            : throw new SettingException("strategy.harmCheck", $"strategy.harmCheck is alone, but {train.DocumentCount} training examples are too few to hold some out. Name a dev file by --dev.");
    }

    /// <summary>Trains both, and chooses.</summary>
    private CheckedRun Check(RunOptions options, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        RunOptions alone = options with { Strategy = new StlOptions() };
        TrainedRun with = Train(options, "with auxiliaries", cancellationToken);
        if (cancellationToken.IsCancellationRequested)
            return Chosen(options, null, with);
        TrainedRun without = Train(alone, "alone", cancellationToken);
        if (cancellationToken.IsCancellationRequested)
            return Chosen(options, null, with);
        (bool stays, TuningReport report) = Judge(with.Record, without.Record, Stopwatch.GetElapsedTime(began));
        return stays ? Chosen(options, report, with) : Chosen(alone, report, without);
    }

    private CheckedRun Chosen(RunOptions options, TuningReport? report, TrainedRun trained) => new(options, report, _interval is null ? trained : null);

    /// <summary>Trains on what is not held out, with the settings that all of the data decides.</summary>
    private TrainedRun Train(RunOptions options, string stage, CancellationToken cancellationToken)
    {
        options = ModelSizeLimit.Fit(options, _given, _prepared, cancellationToken).Options;
        PreparedRun data = _prepared.Get(options, cancellationToken);
        options = RunDefaults.DecideBy(data, options);
        if (_interval is { } interval)
        {
            CorpusSplit split = data.Tasks[0].Train.SplitEvery(interval);
            data = data with { Tasks = [data.Tasks[0] with { Train = split.Train, Dev = split.HeldOut, Test = null }, .. data.Tasks.Skip(1)] };
            options = options with { Keep = KeptParameters.Last }; // As without dev data.
        }
        return RunTrainer.Train(options, data, progress: new Aside(stage, _progress), cancellationToken: cancellationToken);
    }

    /// <summary>Whether the auxiliaries stay, and what is to be reported.</summary>
    private (bool Stays, TuningReport Report) Judge(RunRecord with, RunRecord alone, TimeSpan time)
    {
        Measurement measured = with.KeptDev < alone.KeptDev ? with.Dev! : alone.Dev!; // The noise of the worse one, so that a perfect one is not thought to be without noise.
        int judgedCount = _interval is { } interval ? _primary.Train.DocumentCount / interval : _primary.Dev?.DocumentCount ?? 0;
        double gain = with.KeptDev - alone.KeptDev, noise = DevNoise.Of(measured, judgedCount);
        bool stays = (gain * UsualSpread * UsualSpread) + (UsualGain * noise * noise) >= 0; // The sign of the gain to be expected.
        string texts = judgedCount == 0 ? "dev" : FormattableString.Invariant($"{judgedCount:#,0} {(_interval is null ? "dev" : "held-out")} {(_primary.Train.HasTags ? "sentences" : "texts")}");
        string figures = FormattableString.Invariant($"{measured.Metric} {Shown(with.KeptDev)} with them and {Shown(alone.KeptDev)} alone on {texts}; the standard error of such a difference is {noise:0.0000}");
        return (stays, new TuningReport
        {
            Budget = "2trials",
            Settings = stays ? new Dictionary<string, JsonElement>() : new Dictionary<string, JsonElement> { ["strategy.name"] = JsonElement.Parse("\"stl\"") },
            Metric = measured.Metric,
            Dev = stays ? with.KeptDev : alone.KeptDev,
            DefaultsDev = with.KeptDev,
            Noise = noise,
            Conclusion = !stays ? $"The auxiliaries are left out, as the primary is better alone ({figures}). To train with them all the same, name a strategy."
                : gain > noise ? $"Training is better with the auxiliaries and the settings that go with them ({figures})."
                : $"The auxiliaries stay: no harm is shown ({figures}).",
            Trials = 2,
            Runs = 2,
            WallSeconds = time.TotalSeconds,
            CpuSeconds = new[] { with, alone }.Sum(run => run.CpuSeconds + run.EvaluationSeconds),
            HeldOutShare = 1.0 / _interval ?? 0,
        });

        string Shown(double quality) => (measured.HigherIsBetter ? quality : -quality).ToString("0.0000", CultureInfo.InvariantCulture);
    }

    /// <summary>Passes on which run is trained and how far it is, but not its evaluations.</summary>
    private sealed class Aside(string stage, IProgress<RunProgress>? progress) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => progress?.Report(value with { Stage = stage, Evaluation = null, Dev = null });
    }
}

/// <summary>What a check for harm found.</summary>
/// <param name="Options">The run chosen.</param>
/// <param name="Report">What is to be reported; null if there was no check, or it was cancelled.</param>
/// <param name="Trained">The run chosen, if it is trained already on all of its data.</param>
internal sealed record CheckedRun(RunOptions Options, TuningReport? Report, TrainedRun? Trained);
