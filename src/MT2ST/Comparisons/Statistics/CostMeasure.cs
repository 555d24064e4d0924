using MT2ST.Comparisons.Text;

namespace MT2ST.Comparisons.Statistics;

/// <summary>A measure of cost: how to read it, and its names in texts.</summary>
public sealed record CostMeasure
{
    private const double Million = 1e6;
    private const double ManyFigures = 100;
    private const double LeastOfTwoFigures = 0.1;

    /// <summary>CPU seconds of the run's own threads.</summary>
    public static CostMeasure Cpu { get; } = new()
    {
        Id = "cpu",
        Name = "CPU time",
        Less = "less",
        Label = "CPU seconds",
        Unit = "s",
        AtPoint = point => point.CpuSeconds,
        ToTarget = run => run.SecondsToTarget,
        InAll = run => run.CpuSeconds,
        Of = reduction => reduction?.Cpu,
    };

    /// <summary>Multiply-adds, in millions.</summary>
    public static CostMeasure MultiplyAdds { get; } = new()
    {
        Id = "multiply-adds",
        Name = "multiply-adds",
        Less = "fewer",
        Label = "multiply-adds (M)",
        Unit = "M",
        AtPoint = point => point.MultiplyAdds.Sum() / Million,
        ToTarget = run => run.MultiplyAddsToTarget / Million,
        InAll = run => run.MultiplyAdds.Values.Sum() / Million,
        Of = reduction => reduction?.MultiplyAdds,
    };

    /// <summary>Both.</summary>
    public static IReadOnlyList<CostMeasure> All { get; } = [Cpu, MultiplyAdds];

    /// <summary>A word for ids and file names.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the cost within a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>The word for less of it.</summary>
    public required string Less { get; init; }

    /// <summary>The label of an axis.</summary>
    public required string Label { get; init; }

    /// <summary>The unit that follows a number.</summary>
    public required string Unit { get; init; }

    /// <summary>The cost at a point of a curve.</summary>
    public required Func<CurvePoint, double> AtPoint { get; init; }

    /// <summary>A run's cost to its target; null when it was missed.</summary>
    public required Func<RunResult, double?> ToTarget { get; init; }

    /// <summary>The cost of a whole run.</summary>
    public required Func<RunResult, double> InAll { get; init; }

    /// <summary>The reduction in this measure.</summary>
    public required Func<Reduction?, ReductionEstimate?> Of { get; init; }

    /// <summary>CPU time, or multiply-adds if a note says that times are not reliable.</summary>
    /// <param name="result">The result.</param>
    public static CostMeasure For(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Note is null ? Cpu : MultiplyAdds;
    }

    /// <summary>A row's cost to the target, the geometric mean over seeds, by which reductions compare rows; null if a seed missed it.</summary>
    /// <param name="row">The row.</param>
    public double? MeanToTarget(StrategyResult row)
    {
        ArgumentNullException.ThrowIfNull(row);
        double?[] costs = [.. row.Runs.Select(ToTarget)];
        return costs.Contains(null) ? null : GeometricMean(costs.OfType<double>());
    }

    /// <summary>The cost of a row's whole runs, the geometric mean over seeds.</summary>
    /// <param name="row">The row.</param>
    public double MeanInAll(StrategyResult row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return GeometricMean(row.Runs.Select(InAll));
    }

    /// <summary>A cost without its unit, in about three figures or more.</summary>
    /// <param name="cost">The cost.</param>
    public static string Number(double cost) => cost.ToString(cost >= ManyFigures ? "#,0" : cost is >= LeastOfTwoFigures or 0 ? "0.00" : "0.00##", CultureInfo.InvariantCulture);

    /// <summary>A cost with its unit.</summary>
    /// <param name="cost">The cost.</param>
    public string Text(double cost) => $"{Number(cost)} {Unit}";

    /// <summary>A cost in a sentence: <c>1.92 CPU seconds</c>, <c>12.3 M multiply-adds</c>.</summary>
    internal string Quantity(double cost) => this == Cpu ? $"{Number(cost)} {Label}" : $"{Text(cost)} {Name}";

    /// <summary>A reduction in words: <c>74 % less CPU time than STL (95 % interval 65 to 81 % less)</c>.</summary>
    /// <remarks>An increase is said as one, "134 % more", with the ends of its interval swapped.</remarks>
    /// <param name="estimate">The reduction.</param>
    /// <param name="baseline">What it is measured against.</param>
    internal string Amount(ReductionEstimate estimate, string baseline)
    {
        bool isIncrease = estimate.Mean < 0;
        string bound = estimate.IsLowerBound ? isIncrease ? "at most " : "at least " : "";
        string interval = estimate is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $" ({100 * estimate.Level:0.#} % interval {(isIncrease ? Range(high, low) : Range(low, high))})")
            : "";
        return $"{bound}{Change(estimate.Mean)} {Name} than {baseline}{interval}";
    }

    /// <summary>A reduction in short: <c>53 % less CPU time [47, 58]</c>; an increase as <c>more</c>, its interval turned round.</summary>
    /// <param name="estimate">The reduction.</param>
    internal string Change(ReductionEstimate estimate)
    {
        bool isIncrease = estimate.Mean < 0;
        (string mean, string interval) = EstimateText.Parts(isIncrease ? EstimateText.Negated(estimate) : estimate, 100, 0);
        string bound = estimate.IsLowerBound ? isIncrease ? "at most " : "at least " : "";
        return $"{bound}{mean} % {(isIncrease ? "more" : Less)} {Name}{interval}";
    }

    private static double GeometricMean(IEnumerable<double> costs) => Math.Exp(costs.Average(cost => Math.Log(cost))); // 0 if a cost is 0.

    private string Range(double from, double to) => from < 0 == to < 0
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Abs(from):0} to {Change(to)}")
        : $"{Change(from)} to {Change(to)}";

    private string Change(double reduction) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Abs(reduction):0} % {(reduction < 0 ? "more" : Less)}");
}
