using System.Globalization;

namespace MT2ST.Comparisons;

/// <summary>A measure of cost that sentences speak of.</summary>
/// <param name="Name">What is spent.</param>
/// <param name="Less">The word for less of it.</param>
/// <param name="Of">The reduction of it.</param>
internal sealed record CostMeasure(string Name, string Less, Func<Reduction?, ReductionEstimate?> Of)
{
    private static readonly CostMeasure Cpu = new("CPU time", "less", reduction => reduction?.Cpu);

    private static readonly CostMeasure MultiplyAdds = new("multiply-adds", "fewer", reduction => reduction?.MultiplyAdds);

    /// <summary>CPU time, or multiply-adds where a note says that times cannot be read.</summary>
    public static CostMeasure For(ComparisonResult result) => result.Note is null ? Cpu : MultiplyAdds;

    /// <summary>A reduction in words: <c>74 % less CPU time than STL (95 % interval 65 to 81 % less)</c>.</summary>
    /// <remarks>An increase is said as one, "134 % more", with the ends of its interval swapped.</remarks>
    public string Amount(ReductionEstimate estimate, string baseline)
    {
        bool isIncrease = estimate.Mean < 0;
        string bound = estimate.IsLowerBound ? isIncrease ? "at most " : "at least " : "";
        string interval = estimate is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $" ({100 * estimate.Level:0.#} % interval {(isIncrease ? Range(high, low) : Range(low, high))})")
            : "";
        return $"{bound}{Change(estimate.Mean)} {Name} than {baseline}{interval}";
    }

    private string Range(double from, double to) => from < 0 == to < 0
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Abs(from):0} to {Change(to)}")
        : $"{Change(from)} to {Change(to)}";

    private string Change(double reduction) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Abs(reduction):0} % {(reduction < 0 ? "more" : Less)}");
}
