using System.Diagnostics;
using System.Text.Json.Nodes;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Runs.Preparation;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Threading;
using MT2ST.Training;

namespace MT2ST.Runs.Tuning;

/// <summary>Searches settings for a run by their quality on dev data, within a budget of time or of trials.</summary>
/// <remarks>
/// Every trial is a complete run, planned for its share of the data, since learning rates fall to 0 over a run. Test data is not
/// there for it. The data is read once, unless the space changes how it is read.
/// </remarks>
internal sealed class SettingSearch
{
    private const ulong DrawStream = 11; // Keeps the draws apart from other uses of the same seed.
    private const double BeginShare = 0.7; // Of the time: after it, the best are run with further seeds.
    private const int LeastTexts = 300; // Of a rung: fewer say little.
    private const int WaitMilliseconds = 5;
    private const int FewTexts = 500; // Of which a fifth is held out instead of a tenth.

    private readonly RunOptions _options;
    private readonly PreparedRuns _data;
    private readonly TuningBudget _budget;
    private readonly IReadOnlyList<TuningAxis> _axes;
    private readonly IProgress<RunProgress>? _progress;
    private readonly SeededRandom _random;
    private readonly SearchBoard _board;
    private readonly HashSet<string> _drawn = [TuningSpace.Text(new Dictionary<string, JsonElement>())];
    private readonly Dictionary<(PreparedRun Read, double Share), PreparedRun> _parts = [];
    private readonly Dictionary<string, RunOptions> _decided = []; // Of all trials, by the text of their points.
    private readonly HashSet<string> _runs = []; // The settings of all trials.
    private readonly List<string> _log = [];
    private readonly Lock _lock = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly double _heldOutShare;
    private double[] _shares = [1];
    private Measurement? _measured; // Of the defaults.
    private int _devCount;
    private double _cpuSeconds;

    private SettingSearch(RunOptions options, PreparedRuns data, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        PreparedRun given = data.Get(options, cancellationToken);
        _heldOutShare = given.Tasks[0].HasDev ? 0 : HeldOutShare(options, given.Tasks[0].Train);
        // What the defaults hold out, all trials do.
        _options = options with { Primary = options.Primary with { DevShare = options.Primary.Dev is null && options.Primary.DevSimilarity.Count == 0 ? given.Tasks[0].DevShare : null } };
        // The last parameters, if rates fall to 0: the best of many evaluations on dev would favour long runs by chance.
        if (_heldOutShare > 0 || (options.Keep is null && (options.Primary.Decay == RateDecay.Linear || (options.Primary.Decay is null && options.Primary.Defaults.LinearDecay))))
            _options = _options with { Keep = KeptParameters.Last };
        (_data, _progress) = (data, progress);
        _budget = TuningBudget.Parse("tuning.budget", options.Tuning.Budget!);
        TuningOptions tuning = options.Tuning.NamesValues ? options.Tuning : TuningSpace.Default(options, TuningSpace.DiffersFromDefaults(options), isComparison: false);
        _axes = TuningSpace.AxesOf(tuning);
        if (_axes.Count == 0)
            throw new SettingException("tuning.space", "tuning.space is empty: every setting that a search would change is given. Leave some out, or name values to try in tuning.space.");
        foreach (TuningAxis axis in _axes.Where(axis => tuning == options.Tuning && axis.Strategy is null))
            foreach (JsonElement value in axis.Values)
                TuningSpace.Apply(_options, new Dictionary<string, JsonElement> { [axis.Setting] = value }); // A wrong value is reported before the search.
        RunTrainer.CheckProbes(RunDefaults.DecideBy(given, options), HasDev); // What a trial has held out, the run after the search has not.
        IsNew(new Dictionary<string, JsonElement>(), Decide(_options));
        _random = new SeededRandom(options.Seed, DrawStream);
        _board = new SearchBoard(Draw, _random) { CandidateLimit = _budget.Trials ?? int.MaxValue, Repeats = _budget.Trials is null ? 3 : 2 };
    }

