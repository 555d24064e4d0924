using MT2ST.Settings;

namespace MT2ST.Tests.Settings;

public sealed class IntervalTests
{
    [Theory]
    [InlineData("[1, 100]", 1, true)]
    [InlineData("[1, 100]", 100, true)]
    [InlineData("[1, 100]", 100.5, false)]
    [InlineData("(0, 1)", 0, false)]
    [InlineData("(0, 1)", 1, false)]
    [InlineData("[0, inf)", 1e308, true)]
    [InlineData("[0, inf)", double.PositiveInfinity, false)]
    [InlineData("(-inf, inf)", -5, true)]
    [InlineData("(-inf, inf)", double.NaN, false)]
    public void Contains_Value_IsByTheEnds(string interval, double value, bool expected) => Assert.Equal(expected, Interval.Parse(interval).Contains(value));

    [Theory]
    [InlineData("[1, 100]", "in [1, 100]")]
    [InlineData("[0, 1)", "in [0, 1)")]
    [InlineData("(0, 0.5]", "greater than 0 and at most 0.5")]
    [InlineData("(0, inf)", "greater than 0")]
    [InlineData("[1, inf)", "at least 1")]
    [InlineData("(-inf, inf)", "a finite number")]
    public void ToString_Interval_ReadsAsMessagesSayIt(string interval, string expected) => Assert.Equal(expected, Interval.Parse(interval).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("(0 1)")]
    [InlineData("{0, 1}")]
    [InlineData("[0, 1, 2]")]
    [InlineData("[low, high]")]
    public void Parse_NoInterval_IsRefused(string text) => Assert.Throws<FormatException>(() => Interval.Parse(text));
}
