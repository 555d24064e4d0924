using CsCheck;
using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

/// <summary>The figures of tests, against values of scikit-learn 1.2.1 and by hand.</summary>
public sealed class TestFiguresTests
{
    private static readonly int[] Labels = [0, 1, 0, 2, 2, 1];

    private static readonly double[][] Probabilities =
        [[.7, .2, .1], [.1, .8, .1], [.3, .3, .4], [.25, .5, .25], [.05, .05, .9], [1, 0, 0]];

    [Fact]
    public void TextFigures_ThreeClasses_AreThoseOfScikitLearn()
    {
        Dictionary<string, double> values = Values(Texts(["a", "b", "c"], knownCount: 3));
        Assert.Equal(0.5, values["accuracy"], 1e-12);
        Assert.Equal(0.5, values["macroPrecision"], 1e-12);
        Assert.Equal(0.5, values["macroRecall"], 1e-12);
        Assert.Equal(0.5, values["macroF1"], 1e-12);
        Assert.Equal(0.5, values["microF1"], 1e-12);
        Assert.Equal(6.5531832609122915, values["logLoss"], 1e-12);
        Assert.Equal(0.6383333333333333, values["brier"], 1e-12);
        Assert.Equal(0.4166666666666667, values["ece"], 1e-12);
        Assert.False(values.ContainsKey("auc"));
    }

    [Fact]
    public void TextFigures_TwoClasses_AreThoseOfScikitLearnWithTies()
    {
        int[] labels = [1, 0, 1, 1, 0, 0, 1, 0];
        double[] scores = [.9, .9, .8, .5, .5, .3, .3, .1];
        TextFigures figures = new(["neg", "pos"], 2, [.. labels.Zip(scores, (label, score) => TextFigures.Predict(label, label, [1 - score, score]))]);
        Dictionary<string, double> values = Values(figures);
        Assert.Equal("pos", figures.Positive);
        Assert.Equal(0.65625, values["auc"], 1e-12);
        Assert.Equal(0.5845238095238094, values["averagePrecision"], 1e-12);
        Assert.Equal(0.24375, values["brier"], 1e-12);
    }

    [Fact]
    public void TextFigures_PositiveLabel_IsTheLastByNameWhateverTheOrder()
    {
        TextFigures figures = new(["spam", "ham"], 2, [TextFigures.Predict(0, 0, [.9, .1]), TextFigures.Predict(1, 1, [.2, .8])]);
        Assert.Equal("spam", figures.Positive);
        Assert.Equal(1, Values(figures)["auc"]);
    }

    [Fact]
    public void TextFigures_LabelThatTheModelLacks_CountsAsWrong()
    {
        TextFigures figures = new(["a", "b", "new"], 2, [TextFigures.Predict(0, 0, [.9, .1]), TextFigures.Predict(-1, 2, [.6, .4])]);
        Dictionary<string, double> values = Values(figures);
        Assert.Equal(0.5, values["accuracy"]);
        Assert.Equal((0.5 + 0) / 2, values["macroPrecision"], 1e-12); // Of a (1 of 2) and of the new one; b neither occurs nor is predicted.
        Assert.Equal(0.5, values["macroRecall"], 1e-12);
        Assert.False(values.ContainsKey("auc")); // Among the known labels there is one alone.
        Assert.Equal(52 * Math.Log(2) / 2, values["logLoss"], 0.1);
    }

    [Fact]
    public void TextFigures_Compute_CountsCopiesAsRepeatedTexts() => Gen.Int[0, 3].Array[6].Where(copies => copies.Sum() > 0).Sample(copies =>
    {
        TextFigures once = Texts(["a", "b", "c"], knownCount: 3);
        int[] repeated = [.. copies.SelectMany((count, text) => Enumerable.Repeat(text, count))];
        TextFigures written = new(["a", "b", "c"], 3, [.. repeated.Select(text => TextFigures.Predict(Labels[text], Labels[text], Probabilities[text]))]);
        var values = new double[once.Kinds.Count];
        once.Compute(copies, values);
        Dictionary<string, double> expected = Values(written);
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(expected[once.Kinds[i].Name], values[i], 1e-12);
    });

