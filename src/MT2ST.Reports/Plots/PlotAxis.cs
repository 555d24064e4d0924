using System.Globalization;

namespace MT2ST.Reports.Plots;

/// <summary>Maps values to pixels along one side of a plot, and chooses round values to mark.</summary>
internal sealed record PlotAxis
{
    private static readonly double[] Mantissas = [1, 2, 5, 10];

    /// <summary>The value at <see cref="From"/>.</summary>
    public required double Minimum { get; init; }

    /// <summary>The value at <see cref="To"/>, above <see cref="Minimum"/>.</summary>
    public required double Maximum { get; init; }

    /// <summary>The pixel of the minimum.</summary>
    public required double From { get; init; }

    /// <summary>The pixel of the maximum.</summary>
    public required double To { get; init; }

    /// <summary>Whether equal ratios have equal lengths; the minimum is then above 0.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>An axis over values; if they are all equal, or there are none, it is made wide enough to draw.</summary>
    public static PlotAxis Over(IEnumerable<double> values, double from, double to, bool isLogarithmic = false)
    {
        double[] finite = [.. values.Where(value => double.IsFinite(value) && (!isLogarithmic || value > 0))];
        (double minimum, double maximum) = finite.Length == 0 ? (isLogarithmic ? 1 : 0, isLogarithmic ? 10 : 1) : (finite.Min(), finite.Max());
        if (maximum - minimum <= 1e-9 * Math.Abs(maximum))
            (minimum, maximum) = isLogarithmic ? (minimum / 2, maximum * 2) : (minimum - 0.5, maximum + 0.5);
        return new PlotAxis { Minimum = minimum, Maximum = maximum, From = from, To = to, IsLogarithmic = isLogarithmic };
    }

    /// <summary>The value's pixel.</summary>
    public double At(double value) => From + ((To - From) * (Unit(value) - Unit(Minimum)) / (Unit(Maximum) - Unit(Minimum)));

    /// <summary>Round values within the axis.</summary>
    /// <param name="count">About how many.</param>
    public IReadOnlyList<double> Ticks(int count) => IsLogarithmic && Maximum / Minimum > 5 ? LogarithmicTicks() : LinearTicks(count);

    /// <summary>The ticks' values as texts: on a linear axis all with as many decimals as one of them needs.</summary>
    public IReadOnlyList<string> Labels(IReadOnlyList<double> ticks)
    {
        string[] shortest = [.. ticks.Select(tick => tick.ToString("#,0.########", CultureInfo.InvariantCulture))];
        if (IsLogarithmic)
            return shortest;
        int decimals = shortest.Select(text => text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0).DefaultIfEmpty(0).Max();
        return [.. ticks.Select(tick => (Math.Abs(tick) < 1e-12 ? 0 : tick).ToString($"N{decimals}", CultureInfo.InvariantCulture))];
    }

    private double Unit(double value) => IsLogarithmic ? Math.Log(value) : value;

    private double[] LinearTicks(int count)
    {
        double rough = (Maximum - Minimum) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * Mantissas.First(mantissa => rough <= mantissa * power * (1 + 1e-9));
        double first = Math.Ceiling(Minimum / step * (1 - 1e-12));
        return [.. Enumerable.Range(0, (2 * count) + 2).Select(i => (first + i) * step).Where(tick => tick >= Minimum - (1e-9 * step) && tick <= Maximum + (1e-9 * step))];
    }

    private double[] LogarithmicTicks()
    {
        int lowest = (int)Math.Floor(Math.Log10(Minimum)), highest = (int)Math.Ceiling(Math.Log10(Maximum));
        IEnumerable<double> mantissas = highest - lowest > 4 ? [1] : Mantissas[..3];
        return [.. Enumerable.Range(lowest, highest - lowest + 1).SelectMany(power => mantissas.Select(mantissa => mantissa * Math.Pow(10, power))).Where(tick => tick >= Minimum && tick <= Maximum)];
    }
}
