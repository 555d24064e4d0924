using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>gain</c> strategy.</summary>
public sealed record GainOptions
{
    /// <summary>The last share of the cost over which the rise of dev quality is looked at. In (0, 1).</summary>
    public double Window { get; init; } = 0.25;

    /// <summary>The rise over the window, in the quality's unit, at and above which an auxiliary is judged by harm alone, not by cost. At least 0.</summary>
    public double SteepGain { get; init; } = 0.01;

    /// <summary>How much better, in the quality's unit, the other side must be at equal cost for an auxiliary to go on or off. At least 0.</summary>
    public double Margin { get; init; } = 0.01;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.Positive(Window, "window");
        Setting.Below(Window, 1, "window");
        Setting.AtLeast(SteepGain, 0, "steepGain");
        Setting.AtLeast(Margin, 0, "margin");
    }
}
