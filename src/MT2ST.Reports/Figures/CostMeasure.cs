using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Training;

namespace MT2ST.Reports.Figures;

/// <summary>What cost is measured in.</summary>
internal sealed record CostMeasure
{
    private const double Million = 1e6;
    private const double ManyFigures = 100;

    /// <summary>CPU seconds of the run's own threads.</summary>
    public static CostMeasure Cpu { get; } = new()
    {
        Id = "cpu",
        Name = "CPU seconds",
        Short = "s",
        AtPoint = point => point.CpuSeconds,
        ToTarget = run => run.SecondsToTarget,
        Of = reduction => reduction?.Cpu,
    };

    /// <summary>Multiply-adds, in millions.</summary>
    public static CostMeasure MultiplyAdds { get; } = new()
    {
        Id = "multiply-adds",
        Name = "multiply-adds (M)",
        Short = "M",
        AtPoint = point => point.MultiplyAdds.Sum() / Million,
        ToTarget = run => run.MultiplyAddsToTarget / Million,
        Of = reduction => reduction?.MultiplyAdds,
    };

    /// <summary>Both.</summary>
    public static IReadOnlyList<CostMeasure> All { get; } = [Cpu, MultiplyAdds];

    /// <summary>A word for ids and file names.</summary>
    public required string Id { get; init; }

    /// <summary>The label of an axis.</summary>
    public required string Name { get; init; }

    /// <summary>What follows a number.</summary>
    public required string Short { get; init; }

    /// <summary>The cost at a point of a curve.</summary>
    public required Func<CurvePoint, double> AtPoint { get; init; }

    /// <summary>A run's cost to its target; null when it was missed.</summary>
    public required Func<RunResult, double?> ToTarget { get; init; }

    /// <summary>The reduction in this measure.</summary>
    public required Func<Reduction?, ReductionEstimate?> Of { get; init; }

    /// <summary>The measure that the result asks its readers to read.</summary>
    public static CostMeasure Preferred(ComparisonResult result) => result.Note is null ? Cpu : MultiplyAdds;

    /// <summary>A cost without its unit, in about three figures or more.</summary>
    public static string Number(double cost) => cost.ToString(cost >= ManyFigures ? "#,0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>A cost with its unit.</summary>
    public string Text(double cost) => $"{Number(cost)} {Short}";
}
