using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using MT2ST.Comparisons.Statistics;
using MT2ST.Evaluation;
using MT2ST.Training;

namespace MT2ST.Comparisons;

/// <summary>One run of a comparison, as its results list it.</summary>
/// <remarks>Properties that the first version did not write are not <c>required</c>, so that its results can still be read; the serializer then sets them to null.</remarks>
public sealed record RunResult : RunFigures
{
    /// <summary>A result to be filled in.</summary>
    [JsonConstructor]
    public RunResult() { }

    /// <summary>Reads a run's record against its target.</summary>
    /// <param name="run">The record.</param>
    /// <param name="target">The quality to reach.</param>
    [SetsRequiredMembers]
    public RunResult(RunRecord run, double target)
        : base(run)
    {
        CurvePoint? reached = SmoothedCurve.FirstReaching(run.Curve, target);
        Target = target;
        SecondsToTarget = reached?.CpuSeconds;
        MultiplyAdds = run.ByTask(run.MultiplyAdds);
        MultiplyAddsToTargetByTask = reached is null ? null : run.ByTask(reached.MultiplyAdds);
        DevBest = run.Curve[run.BestPoint].Dev;
        DevTargetBest = SmoothedCurve.Best(run.Curve);
        Test = run.Test?.Value;
        TestMetric = run.Test?.Metric;
        TestSets = run.Test?.Sets ?? [];
        TestDetails = run.Test?.Details ?? new Dictionary<string, double>();
        CostFactors = run.ByTask(run.CostFactors);
        Tasks = run.Tasks;
        Curve = run.Curve;
        SmoothedDevTarget = [.. run.Curve.Select((_, point) => point == 0 ? (double?)null : SmoothedCurve.Quality(run.Curve, point))];
        BestPoint = run.BestPoint;
        DevLast = run.Curve[^1].Dev;
        PeakBytes = run.PeakBytes;
    }

    /// <summary>The quality that the run had to reach.</summary>
    public required double Target { get; init; }

    /// <summary>CPU seconds of training to the target; null when it was missed.</summary>
    public required double? SecondsToTarget { get; init; }

    /// <summary>CPU seconds of preparation, and of training to the target; null when it was missed.</summary>
    public double? SecondsToTargetWithPreparation => SecondsToTarget + PreparationSeconds;

    /// <summary>Multiply-adds of each task, by its name.</summary>
    public required IReadOnlyDictionary<string, long> MultiplyAdds { get; init; }

    /// <summary>Multiply-adds of all tasks to the target; null when it was missed.</summary>
    public long? MultiplyAddsToTarget => MultiplyAddsToTargetByTask?.Values.Sum();

    /// <summary>Multiply-adds of each task to the target, by its name; null when it was missed.</summary>
    public required IReadOnlyDictionary<string, long>? MultiplyAddsToTargetByTask { get; init; }

    /// <summary>The best quality on dev half A, that of the parameters kept by <c>best</c>.</summary>
    public required double DevBest { get; init; }

    /// <summary>The best smoothed quality on dev half B: STL's sets the target.</summary>
    public required double DevTargetBest { get; init; }

    /// <summary>The metric's value on test; null if there is no test data.</summary>
    public required double? Test { get; init; }

    /// <summary>The name of the metric on test; null if there is no test data.</summary>
    public required string? TestMetric { get; init; }

    /// <summary>By task the CPU time of a multiply-add as a multiple of the primary's, as a strategy that probes counts it; empty for any other.</summary>
    public IReadOnlyDictionary<string, double> CostFactors { get => field ?? new Dictionary<string, double>(); init; }

    /// <summary>The values of which <see cref="Test"/> is the mean, one for each set; empty if it is no mean over sets.</summary>
    public IReadOnlyList<SimilarityResult> TestSets { get => field ?? []; init; }

    /// <summary>Further metrics on test by their names, such as <c>macroF1</c>; empty without test data.</summary>
    public IReadOnlyDictionary<string, double> TestDetails { get => field ?? new Dictionary<string, double>(); init; }

    /// <summary>The tasks' names, the primary first: the order of the arrays in <see cref="Curve"/>.</summary>
    public IReadOnlyList<string> Tasks { get => field ?? []; init; }

    /// <summary>The curve, one point per evaluation; the first is before any step. Empty in results of versions that did not keep it.</summary>
    public IReadOnlyList<CurvePoint> Curve { get => field ?? []; init; }

    /// <summary>For each point of <see cref="Curve"/>, the smoothed quality on dev half B, which is compared with the target; null at the first point.</summary>
    public IReadOnlyList<double?> SmoothedDevTarget { get => field ?? []; init; }

    /// <summary>The index in <see cref="Curve"/> of <see cref="DevBest"/>.</summary>
    public int BestPoint { get; init; }

    /// <summary>The quality on dev half A at the run's end: how far it lies below <see cref="DevBest"/> shows overfitting. Null if it was not kept.</summary>
    public double? DevLast { get; init; }

    /// <summary>The peak of physical memory in bytes of the whole process until the run's end, earlier runs included; null if it was not kept.</summary>
    public long? PeakBytes { get; init; }
}
