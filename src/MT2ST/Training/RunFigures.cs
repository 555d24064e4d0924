using System.Text.Json.Serialization;

namespace MT2ST.Training;

/// <summary>The measurements of a run that its own record and the results of a comparison have in common.</summary>
public abstract record RunFigures
{
    /// <summary>The seed of initialisation, order and sampling.</summary>
    [JsonPropertyOrder(-1)] // These first, as they are written first.
    public required ulong Seed { get; init; }

    /// <summary>CPU seconds of the run's own threads in training.</summary>
    [JsonPropertyOrder(-1)]
    public required double CpuSeconds { get; init; }

    /// <summary>CPU seconds of reading, counting and indexing the data that this run uses.</summary>
    [JsonPropertyOrder(-1)]
    public required double PreparationSeconds { get; init; }

    /// <summary>Wall-clock seconds in training.</summary>
    [JsonPropertyOrder(-1)]
    public required double WallSeconds { get; init; }

    /// <summary>CPU seconds in evaluations on the grid, which <see cref="CpuSeconds"/> does not include.</summary>
    [JsonPropertyOrder(-1)]
    public required double EvaluationSeconds { get; init; }

    /// <summary>Steps (of one primary batch), including those in which the primary had weight 0.</summary>
    [JsonPropertyOrder(-1)]
    public required long Steps { get; init; }

    /// <summary>Why the run ended: <c>finished</c>, <c>patience</c> or <c>cancelled</c>.</summary>
    [JsonPropertyOrder(-1)]
    public required string Ended { get; init; }

    /// <summary>The auxiliaries that probes had switched off when the run ended.</summary>
    public IReadOnlyList<string> SwitchedOff { get => field ?? []; init; }

    /// <summary>CPU seconds that a teacher took, once, for the targets that the run reads; no other figure includes them. Null if there are none, or <c>mt2st teach</c> left no report beside them.</summary>
    public double? TeacherSeconds { get; init; }

    /// <summary>The name of the metric on dev, such as <c>accuracy</c>; null without dev data, and in records of earlier versions.</summary>
    public string? DevMetric { get; init; }

    /// <summary>The quality on as many training documents as dev has, at the parameters kept, greater is better: how far it lies above dev's is the train-dev gap. Null if it was not measured.</summary>
    public double? TrainQuality { get; init; }
}
