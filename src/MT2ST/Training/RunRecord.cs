using MT2ST.Corpora;
using MT2ST.Evaluation;
using MT2ST.Schedules;

namespace MT2ST.Training;

/// <summary>What a finished run reports of itself.</summary>
public sealed record RunRecord
{
    /// <summary>The name of the run's row in a comparison, by default its strategy's.</summary>
    public required string Name { get; init; }

    /// <summary>The seed of initialisation, order and sampling.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The tasks' names, the primary first: the order of all arrays by task.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>What several tasks train together, the table first.</summary>
    public IReadOnlyList<SharedParameter> Shared { get; init; } = [];

    /// <summary>The curve, one point an evaluation; the first is before any step.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>CPU seconds of reading, counting and encoding the data that this run uses.</summary>
    public required double PreparationSeconds { get; init; }

    /// <summary>CPU seconds of the run's own threads in training.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Wall-clock seconds in training.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>CPU seconds in evaluations on the grid, which <see cref="CpuSeconds"/> does not hold.</summary>
    public required double EvaluationSeconds { get; init; }

    /// <summary>Steps (of one primary batch), those in which the primary had weight 0 included.</summary>
    public required long Steps { get; init; }

    /// <summary>Multiply-adds, by task.</summary>
    public required IReadOnlyList<long> MultiplyAdds { get; init; }

    /// <summary>Examples (tokens, pairs, texts, sentences) trained on, by task.</summary>
    public required IReadOnlyList<long> Examples { get; init; }

    /// <summary>The index in <see cref="Curve"/> of the best dev quality.</summary>
    public required int BestPoint { get; init; }

    /// <summary>Which parameters were kept: <c>best</c> (on dev) or <c>last</c>.</summary>
    public required string Kept { get; init; }

    /// <summary>Why the run ended: <c>finished</c>, <c>patience</c> or <c>cancelled</c>.</summary>
    public required string Ended { get; init; }

    /// <summary>By task the CPU time of a multiply-add as a multiple of the primary's, as a strategy that probes counts it; empty for any other.</summary>
    public IReadOnlyList<double> CostFactors { get; init; } = [];

    /// <summary><see cref="CostFactors"/> by the tasks' names.</summary>
    public IReadOnlyDictionary<string, double> NamedCostFactors() => Tasks.Zip(CostFactors).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    /// <summary>The probes that the strategy asked for; what they cost is in the run's counts and seconds.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>The auxiliaries that probes had switched off when the run ended.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>The measurement on test at the parameters kept; null where there is no test data, or the run was cancelled before the measurement ended.</summary>
    public Measurement? Test { get; init; }

    /// <summary>The quality on some of the training data at the parameters kept, greater is better; null where it was not measured.</summary>
    public double? TrainQuality { get; init; }

    /// <summary>How much started from given vectors; null where all started at random.</summary>
    public InitialCoverage? Initial { get; init; }

    /// <summary>Which pairs of words the tasks over pairs trained on and which were excluded.</summary>
    public IReadOnlyList<PairUsage> Pairs { get; init; } = [];

    /// <summary>What a reader must know to believe the measurements; empty where there is nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The process's peak of physical memory in bytes.</summary>
    public required long PeakBytes { get; init; }
}
