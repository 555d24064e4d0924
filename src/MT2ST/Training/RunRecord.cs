using System.Text.Json.Serialization;
using MT2ST.Corpora.Pairs;
using MT2ST.Schedules.Probing;
using MT2ST.Training;

namespace MT2ST;

/// <summary>The record of a finished run.</summary>
public sealed record RunRecord : RunFigures
{
    /// <summary>The name of the run's row in a comparison, by default its strategy's.</summary>
    public required string Name { get; init; }

    /// <summary>The tasks' names, the primary first: the order of all arrays by task.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>The parameters that several tasks train together, the table first.</summary>
    public IReadOnlyList<SharedParameter> Shared { get; init; } = [];

    /// <summary>The curve, one point per evaluation; the first is before any step.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>Passes over the primary's training data when the run ended, fractions included; 0 in records of earlier versions.</summary>
    public double Epochs { get; init; }

    /// <summary>The best quality on dev, greater is better (a loss is negated); null without dev data.</summary>
    [JsonIgnore]
    public double? DevBest => Data?.HasDev == false ? null : Curve[BestPoint].Dev;

    /// <summary>The quality on dev at the parameters kept, greater is better.</summary>
    [JsonIgnore]
    internal double KeptDev => Kept == "best" ? Curve[BestPoint].Dev : Curve[^1].Dev;

    /// <summary>Multiply-adds, by task.</summary>
    public required IReadOnlyList<long> MultiplyAdds { get; init; }

    /// <summary>Examples (tokens, pairs, texts, sentences) trained on, by task.</summary>
    public required IReadOnlyList<long> Examples { get; init; }

    /// <summary>The index in <see cref="Curve"/> of the best dev quality.</summary>
    public required int BestPoint { get; init; }

    /// <summary>Which parameters were kept: <c>best</c> (on dev) or <c>last</c>.</summary>
    public required string Kept { get; init; }

    /// <summary>By task the CPU time of a multiply-add as a multiple of the primary's, as a strategy that probes counts it; empty for any other.</summary>
    public IReadOnlyList<double> CostFactors { get; init; } = [];

    /// <summary>The probes that the strategy asked for; their cost is included in the run's counts and seconds.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>The measurement on dev at <see cref="BestPoint"/>; null without dev data and in records of earlier versions.</summary>
    public Measurement? Dev { get; init; }

    /// <summary>The measurement on test at the parameters kept; null if there is no test data, or the run was cancelled before the measurement ended.</summary>
    public Measurement? Test { get; init; }

    /// <summary>How many words started from given vectors; null if all started at random.</summary>
    public InitialCoverage? Initial { get; init; }

    /// <summary>The auxiliaries that did not take part, since the strategy trains the primary alone.</summary>
    public IReadOnlyList<string> LeftOut { get => field ?? []; init; } = [];

    /// <summary>By auxiliary the switch point, in epochs or <c>auto</c>, that had not come when the run ended: the auxiliary ran to the end.</summary>
    public IReadOnlyDictionary<string, string> UnreachedSwitches { get => field ?? new Dictionary<string, string>(); init; } = new Dictionary<string, string>();

    /// <summary>The pairs of words that tasks over pairs trained on, and those excluded.</summary>
    public IReadOnlyList<PairUsage> Pairs { get; init; } = [];

    /// <summary>Warnings about the measurements; may be empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The search for settings before the run; null if there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TuningReport? Tuning { get; init; }

    /// <summary>The check for harm before the run, with and without auxiliaries as its two trials; null if there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TuningReport? HarmCheck { get; init; }

    /// <summary>What was made smaller so that the model stays below its size limit, in words; empty if nothing was.</summary>
    public IReadOnlyList<string> Reductions { get => field ?? []; init; } = [];

    /// <summary>What was read; null in records of earlier versions.</summary>
    public DataSummary? Data { get; init; }

    /// <summary>The process's peak of physical memory in bytes.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Values in the order of <see cref="Tasks"/> by the tasks' names.</summary>
    /// <param name="values">One value per task, or none at all.</param>
    public IReadOnlyDictionary<string, TValue> ByTask<TValue>(IReadOnlyList<TValue> values) =>
        Tasks.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
}

/// <summary>The state of a run at one evaluation. Arrays are by task: the primary first, then the auxiliaries in order.</summary>
public sealed record CurvePoint
{
    /// <summary>Steps (of one primary batch) planned so far, including those in which the primary had weight 0.</summary>
    public required long Step { get; init; }

    /// <summary>Passes over the primary's training data so far, fractions included.</summary>
    public required double Epoch { get; init; }

    /// <summary>CPU seconds of the run's own threads in training, without preparation and evaluation on the grid.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Wall-clock seconds in training, without preparation and evaluation on the grid.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>CPU seconds spent so far in evaluations on the grid.</summary>
    public required double EvaluationSeconds { get; init; }

    /// <summary>Multiply-adds so far, by task.</summary>
    public required IReadOnlyList<long> MultiplyAdds { get; init; }

    /// <summary>Examples trained on so far, by task.</summary>
    public required IReadOnlyList<long> Examples { get; init; }

    /// <summary>The task weights of the last step, gamma_k(t) by task.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>By task, the mean training loss of a term (a word pair, a token or a text: see the task) in nats, since the previous point or since the start of the probe that the run adopted; null for a task that did not run.</summary>
    public required IReadOnlyList<double?> Losses { get; init; }

    /// <summary>The quality on dev half A (all of dev if it is not halved), greater is better: it drives stopping and tuning.</summary>
    public required double Dev { get; init; }

    /// <summary>The quality on dev half B, which sets and judges the target; equal to <see cref="Dev"/> if dev is not halved.</summary>
    public required double DevTarget { get; init; }
}
