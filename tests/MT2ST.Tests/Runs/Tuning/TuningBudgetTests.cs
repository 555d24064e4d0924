using MT2ST.Runs.Tuning;
using MT2ST.Settings;

namespace MT2ST.Tests.Runs.Tuning;

public sealed class TuningBudgetTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    public void Parse_Time_IsInSeconds(string text, double seconds) => Assert.Equal(new TuningBudget(TimeSpan.FromSeconds(seconds), null), TuningBudget.Parse("tuning.budget", text));

    [Theory]
    [InlineData("20trials", 20)]
    [InlineData("20 trials", 20)]
    [InlineData("1trial", 1)]
    public void Parse_Trials_IsTheirNumber(string text, int trials) => Assert.Equal(new TuningBudget(null, trials), TuningBudget.Parse("tuning.budget", text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5x")]
    [InlineData("0s")]
    [InlineData("-1m")]
    [InlineData("1e3s")]
    [InlineData("1000h")]
    [InlineData("trials")]
    [InlineData("0trials")]
    [InlineData("2.5trials")]
    [InlineData("99999999999trials")]
    public void Parse_AnythingElse_NamesTheSettingAndWhatIsAllowed(string text) => Assert.StartsWith(
        $"tuning.budget (--tune) is '{text}'; it must be a time above 0 such as 90s, 5m or 1h, or a number of trials such as 20trials.",
        Assert.Throws<SettingException>(() => TuningBudget.Parse("tuning.budget", text)).Message,
        StringComparison.Ordinal);
}
