using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>uncertainty</c> strategy.</summary>
public sealed record UncertaintyOptions
{
    /// <summary>The learning rate of the log variances. Above 0.</summary>
    public double Rate { get; init; } = 0.0025; // Kendall et al. 2018 train model and variances at this one rate.

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate() => Setting.Positive(Rate, "rate");
}
