using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Text;

/// <summary>Writes estimates with their intervals.</summary>
internal static class EstimateText
{
    private const int MostDigits = 9;

    /// <summary>
    /// A mean with its interval, <c>3.2 [2.9, 3.5]</c>, without one if there is none. If an end of the interval would be
    /// rounded to 0, all have more digits, so that a reader sees on which side of 0 it lies.
    /// </summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="unit">What the figures are multiplied by, such as 100 for per cent.</param>
    /// <param name="digits">Digits behind the point, more if needed.</param>
    public static string Of(PairedEstimate estimate, double unit, int digits)
    {
        (string mean, string interval) = Parts(estimate, unit, digits);
        return mean + interval;
    }

    /// <summary>The same as the mean and the interval in brackets behind a blank (empty if there is none), to put a unit between.</summary>
    public static (string Mean, string Interval) Parts(PairedEstimate estimate, double unit, int digits)
    {
        if (estimate is not { Low: { } low, High: { } high })
            return (Number(unit * estimate.Mean, digits), "");
        while (digits < MostDigits && (IsHidden(unit * low, digits) || IsHidden(unit * high, digits)))
            digits++;
        return (Number(unit * estimate.Mean, digits), $" [{Number(unit * low, digits)}, {Number(unit * high, digits)}]");
    }

    /// <summary>The same estimate seen from the other side: its negative.</summary>
    public static PairedEstimate Negated(PairedEstimate estimate) =>
        new() { Mean = -estimate.Mean, Low = -estimate.High, High = -estimate.Low, Level = estimate.Level };

    private static bool IsHidden(double value, int digits) => value != 0 && Math.Round(value, digits) == 0;

    // Adding 0 makes 0 of -0, which would be printed with its sign.
    private static string Number(double value, int digits) => (Math.Round(value, digits) + 0.0).ToString($"F{digits}", CultureInfo.InvariantCulture);
}
