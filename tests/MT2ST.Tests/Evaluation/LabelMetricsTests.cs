using MT2ST.Evaluation;

namespace MT2ST.Tests.Evaluation;

public sealed class LabelMetricsTests
{
    [Fact]
    public void Accuracy_HandComputed_IsTheShareOfRightOnes() => Assert.Equal(0.75, LabelMetrics.Accuracy([0, 1, 2, 1], [0, 1, 1, 1]));

    [Fact]
    public void Accuracy_UnlabelledExamples_AreNotCounted() => Assert.Equal(0.5, LabelMetrics.Accuracy([0, 1, 2], [0, 0, -1]));

    [Fact]
    public void Accuracy_NothingLabelled_IsNotANumber() => Assert.Equal(double.NaN, LabelMetrics.Accuracy([0], [-1]));

    [Fact]
    public void MacroF1_HandComputed_WeighsClassesAlike() =>
        // Class 0: TP 1, FP 0, FN 1: 2/3. Class 1: TP 1, FP 1, FN 0: 2/3. Class 2: TP 1: 1. Class 3 never occurs.
        Assert.Equal((2.0 / 3 + 2.0 / 3 + 1) / 3, LabelMetrics.MacroF1([0, 1, 1, 2], [0, 0, 1, 2], 4), 1e-15);

    [Fact]
    public void MacroF1_ClassOnlyPredicted_CountsAsZero() => Assert.Equal(1.0 / 3, LabelMetrics.MacroF1([0, 1], [0, 0], 2), 1e-15);

    [Fact]
    public void MacroF1_LabelOutOfRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelMetrics.MacroF1([2], [0], 2));

    [Fact]
    public void MacroF1_DifferentLengths_Throws() => Assert.Throws<ArgumentException>(() => LabelMetrics.MacroF1([0], [0, 1], 2));
}
