using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>Settings of the <c>balance</c> strategy.</summary>
public sealed record BalanceOptions
{
    /// <summary>lambda, the sum of the auxiliaries' weights, above 0; null for the sum of their gamma_0.</summary>
    public double? Lambda { get; init; }

    /// <summary>epsilon, which keeps the quotient finite. Above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Gradients are measured in the first of every so many steps. At least 1.</summary>
    public int Interval { get; init; } = 10;

    /// <summary>beta, the share of the old value in the moving average of norms. In [0, 1).</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.Positive(Lambda ?? 1, "lambda");
        Setting.Positive(Epsilon, "epsilon");
        Setting.AtLeast(Interval, 1, "interval");
        Setting.Below(Smoothing, 1, "smoothing");
    }
}
