using CsCheck;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Tuning;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons.Tuning;

public sealed class TuningTests
{
    private static readonly string[] Known = ["stl", "mtl", "switch"];

    [Fact]
    public void Trials_GridThatFits_IsTriedWhole()
    {
        IReadOnlyList<TuningTrial> trials = TuningGrid.Trials(Row("mtl"), 6, seed: 1);
        Assert.Equal(
            ["0.1/10", "0.1/20", "0.2/10", "0.2/20", "0.3/10", "0.3/20"],
            trials.Select(trial => FormattableString.Invariant($"{trial.Row.Options.Auxiliaries[0].Rate}/{trial.Row.Options.Epochs}")).Order());
    }

    [Fact]
    public void Trials_Stl_LeavesOutTheAuxiliariesSettings() =>
        Assert.Equal([10.0, 20.0], TuningGrid.Trials(Row("stl"), 6, seed: 1).Select(trial => trial.Row.Options.Epochs));

    [Fact]
    public void Trials_RowsOwnSpace_ReplacesAndExtendsTheCommonOne()
    {
        IReadOnlyList<TuningTrial> trials = TuningGrid.Trials(Row("switch"), 100, seed: 1);
        Assert.Equal(6, trials.Count); // 3 rates, 2 switch points, 1 number of epochs
        Assert.All(trials, trial => Assert.Equal(5, trial.Row.Options.Epochs));
    }

    [Fact]
    public void Trials_GridThatDoesNotFit_DrawsDifferentPointsAsManyAsAsked() =>
        Gen.Select(Gen.Int[1, 5], Gen.ULong).Sample((count, seed) =>
            TuningGrid.Trials(Row("mtl"), count, seed).Select(trial => trial.Row.Options.ToJson()).Distinct().Count() == count);

    [Fact]
    public void Trials_SameSeed_DrawsTheSamePoints() =>
        Assert.Equal(
            TuningGrid.Trials(Row("mtl"), 3, seed: 9).Select(trial => trial.Row.Options.ToJson()),
            TuningGrid.Trials(Row("mtl"), 3, seed: 9).Select(trial => trial.Row.Options.ToJson()));

    [Fact]
    public void BestDev_OfTrials_IsTheBestMeanAndTheCheaperOfEquals()
    {
        TrialResult worse = Result(1, 0, 0.9, 0.5);
        TrialResult dear = Result(2, 0, 0.95, 0.95);
        TrialResult cheap = Result(1, 0, 0.95, 0.95);
        Assert.Same(cheap, TuningChoice.BestDev([worse, dear, cheap]));
    }

    [Fact]
    public void CheapestToTarget_OfTrials_NeedsTheTargetReached()
    {
        TrialResult misses = Result(0.1, 0, 0.5, 0.5);
        TrialResult reaches = Result(1, 0, 0.8, 0.8);
        Dictionary<ulong, double> targets = new() { [1] = 0.8 };
        Assert.Same(reaches, TuningChoice.CheapestToTarget([misses, Result(2, 0, 0.8, 0.8), reaches], targets));
        Assert.Null(TuningChoice.CheapestToTarget([misses], targets));
    }

    [Fact]
    public void Choose_StlAndARow_SetsTheTargetByStlsBestDevAndGivesARowForEachObjective()
    {
        RowTrials stl = Trials("stl", [3, 0, 0.9, 0.9], [1, 0, 0.9, 0.9], [0.5, 0, 0.8, 0.8]);
        RowTrials mtl = Trials("mtl", [9, 0, 0.95, 0.95], [2, 0, 0.9, 0.9], [0.1, 0, 0.7, 0.7]);
        IReadOnlyList<TunedRow> tuned = TuningChoice.Choose([stl, mtl], QualityTarget.Stl);
        Assert.Equal([0.9], tuned[0].Targets.Values);
        Assert.Same(stl.Trials[1], tuned[0].BestDev); // The cheaper of equals.
        Assert.Same(stl.Trials[1], tuned[0].Cheapest);
        Assert.Same(mtl.Trials[0], tuned[1].BestDev);
        Assert.Same(mtl.Trials[1], tuned[1].Cheapest);
        Assert.Equal(["stl", "stl-cheapest", "mtl", "mtl-fast"], tuned.SelectMany(row => row.Rows).Select(row => row.Name));
        Assert.Equal(["stl", "stl", "mtl", "mtl"], tuned.SelectMany(row => row.Rows).Select(row => row.Options.Strategy.Name));
    }

    [Fact]
    public void Choose_OtherRowsOfThePrimaryAlone_AreAmongThoseForCheapestStl()
    {
        RowTrials stl = Trials("stl", [3, 0, 0.9, 0.9]);
        RowTrials small = Trials("small", [1, 0, 0.9, 0.9]);
        IReadOnlyList<TunedRow> tuned = TuningChoice.Choose([stl, small], QualityTarget.Stl);
        Assert.Same(small.Trials[0], tuned[0].Cheapest);
        Assert.Equal(["stl", "stl-cheapest", "small"], tuned.SelectMany(row => row.Rows).Select(row => row.Name));
    }

    [Fact]
    public void Choose_ARowThatMissesTheTarget_HasNoFastRow()
    {
        IReadOnlyList<TunedRow> tuned = TuningChoice.Choose([Trials("stl", [3, 0, 0.9, 0.9]), Trials("mtl", [1, 0, 0.8, 0.8])], QualityTarget.Stl);
        Assert.Null(tuned[1].Cheapest);
        Assert.Equal(["mtl"], tuned[1].Rows.Select(row => row.Name));
    }

    [Fact]
    public void Named_ARow_KeepsWhatItSets()
    {
        ComparisonRow row = TuningGrid.Trials(Row("switch"), 1, seed: 1)[0].Row.Named("switch-fast");
        Assert.Equal("switch", row.Options.Strategy.Name);
        Assert.Equal(5, row.Options.Epochs);
        Assert.Equal(["auxiliaries.brown.rate", "epochs", "strategy.at", "strategy.name"], row.Overrides.Keys.Order(StringComparer.Ordinal));
    }

    private static RowTrials Trials(string name, params double[][] secondsPerPointAndDev) =>
        new(Row(name), [.. secondsPerPointAndDev.Select(trial => new TrialResult(TuningGrid.Trials(Row(name), 1, seed: 1)[0], [Records.Make(name, 1, trial[0], trial[1..])]))]);

    internal static ComparisonRow Row(string name)
    {
        RunFile file = new();
        file.SetAll([
            "primary.task=tagging",
            "primary.train=a",
            "auxiliaries=[{ \"name\": \"brown\", \"task\": \"lexicon\", \"train\": \"b\" }]",
            "tuning={ \"space\": { \"auxiliaries.brown.rate\": [0.1, 0.2, 0.3], \"epochs\": [10, 20] }, \"rows\": { \"switch\": { \"epochs\": [5], \"strategy.at\": [1, 2] } } }",
            "strategies.small={ \"strategy.name\": \"stl\", \"dimensions\": 8 }"]);
        return ComparisonRow.List(file, [name])[0];
    }

    private static TrialResult Result(double secondsPerPoint, params double[] dev)
    {
        RunRecord run = Records.Make("mtl", 1, secondsPerPoint, dev);
        return new TrialResult(TuningGrid.Trials(Row("mtl"), 1, seed: 1)[0], [run]);
    }
}
