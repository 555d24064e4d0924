using CsCheck;
using MT2ST.Comparisons;
using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST.Tests.Comparisons;

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
            TuningGrid.Trials(Row("mtl"), count, seed).Select(trial => RunSettings.Write(trial.Row.Options)).Distinct().Count() == count);

    [Fact]
    public void Trials_SameSeed_DrawsTheSamePoints() =>
        Assert.Equal(
            TuningGrid.Trials(Row("mtl"), 3, seed: 9).Select(trial => RunSettings.Write(trial.Row.Options)),
            TuningGrid.Trials(Row("mtl"), 3, seed: 9).Select(trial => RunSettings.Write(trial.Row.Options)));

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

    internal static ComparisonRow Row(string name)
    {
        RunFile file = new();
        file.SetAll([
            "primary.task=tagging",
            "primary.train=a",
            "auxiliaries=[{ \"name\": \"brown\", \"task\": \"lexicon\", \"train\": \"b\" }]",
            "tuning={ \"space\": { \"auxiliaries.brown.rate\": [0.1, 0.2, 0.3], \"epochs\": [10, 20] }, \"rows\": { \"switch\": { \"epochs\": [5], \"strategy.at\": [1, 2] } } }"]);
        return ComparisonRow.List(file, [name], Known)[0];
    }

    private static TrialResult Result(double secondsPerPoint, params double[] dev)
    {
        RunRecord run = Records.Make("mtl", 1, secondsPerPoint, dev);
        return new TrialResult(TuningGrid.Trials(Row("mtl"), 1, seed: 1)[0], [run]);
    }
}
