using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>feedback</c> strategy.</summary>
public sealed record FeedbackOptions
{
    /// <summary>How long the primary's loss is averaged, in primary epochs. Above 0.</summary>
    public double Interval { get; init; } = 0.5;

    /// <summary>The relative improvement of the primary's loss per epoch below which auxiliaries' weights fall. At least 0.</summary>
    public double Threshold { get; init; } = 0.3;

    /// <summary>What the weights are multiplied by then. In [0, 1).</summary>
    public double Factor { get; init; } = 0.5;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.Positive(Interval, "interval");
        Setting.AtLeast(Threshold, 0, "threshold");
        Setting.Below(Factor, 1, "factor");
    }
}
