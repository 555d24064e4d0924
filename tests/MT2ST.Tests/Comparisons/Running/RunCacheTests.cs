using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Running;
using MT2ST.Comparisons.Tuning;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons.Running;

public sealed class RunCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _told = [];
    private readonly List<string> _ran = [];
    private readonly string _train;

    public RunCacheTests() => _train = _folder.Write("a.txt", "a b\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_InterruptedAndContinued_GivesWhatAnUninterruptedOneGives()
    {
        using CancellationTokenSource source = new();
        Comparison interrupted = Comparison(options =>
        {
            if (_ran.Count == 2)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => interrupted.Run(Rows(), [7, 8], source.Token));
        Assert.Equal(["stl 7", "mtl 7", "mtl 8"], _ran); // The third was in progress.

        _ran.Clear();
        IReadOnlyList<RunRecord> continued = Comparison().Run(Rows(), [7, 8], CancellationToken.None);
        Assert.Equal(["mtl 8", "stl 8"], _ran);
        IReadOnlyList<RunRecord> whole = new Comparison((options, _) => Record(options)).Run(Rows(), [7, 8], CancellationToken.None);
        Assert.Equal(whole.Select(Text), continued.Select(Text));
        Assert.Empty(_told);
    }

    [Fact]
    public void Run_ARowsSettingChanged_DoesThatRowAgainAndSaysSo()
    {
        Comparison().Run(Rows(), [7], CancellationToken.None);
        _ran.Clear();
        Comparison().Run(Rows("strategies.mtl={ \"auxiliaries.brown.rate\": 0.3 }"), [7], CancellationToken.None);
        Assert.Equal(["mtl 7"], _ran);
        Assert.EndsWith("mtl-7.json: its settings have changed since it was kept; the run is done again.", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AnAuxiliaryChanged_LeavesStlAsItIs()
    {
        Comparison().Run(Rows(), [7], CancellationToken.None);
        _ran.Clear();
        Comparison().Run(Rows("auxiliaries.brown.units=3"), [7], CancellationToken.None);
        Assert.Equal(["mtl 7"], _ran);
    }

    [Fact]
    public void Run_SettingsThatOnlyAComparisonReads_ChangeNoRun()
    {
        Comparison().Run(Rows(), [7], CancellationToken.None);
        _ran.Clear();
        Comparison().Run(Rows("seeds=9", "tuning={ \"seeds\": 3 }", "strategies={ \"switch\": { \"epochs\": 3 } }"), [7], CancellationToken.None);
        Assert.Empty(_ran);
    }

    [Fact]
    public void Run_AnInputFileChanged_DoesTheRunsThatReadItAgain()
    {
        Comparison().Run(Rows(), [7], CancellationToken.None);
        _ran.Clear();
        File.AppendAllText(_train, "c\n");
        Comparison().Run(Rows(), [7], CancellationToken.None);
        Assert.Equal(["stl 7", "mtl 7"], _ran);
        Assert.All(_told, line => Assert.EndsWith("its input files have changed since it was kept; the run is done again.", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    public void Run_ADamagedFile_IsToldAndDoneAgain(double shareLeft)
    {
        Comparison().Run(Rows(), [7], CancellationToken.None);
        _ran.Clear();
        string file = Path.Combine(Runs, "mtl-7.json");
        string text = File.ReadAllText(file);
        File.WriteAllText(file, text[..(int)(shareLeft * text.Length)]);
        Comparison().Run(Rows(), [7], CancellationToken.None);
        Assert.Equal(["mtl 7"], _ran);
        Assert.StartsWith($"{file}: is not a kept run (", Assert.Single(_told), StringComparison.Ordinal);
        _ran.Clear();
        Comparison().Run(Rows(), [7], CancellationToken.None);
        Assert.Empty(_ran); // What was done again has replaced it.
    }

    [Fact]
    public void Find_RunOfSeveralAtOnce_IsNotTakenWhereClocksCount()
    {
        RunIdentity identity = RunIdentity.Of(Rows()[0].Options);
        RunCache several = new(Runs, _told.Add) { Jobs = 2, WarmUpSeconds = 2 };
        several.Keep("stl-1", identity, Record(Rows()[0].Options));
        Assert.NotNull(several.Find("stl-1", identity));
        Assert.NotNull(new RunCache(Runs, _told.Add) { NeedsClocks = false }.Find("stl-1", identity));
        Assert.Null(new RunCache(Runs, _told.Add).Find("stl-1", identity));
        Assert.EndsWith("its times do not count, since 2 runs went at once; the run is done again.", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_RunWithoutWarmUp_IsNotTakenWhereOneIsAskedFor()
    {
        RunIdentity identity = RunIdentity.Of(Rows()[0].Options);
        new RunCache(Runs, _told.Add).Keep("stl-1", identity, Record(Rows()[0].Options));
        Assert.Null(new RunCache(Runs, _told.Add) { WarmUpSeconds = 2 }.Find("stl-1", identity));
        Assert.EndsWith("each task had 0 s of warm-up instead of 2; the run is done again.", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeSince_OtherProgram_IsTold()
    {
        RunIdentity now = RunIdentity.Of(Rows()[0].Options);
        Assert.Equal("the program has changed", now.ChangeSince(now with { Program = "0.0.1" }));
        Assert.Null(now.ChangeSince(now));
    }

    [Fact]
    public void Tune_InterruptedAndContinued_TakesTheTrialsThatAreDone()
    {
        using CancellationTokenSource source = new();
        Comparison interrupted = Comparison(options =>
        {
            if (_ran.Count == 2)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => interrupted.Tune(Rows(Space)[0], 4, source.Token));
        _ran.Clear();
        IReadOnlyList<TrialResult> trials = Comparison().Tune(Rows(Space)[0], 4, CancellationToken.None);
        Assert.Equal(["stl 1000001", "stl 1000002"], _ran); // The two runs of the second trial.
        Assert.Equal(2, trials.Count);
    }

    [Fact]
    public void Run_EqualSettings_AreRunOnceAndNamedForEachRow()
    {
        ComparisonRow[] rows = [.. Rows(), .. Rows("strategies={ \"again\": { \"strategy.name\": \"stl\" } }", "names=again")];
        List<string?> sources = [];
        Comparison comparison = new((options, _) => Ran(options), progress: new Listener(progress => sources.Add(progress.TakenFrom)));
        IReadOnlyList<RunRecord> records = comparison.Run(rows, [7], CancellationToken.None);
        Assert.Equal(["stl 7", "mtl 7"], _ran);
        Assert.Equal(["stl", "mtl", "again"], records.Select(record => record.Name));
        Assert.Equal("row stl, whose settings are the same", sources[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_SeveralJobs_GivesTheRecordsOfOne(int jobs)
    {
        int most = 0, now = 0;
        using Barrier barrier = new(jobs);
        Comparison comparison = new((options, cancellationToken) =>
        {
            InterlockedMaximum(ref most, Interlocked.Increment(ref now));
            barrier.SignalAndWait(cancellationToken); // 6 runs: as many at once as there are jobs, in whole groups.
            Interlocked.Decrement(ref now);
            return Record(options);
        })
        { Jobs = jobs };
        IReadOnlyList<RunRecord> records = comparison.Run(Rows(), [7, 8, 9], CancellationToken.None);
        Assert.Equal(["stl 7", "mtl 7", "mtl 8", "stl 8", "stl 9", "mtl 9"], records.Select(record => FormattableString.Invariant($"{record.Name} {record.Seed}")));
        Assert.Equal(jobs, most);
    }

    [Fact]
    public void Run_OneOfSeveralJobsFails_EndsTheOthersAndTellsItsError()
    {
        Comparison comparison = new((options, cancellationToken) =>
        {
            if (options.Strategy.Name == "mtl")
                throw new InvalidDataException("broken");
            cancellationToken.WaitHandle.WaitOne();
            cancellationToken.ThrowIfCancellationRequested();
            return Record(options);
        })
        { Jobs = 2 };
        Assert.Equal("broken", Assert.Throws<InvalidDataException>(() => comparison.Run(Rows(), [7, 8], CancellationToken.None)).Message);
    }

    private const string Space = "tuning={ \"space\": { \"epochs\": [10, 20] } }";

    private string Runs => _folder.Path("runs");

    private static void InterlockedMaximum(ref int most, int value)
    {
        for (int seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private static string Text(RunRecord record) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{record.Name} {record.Seed} {string.Join(' ', record.Curve.Select(Text))} {record.Test?.Value} {record.Test?.Loss} {record.Test?.Details["macroF1"]}");

    private static string Text(CurvePoint point) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{point.Dev} {point.CpuSeconds} {string.Join('/', point.MultiplyAdds)} {string.Join('/', point.Losses)}");

    private Comparison Comparison(Action<RunOptions>? before = null) => new((options, _) =>
    {
        before?.Invoke(options);
        return Ran(options);
    })
    { Kept = new RunCache(Runs, _told.Add) };

    private RunRecord Ran(RunOptions options)
    {
        _ran.Add(FormattableString.Invariant($"{options.Strategy.Name} {options.Seed}"));
        return Record(options);
    }

    private static RunRecord Record(RunOptions options) => Records.Make("unnamed", options.Seed, 1, 0, 0.1 * options.Seed, double.NaN) with
    {
        Test = new("accuracy", 0.1 + (0.2 * options.Seed), HigherIsBetter: true, double.NaN, 3) { Details = new Dictionary<string, double> { ["macroF1"] = 1.0 / 3 } },
    };

    private ComparisonRow[] Rows(params string[] settings)
    {
        RunFile file = new();
        string[] names = ["stl", "mtl"];
        if (settings is [.., "names=again"])
            (names, settings) = (["again"], settings[..^1]);
        file.SetAll([
            "primary.task=tagging",
            $"primary.train={_train}",
            "auxiliaries=[{ \"name\": \"brown\", \"task\": \"lexicon\", \"train\": \"missing.txt\" }]",
            .. settings]);
        return [.. ComparisonRow.List(file, names)];
    }

    private sealed class Listener(Action<ComparisonProgress> hear) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => hear(value);
    }
}
