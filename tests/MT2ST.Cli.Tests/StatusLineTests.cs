namespace MT2ST.Cli.Tests;

public sealed class StatusLineTests
{
    [Theory]
    [InlineData(0, "[....................]   0 %")]
    [InlineData(0.5, "[##########..........]  50 %")]
    [InlineData(1, "[####################] 100 %")]
    public void Bar_OfAShare_IsFilledThatFar(double share, string expected) => Assert.Equal(expected, StatusLine.Bar(share));

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 5 min")]
    public void Duration_OfSeconds_IsInThePlainUnits(double seconds, string expected) => Assert.Equal(expected, StatusLine.Duration(seconds));

    [Fact]
    public void Update_OffAScreen_WritesALineEveryFewSecondsOnly()
    {
        using StringWriter error = new();
        ManualClock clock = new();
        using StatusLine status = new(new Terminal(TextWriter.Null, error), clock);
        for (int second = 1; second <= 12; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            status.Update($"second {second}");
        }
        Assert.Equal("second 5\nsecond 10\n", error.ToString().ReplaceLineEndings("\n"));
    }
}