    [Fact]
    public void BinaryRanking_AnyScores_EqualsTheCountOfPairs() => Gen.Select(Gen.Int[0, 4].Array[2, 12], Gen.Bool.Array[12]).Sample((scores, positives) =>
    {
        double[] values = [.. scores.Select(score => score / 4.0)];
        int[] copies = [.. Enumerable.Repeat(1, scores.Length)];
        (double auc, double precision) = new BinaryRanking(Enumerable.Range(0, scores.Length), values, i => positives[i]).Compute(copies);
        int[] with = [.. Enumerable.Range(0, scores.Length).Where(i => positives[i])], without = [.. Enumerable.Range(0, scores.Length).Where(i => !positives[i])];
        if (with.Length == 0 || without.Length == 0)
        {
            Assert.True(double.IsNaN(auc) && double.IsNaN(precision));
            return;
        }
        double pairs = with.Sum(i => without.Sum(j => scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0));
        Assert.Equal(pairs / (with.Length * without.Length), auc, 1e-12);
        double expected = with.Sum(i => (double)with.Count(j => scores[j] >= scores[i]) / scores.Count(score => score >= scores[i])) / with.Length;
        Assert.Equal(expected, precision, 1e-12);
    });

    [Fact]
    public void LabelSetFigures_Values_AreThoseOfScikitLearn()
    {
        Dictionary<string, double> values = Values(new LabelSetFigures(3, [new([0, 2], [0]), new([1], [1]), new([0, 1], [0, 2]), new([2], [1, 2])]));
        foreach (string name in new[] { "microPrecision", "microRecall", "microF1", "macroPrecision", "macroRecall", "macroF1" })
            Assert.Equal(2.0 / 3, values[name], 1e-12);
        Assert.Equal(0.25, values["exactMatch"]);
    }

    [Fact]
    public void TagFigures_Words_AreSplitIntoKnownAndUnknown()
    {
        TagFigures figures = new([new(4, 3, 1, 0, 2, 1, 1), new(6, 6, 1, 1, 1, 2, 1)], hasSpans: true);
        Dictionary<string, double> values = Values(figures);
        Assert.Equal(0.9, values["accuracy"]);
        Assert.Equal(1, values["accuracyOfKnownWords"]);
        Assert.Equal(0.5, values["accuracyOfUnknownWords"]);
        Assert.Equal((2.0 / 3, 2.0 / 3, 2.0 / 3), (values["spanF1"], values["spanPrecision"], values["spanRecall"]));
    }

    [Fact]
    public void Bootstrap_Interval_HoldsTheValueAndRepeats()
    {
        TextFigures figures = new(["neg", "pos"], 2, [.. Enumerable.Range(0, 200).Select(i => TextFigures.Predict(i % 2, i % 2, i % 5 == 0 ? [i % 2, 1 - (i % 2)] : [1 - (i % 2), i % 2]))]);
        IReadOnlyList<TestFigure> estimates = Bootstrap.Estimate(figures, TestContext.Current.CancellationToken);
        TestFigure accuracy = estimates.Single(figure => figure.Name == "accuracy");
        Assert.Equal(0.8, accuracy.Value, 1e-12);
        // The normal approximation of the interval of 160 in 200: 0.8 +- 1.96 sqrt(0.8 0.2 / 200).
        Assert.Equal(0.8 - 0.0554, accuracy.Low!.Value, 0.01);
        Assert.Equal(0.8 + 0.0554, accuracy.High!.Value, 0.01);
        Assert.Equal(estimates, Bootstrap.Estimate(figures, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Bootstrap_DifferenceFromItself_IsNothing() => Assert.All(
        Bootstrap.Differences(Texts(["a", "b", "c"], 3), Texts(["a", "b", "c"], 3), TestContext.Current.CancellationToken),
        difference => Assert.Equal((0.0, 0.0, 0.0), (difference.Value, difference.Low, difference.High)));

    [Fact]
    public void Bootstrap_Quantile_IsThatOfNumpy()
    {
        double[] sorted = [1, 2, 4, 8, 16];
        Assert.Equal([1.1, 4, 15.2], new[] { 0.025, 0.5, 0.975 }.Select(share => Bootstrap.Quantile(sorted, share)), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static TextFigures Texts(string[] classes, int knownCount) =>
        new(classes, knownCount, [.. Labels.Zip(Probabilities, (label, probabilities) => TextFigures.Predict(label, label, probabilities))]);

    private static Dictionary<string, double> Values(IFigures figures) =>
        Bootstrap.Estimate(figures, TestContext.Current.CancellationToken).ToDictionary(figure => figure.Name, figure => figure.Value);
}
