using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Tuning;
using MT2ST.Tests.Comparisons.Tuning;

namespace MT2ST.Tests.Comparisons;

public sealed class ComparisonTests
{
    private static readonly ComparisonRow[] Rows = [TuningTests.Row("stl"), TuningTests.Row("mtl"), TuningTests.Row("switch")];

    private readonly List<string> _log = [];

    [Fact]
    public void Run_RowsAndSeeds_WarmsUpFirstAndRotatesTheOrderBySeed()
    {
        new Comparison(Train, (rows, _) => _log.Add($"warm-up of {rows.Count}")).Run(Rows, [7, 8], CancellationToken.None);
        Assert.Equal(["warm-up of 3", "stl 7", "mtl 7", "switch 7", "mtl 8", "switch 8", "stl 8"], _log);
    }

    [Fact]
    public void Run_Records_AreNamedForTheirRows()
    {
        IReadOnlyList<RunRecord> records = new Comparison(Train).Run(Rows, [7], CancellationToken.None);
        Assert.Equal(["stl", "mtl", "switch"], records.Select(record => record.Name));
    }

    [Fact]
    public void Run_Progress_TellsOfEachStartAndEnd()
    {
        Listener listener = new();
        new Comparison(Train, progress: listener).Run(Rows[..2], [7], CancellationToken.None);
        Assert.Equal(["stl 0/2", "stl 1/2 ended", "mtl 1/2", "mtl 2/2 ended"], listener.Heard);
    }

    [Fact]
    public void Run_CancelledDuringARun_StopsAndDropsThatRun()
    {
        using CancellationTokenSource source = new();
        Listener listener = new();
        Comparison comparison = new(
            (options, cancellationToken) =>
            {
                source.Cancel();
                return Train(options, cancellationToken);
            },
            progress: listener);
        Assert.Throws<OperationCanceledException>(() => comparison.Run(Rows, [7], source.Token));
        Assert.Equal(["stl 7"], _log);
        Assert.Equal(["stl 0/3"], listener.Heard);
    }

    [Fact]
    public void Tune_ARow_RunsEachTrialWithTheTuningSeeds()
    {
        IReadOnlyList<TrialResult> results = new Comparison(Train).Tune(Rows[0], 6, CancellationToken.None);
        Assert.Equal(["stl 1000001", "stl 1000002", "stl 1000001", "stl 1000002"], _log);
        Assert.All(results, result => Assert.Equal(2, result.Runs.Count));
    }

    private RunRecord Train(RunOptions options, CancellationToken cancellationToken)
    {
        _log.Add(FormattableString.Invariant($"{options.Strategy.Name} {options.Seed}"));
        return Records.Make("unnamed", options.Seed, 1, 0, 0.5);
    }

    private sealed class Listener : IProgress<ComparisonProgress>
    {
        public List<string> Heard { get; } = [];

        public void Report(ComparisonProgress value) =>
            Heard.Add($"{value.Row} {value.EndedCount}/{value.RunCount}{(value.Record is null ? "" : " ended")}");
    }
}
