using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>fisher</c> strategy.</summary>
public sealed record FisherOptions
{
    /// <summary>Gradients are measured in the first of every so many steps. At least 1.</summary>
    public int Interval { get; init; } = 10;

    /// <summary>How long weights stay at gamma_0, in primary epochs: until then few rows in common were seen. At least 0.</summary>
    public double WarmUp { get; init; } = 1;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.AtLeast(Interval, 1, "interval");
        Setting.AtLeast(WarmUp, 0, "warmUp");
    }
}
