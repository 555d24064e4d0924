using MT2ST.Settings;

namespace MT2ST.Runs.Tuning;

/// <summary>What a search may take: wall-clock time or a number of settings to try.</summary>
/// <param name="Time">The time; null if trials are counted.</param>
/// <param name="Trials">How many settings are tried, the defaults included; null if time counts.</param>
internal sealed record TuningBudget(TimeSpan? Time, int? Trials)
{
    private const string TrialUnit = "trials";
    private const double LongestSeconds = 30 * 86400;

    /// <summary>Reads a budget such as <c>90s</c>, <c>5m</c>, <c>1.5h</c> or <c>20trials</c>.</summary>
    /// <param name="setting">The setting's dotted path, for the message.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="SettingException">The text is no budget.</exception>
    public static TuningBudget Parse(string setting, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.EndsWith(TrialUnit, StringComparison.Ordinal) || text.EndsWith("trial", StringComparison.Ordinal))
        {
            if (int.TryParse(text[..text.LastIndexOf("trial", StringComparison.Ordinal)].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out int trials) && trials >= 1)
                return new TuningBudget(null, trials);
            throw Wrong();
        }
        double unit = text is [.., 's'] ? 1 : text is [.., 'm'] ? 60 : text is [.., 'h'] ? 3600 : double.NaN;
        bool isNumber = double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        if (isNumber && number * unit is > 0 and <= LongestSeconds)
            return new TuningBudget(TimeSpan.FromSeconds(number * unit), null);
        throw Wrong();

        SettingException Wrong() => new(setting, $"{setting} (--tune) is '{text}'; it must be a time above 0 such as 90s, 5m or 1h, or a number of trials such as 20trials.");
    }
}