    /// <summary>Searches settings.</summary>
    /// <param name="options">The run, whose <c>tuning</c> has a budget.</param>
    /// <param name="data">Reads the data.</param>
    /// <param name="progress">Receives the search so far, one call at a time; null for none.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The run with the settings chosen, and what is to be reported.</returns>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    /// <exception cref="SettingException">There is nothing to search, or nothing to judge by.</exception>
    public static FoundSettings Run(RunOptions options, PreparedRuns data, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        SettingSearch search = new(options, data, progress, cancellationToken);
        search.RunAll(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        TuningReport report = search.Report(search.LockedChoice());
        RunOptions found = TuningSpace.Apply(search._options, report.Settings) with { Tuning = options.Tuning };
        return new FoundSettings(search._heldOutShare > 0 ? found with { Keep = options.Keep } : found, report);
    }

    /// <summary>The share of the training data that the search holds out, if the run has no dev data.</summary>
    private static double HeldOutShare(RunOptions options, IndexedCorpus train)
    {
        if (!options.Primary.IsMeasuredOnHeldOut)
            throw new SettingException("tuning.budget", $"A search needs something to judge by, and the loss of task '{options.Primary.Task}' on held-out text says little of its vectors. Name a similarity set by --dev-similarity, or a dev file by --dev.");
        double share = train.DocumentCount < FewTexts ? 0.2 : 0.1;
        return train.DocumentCount >= 10 ? share
            : throw new SettingException("tuning.budget", $"A search needs dev data to judge by, and {train.DocumentCount} training examples are too few to hold some out. Name a dev file by --dev.");
    }

    private void RunAll(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_budget.Time is { } time)
            end.CancelAfter(time);
        Tell();
        RunOne(_board.Next(isEnding: false)!, end.Token); // The defaults, alone: their time decides on the rungs.
        if (end.IsCancellationRequested)
            return;
        ChooseRungs();
        int jobs = _options.Tuning.Jobs ?? _options.Threads;
        WorkerThreads.Run(jobs, _ => Work(end));
    }

