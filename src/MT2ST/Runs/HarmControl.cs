using System.Diagnostics;
using MT2ST.Indexing;
using MT2ST.Runs.Preparation;
using MT2ST.Runs.Tuning;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>Trains the primary with and without its auxiliaries, on the same data, and keeps what is likely to be better.</summary>
/// <remarks>
/// Both are judged on dev data, or on some of the training data that is held out for this alone. With d the gain by the
/// auxiliaries there and s its standard error (<see cref="DevNoise"/>), they are left out if the gain to be expected,
/// (d / s^2 + m / v^2) / (1 / s^2 + 1 / v^2), is below 0. Gains on development sets had a mean m of .02 and a standard deviation
/// v of .01 with many texts and .03 with few (benchmarks/experiments/text-defaults.md): where little data judges, the usual counts more than chance.
/// </remarks>
internal static class HarmControl
{
    private const double UsualGain = 0.02, UsualSpread = 0.0225;
    private const int LeastDev = 100; // Texts: fewer hardly ever outweigh what is usual.
    private const int MostHeldOut = 1000;
    private const int LeastInterval = 5; // One in five texts is held out at most.

    /// <summary>The run with its check for harm decided: what <see cref="StrategyOptions.HarmCheck"/> says or, if no strategy is named, what is usual for the primary.</summary>
    public static RunOptions Decide(RunOptions options, PreparedRun data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (options.Strategy.HarmCheck is not null || options.NamesStrategy || options.Auxiliaries.Count == 0 || options.Tuning.Budget is not null)
            return options;
        PreparedTask primary = data.Tasks[0];
        bool judges = options.Primary.IsCheap
            ? (primary.Dev?.DocumentCount ?? HeldOutCount(primary.Train)) >= LeastDev
            : options.Primary.Needs is TaskNeeds.Labels or TaskNeeds.Tags && primary.Dev?.DocumentCount >= LeastDev && options.Auxiliaries.All(auxiliary => auxiliary.GammaMin == 0);
        return judges ? options with { Strategy = options.Strategy with { HarmCheck = options.Primary.IsCheap ? StrategyOptions.ByTrainingAlone : StrategyOptions.ByProbes } } : options;
    }

    /// <summary>Trains both, and chooses.</summary>
    /// <param name="options">The run, whose strategy uses auxiliaries.</param>
    /// <param name="given">The run before a search, as <see cref="ModelSizeLimit.Fit"/> takes it.</param>
    /// <param name="prepared">Reads the data.</param>
    /// <param name="progress">Receives progress; null for none.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The run chosen, what is to be reported, and the run itself if it is trained already.</returns>
    /// <exception cref="SettingException">There is nothing to judge by.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was anything to choose from.</exception>
    public static CheckedRun Run(RunOptions options, RunOptions given, PreparedRuns prepared, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        options = options with { Strategy = options.Strategy with { HarmCheck = given.Strategy.HarmCheck } }; // The model's settings have what was given.
        RunOptions alone = options with { Strategy = new StlOptions() };
        PreparedTask primary = prepared.Get(options, cancellationToken).Tasks[0];
        int? interval = primary.HasDev ? null : Interval(options, primary.Train);
        TrainedRun with = Train(options, "with auxiliaries");
        TrainedRun? trained = interval is null ? with : null;
        TrainedRun? without = cancellationToken.IsCancellationRequested ? null : Train(alone, "alone");
        if (without is null || cancellationToken.IsCancellationRequested)
            return new CheckedRun(options, null, trained);

        Measurement measured = without.Record.Dev!;
        int count = interval is { } every ? primary.Train.DocumentCount / every : primary.Dev?.DocumentCount ?? 0;
        double best = with.Record.KeptDev, bestAlone = without.Record.KeptDev, gain = best - bestAlone, noise = DevNoise.Of(measured, count);
        bool helps = (gain * UsualSpread * UsualSpread) + (UsualGain * noise * noise) >= 0;
        string figures = FormattableString.Invariant($"{measured.Metric} {Shown(best)} with them and {Shown(bestAlone)} alone on {(count > 0 ? $"{count:#,0} {(interval is null ? "dev" : "held-out")} {(primary.Train.HasTags ? "sentences" : "texts")}" : "dev")}; the standard error of such a difference is {noise:0.0000}");
        var report = new TuningReport
        {
            Budget = "2trials",
            Settings = helps ? new Dictionary<string, JsonElement>() : new Dictionary<string, JsonElement> { ["strategy.name"] = JsonElement.Parse("\"stl\"") },
            Metric = measured.Metric,
            Dev = helps ? best : bestAlone,
            DefaultsDev = best,
            Noise = noise,
            Conclusion = !helps ? $"The auxiliaries are left out, as the primary is better alone ({figures}). To train with them all the same, name a strategy."
                : gain > noise ? $"The auxiliaries help ({figures})."
                : $"The auxiliaries stay: no harm is shown ({figures}).",
            Trials = 2,
            Runs = 2,
            WallSeconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            CpuSeconds = new[] { with, without }.Sum(run => run.Record.CpuSeconds + run.Record.EvaluationSeconds),
            HeldOutShare = 1.0 / interval ?? 0,
        };
        return new CheckedRun(helps ? options : alone, report, helps ? trained : null);

        // On what is not held out, with the settings that all of the data decides.
        TrainedRun Train(RunOptions candidate, string stage)
        {
            candidate = ModelSizeLimit.Fit(candidate, given, prepared, cancellationToken).Options;
            PreparedRun data = prepared.Get(candidate, cancellationToken);
            candidate = RunDefaults.DecideBy(data, candidate);
            if (interval is { } every)
            {
                CorpusSplit split = data.Tasks[0].Train.SplitEvery(every);
                data = data with { Tasks = [data.Tasks[0] with { Train = split.Train, Dev = split.HeldOut, Test = null }, .. data.Tasks.Skip(1)] };
                candidate = candidate with { Keep = KeptParameters.Last }; // As without dev data.
            }
            return RunTrainer.Train(candidate, data, progress: new Aside(stage, progress), cancellationToken: cancellationToken);
        }

        string Shown(double quality) => (measured.HigherIsBetter ? quality : -quality).ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static int HeldOutCount(IndexedCorpus train) => train.DocumentCount / IntervalOf(train);

    private static int IntervalOf(IndexedCorpus train) => Math.Max(LeastInterval, train.DocumentCount / MostHeldOut);

    private static int Interval(RunOptions options, IndexedCorpus train)
    {
        if (!options.Primary.IsMeasuredOnHeldOut)
            throw new SettingException("strategy.harmCheck", $"strategy.harmCheck is alone, but there is nothing to judge by: the loss of task '{options.Primary.Task}' on held-out text says little of its vectors. Name a similarity set by --dev-similarity, or a dev file by --dev.");
        return HeldOutCount(train) > 0 ? IntervalOf(train)
            : throw new SettingException("strategy.harmCheck", $"strategy.harmCheck is alone, but {train.DocumentCount} training examples are too few to hold some out. Name a dev file by --dev.");
    }

    /// <summary>Passes on how far a run is, and which one, but not its evaluations.</summary>
    private sealed class Aside(string stage, IProgress<RunProgress>? progress) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => progress?.Report(value with { Stage = stage, Evaluation = null, Dev = null });
    }
}

/// <summary>What a check for harm found.</summary>
/// <param name="Options">The run chosen.</param>
/// <param name="Report">What is to be reported; null if it was cancelled.</param>
/// <param name="Trained">The run chosen, if it is trained already on all of its data.</param>
internal sealed record CheckedRun(RunOptions Options, TuningReport? Report, TrainedRun? Trained);
