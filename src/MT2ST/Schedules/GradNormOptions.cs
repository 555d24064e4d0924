using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>gradnorm</c> strategy.</summary>
public sealed record GradNormOptions
{
    /// <summary>alpha, how strongly a task that has come less far is pulled up; 0 makes all norms alike. At least 0.</summary>
    public double Alpha { get; init; } = 1.5; // Chen et al. 2018, on NYUv2.

    /// <summary>The learning rate of the weights. Above 0.</summary>
    public double Rate { get; init; } = 0.025; // As there.

    /// <summary>Weights learn in the first of every so many steps; the paper's do in each. At least 1.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.AtLeast(Alpha, 0, "alpha");
        Setting.Positive(Rate, "rate");
        Setting.AtLeast(Interval, 1, "interval");
    }
}