    private void Work(CancellationTokenSource end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                SearchRun? run;
                lock (_lock)
                {
                    run = _board.Next(IsEnding);
                    if (run is null && _board.GoingCount == 0)
                        return;
                }
                if (run is null)
                    end.Token.WaitHandle.WaitOne(WaitMilliseconds); // What another thread runs decides what comes next.
                else
                    RunOne(run, end.Token);
            }
        }
        catch
        {
            end.Cancel(); // The others end too.
            throw;
        }
    }

    /// <summary>Whether the run after the search has dev data of its own.</summary>
    private bool HasDev => _heldOutShare == 0;

    private bool IsEnding => _budget.Time is { } time && Elapsed >= BeginShare * time.TotalSeconds;

    private double Elapsed => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    private IReadOnlyDictionary<string, JsonElement>? Draw(SearchCandidate? near)
    {
        const int Attempts = 1000;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            IReadOnlyDictionary<string, JsonElement> point = near is null
                ? TuningSpace.Draw(_axes, _options.Strategy.Name, _random)
                : TuningSpace.Near(near.Point, _axes, _options.Strategy.Name, _random);
            if (!_drawn.Contains(TuningSpace.Text(point)) && IsAllowed(point))
            {
                _drawn.Add(TuningSpace.Text(point));
                return point;
            }
        }
        return null;
    }

    /// <summary>Whether settings go together, and are another run than all before: a value may be the one that the data decides.</summary>
    private bool IsAllowed(IReadOnlyDictionary<string, JsonElement> point)
    {
        try
        {
            RunOptions decided = Decide(TuningSpace.Apply(_options, point));
            RunTrainer.CheckProbes(decided, HasDev);
            return IsNew(point, decided);
        }
        catch (SettingException)
        {
            return false; // Each value is allowed, but not all go together.
        }
    }

    private bool IsNew(IReadOnlyDictionary<string, JsonElement> point, RunOptions decided)
    {
        _decided[TuningSpace.Text(point)] = decided;
        return _runs.Add(decided.ToJson());
    }

    /// <summary>Small parts of the data first where the budget allows few runs on all of it.</summary>
    private void ChooseRungs()
    {
        double wholeRuns = _budget.Time is { } time
            ? (time.TotalSeconds - Elapsed) * (_options.Tuning.Jobs ?? _options.Threads) / Math.Max(1e-3, Elapsed)
            : double.NaN;
        int texts = SearchData(_options, 1, CancellationToken.None).Tasks[0].Train.DocumentCount;
        double[] shares = _budget.Trials switch
        {
            <= 3 => [1],
            < 9 => [1.0 / 3, 1],
            null when wholeRuns >= 60 => [1],
            null when wholeRuns >= 20 => [1.0 / 3, 1],
            _ => [1.0 / 9, 1.0 / 3, 1],
        };
        _shares = [.. shares.Where(share => share == 1 || share * texts >= LeastTexts)];
        _board.RungCount = _shares.Length;
        _board.Defaults.Rung = _shares.Length - 1;
    }

    /// <summary>Trains one trial and enters its quality.</summary>
    private void RunOne(SearchRun run, CancellationToken cancellationToken)
    {
        double before = ThreadClock.CpuSeconds();
        string ended = "finished";
        RunRecord? record = null;
        try
        {
            record = Train(run, cancellationToken);
        }
        catch (TrainingDivergedException)
        {
            ended = "diverged";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        double seconds = ThreadClock.CpuSeconds() - before;
        lock (_lock)
        {
            _cpuSeconds += seconds;
            if (cancellationToken.IsCancellationRequested)
            {
                _board.Stop();
                return;
            }
            Measurement? dev = record?.Dev;
            double quality = record?.KeptDev ?? double.NegativeInfinity;
            if (run.Candidate == _board.Defaults)
                _measured ??= dev;
            _board.End(run, quality);
            _log.Add(LogLine(run, record is null ? null : quality, dev?.Metric, seconds, ended));
            Tell();
        }
    }

    private RunRecord Train(SearchRun run, CancellationToken cancellationToken)
    {
        RunOptions options;
        lock (_lock)
            options = _decided[TuningSpace.Text(run.Candidate.Point)];
        PreparedRun data = SearchData(options, _shares[run.Rung], cancellationToken);
        _devCount = data.Tasks[0].Dev?.DocumentCount ?? 0;
        options = options with
        {
            Seed = options.Seed + (ulong)run.Repeat,
            Threads = 1,
            Output = null,
            Tuning = new TuningOptions(),
        };
        if (options.Keep == KeptParameters.Last && options.Auxiliaries.Count == 0) // Strategies may look at evaluations.
            options = options with { EvaluationsPerEpoch = 1 / Math.Max(1, options.Epochs!.Value), Patience = 0 }; // Only the end counts.
        return RunTrainer.Train(options, data, cancellationToken: cancellationToken).Record;
    }

    /// <summary>The run with every setting decided, and within the model's size: by all data, as a part of it is to be the same run, but for less data.</summary>
    private RunOptions Decide(RunOptions options)
    {
        options = ModelSizeLimit.Fit(options, _options, _data, CancellationToken.None).Options;
        return RunDefaults.DecideBy(SearchData(options, 1, CancellationToken.None), options);
    }

    /// <summary>The data of a trial, without test data, with dev data and a share of the training data.</summary>
    private PreparedRun SearchData(RunOptions options, double share, CancellationToken cancellationToken)
    {
        PreparedRun read = _data.Get(options, cancellationToken);
        lock (_parts)
        {
            if (_parts.TryGetValue((read, share), out PreparedRun? known))
                return known;
            PreparedTask primary = read.Tasks[0] with { Test = null, Similarity = read.Tasks[0].Similarity is { } sets ? sets with { Test = [] } : null };
            if (_heldOutShare > 0)
            {
                CorpusSplit split = primary.Train.SplitEvery((int)Math.Round(1 / _heldOutShare));
                primary = primary with { Train = split.Train, Dev = split.HeldOut };
            }
            if (share < 1)
                primary = primary with { Train = Part(primary.Train, share) };
            return _parts[(read, share)] = read with { Tasks = [primary, .. read.Tasks.Skip(1)] };
        }
    }

    // Drawn, since files may list their labels in turn; a larger part contains the smaller one.
    private IndexedCorpus Part(IndexedCorpus train, double share)
    {
        int[] documents = [.. Enumerable.Range(0, train.DocumentCount)];
        new SeededRandom(_options.Seed, DrawStream).Shuffle<int>(documents);
        int[] part = documents[..(int)Math.Ceiling(share * documents.Length)];
        Array.Sort(part);
        return train.Select(part);
    }

    private SearchChoice LockedChoice()
    {
        lock (_lock)
            return Choose();
    }

    /// <summary>The best, unless it is within noise of the defaults.</summary>
    private SearchChoice Choose()
    {
        SearchCandidate defaults = _board.Defaults;
        SearchCandidate best = _board.Best ?? defaults;
        double noise = _measured is null ? 0 : DevNoise.Of(_measured, _devCount);
        if (!double.IsFinite(defaults.Mean))
            return new SearchChoice(defaults, noise, double.IsFinite(best.Mean) ? "" : "The budget was too small: the first trial, the defaults, did not end. The defaults stay.");
        if (best == defaults)
            return new SearchChoice(defaults, noise, "None of the trials is better than the defaults, which stay.");
        string figures = FormattableString.Invariant($"{_measured!.Metric} {Shown(best)} on dev against {Shown(defaults)} of the defaults; the standard error of such a difference is {noise:0.0000}");
        return best.Mean - defaults.Mean > noise
            ? new SearchChoice(best, noise, $"Chosen: {TuningSpace.Text(best.Point)} ({figures}).")
            : new SearchChoice(defaults, noise, $"The defaults stay: the best trial, {TuningSpace.Text(best.Point)}, is not better by more than noise ({figures}).");
    }

    private string Shown(SearchCandidate candidate) => (_measured!.HigherIsBetter ? candidate.Mean : -candidate.Mean).ToString("0.0000", CultureInfo.InvariantCulture);

    private void Tell() => _progress?.Report(new RunProgress { Epoch = 0, PlannedEpochs = 1, Tuning = Report(Choose()) });

    private TuningReport Report(SearchChoice choice) => new()
    {
        Budget = _options.Tuning.Budget!,
        Settings = choice.Chosen.Point,
        Metric = _measured?.Metric,
        Dev = double.IsFinite(choice.Chosen.Mean) ? choice.Chosen.Mean : null,
        DefaultsDev = double.IsFinite(_board.Defaults.Mean) ? _board.Defaults.Mean : null,
        Noise = _measured is null ? null : choice.Noise,
        Conclusion = choice.Sentence,
        Trials = _board.TriedCount,
        Runs = _log.Count,
        WallSeconds = Elapsed,
        CpuSeconds = _cpuSeconds,
        HeldOutShare = _heldOutShare,
        Share = Math.Min(1, _budget.Time is { } whole ? Elapsed / whole.TotalSeconds : (double)_board.TriedCount / _budget.Trials!.Value),
        SecondsLeft = _budget.Time is { } time ? Math.Max(0, time.TotalSeconds - Elapsed) : null,
        Log = [.. _log],
    };

    private string LogLine(SearchRun run, double? quality, string? metric, double seconds, string ended)
    {
        JsonObject settings = [];
        foreach ((string setting, JsonElement value) in run.Candidate.Point)
            settings[setting] = RunSettings.ToNode(value);
        return new JsonObject
        {
            ["trial"] = run.Candidate.Number,
            ["settings"] = settings,
            ["rung"] = run.Rung + 1,
            ["share"] = Math.Round(_shares[run.Rung], 4),
            ["seed"] = _options.Seed + (ulong)run.Repeat,
            ["metric"] = metric,
            ["dev"] = quality,
            ["cpuSeconds"] = Math.Round(seconds, 3),
            ["ended"] = ended,
        }.ToJsonString();
    }

    private sealed record SearchChoice(SearchCandidate Chosen, double Noise, string Sentence);
}

/// <summary>What a search found.</summary>
/// <param name="Options">The run with the settings chosen.</param>
/// <param name="Report">What is to be reported.</param>
internal sealed record FoundSettings(RunOptions Options, TuningReport Report);
