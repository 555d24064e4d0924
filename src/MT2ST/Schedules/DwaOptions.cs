using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>dwa</c> strategy.</summary>
public sealed record DwaOptions
{
    /// <summary>T, how even the weights are: the higher, the more so. Above 0.</summary>
    public double Temperature { get; init; } = 2; // As in the experiments of Liu et al. 2019.

    /// <summary>How long losses are averaged, in primary epochs. Above 0.</summary>
    public double Interval { get; init; } = 1; // An epoch in the paper.

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.Positive(Temperature, "temperature");
        Setting.Positive(Interval, "interval");
    }
}
