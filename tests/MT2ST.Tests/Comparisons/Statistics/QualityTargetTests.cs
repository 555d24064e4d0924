using CsCheck;
using MT2ST.Comparisons.Statistics;

namespace MT2ST.Tests.Comparisons.Statistics;

public sealed class QualityTargetTests
{
    private static readonly string[] Texts = ["stl", "stl-0.1", "stl-0.3", "0.99xSTL"];

    [Theory]
    [InlineData("stl", 0.8, 0.8)]
    [InlineData("STL", 0.8, 0.8)]
    [InlineData("stl-0.3", 0.8, 0.797)]
    [InlineData("0.99xSTL", 0.8, 0.792)]
    [InlineData("mtl-0.3", 0.8, 0.797)]
    [InlineData("0.99xMTL", 0.8, 0.792)]
    [InlineData("0.99xSTL", -1.98, -2.0)] // A loss of 1.98 nats: the easier target is the greater loss.
    [InlineData("0.85", 0.8, 0.85)]
    [InlineData("-2.1", 0.8, -2.1)]
    public void Value_OfATarget_IsAsWritten(string text, double stlBest, double expected) =>
        Assert.Equal(expected, QualityTarget.Parse(text).Value(stlBest), 1e-12);

    [Theory]
    [InlineData("")]
    [InlineData("switch")]
    [InlineData("stl-x")]
    [InlineData("stl--1")]
    [InlineData("1.5xSTL")]
    [InlineData("0xSTL")]
    [InlineData("NaN")]
    public void Parse_WrongText_SaysWhatToWrite(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => QualityTarget.Parse(text));
        Assert.StartsWith($"Unknown target '{text}'. Write stl, stl-0.3 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_OfATargetThatFollowsStl_IsNeverAboveItsBest() =>
        Gen.Select(Gen.Double[-5, 1], Gen.Int[0, 3].Select(i => Texts[i])).Sample((best, text) =>
            QualityTarget.Parse(text).Value(best) <= best);
}
