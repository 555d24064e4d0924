using MT2ST.Training;

namespace MT2ST;

/// <summary>A look at a run while it goes: before and after its data is read, about ten times a second while it trains, and after each evaluation.</summary>
public sealed record RunProgress
{
    /// <summary>Primary epochs done, fractions included.</summary>
    public required double Epoch { get; init; }

    /// <summary>Primary epochs planned.</summary>
    public required double PlannedEpochs { get; init; }

    /// <summary>Primary examples trained on.</summary>
    public long Examples { get; init; }

    /// <summary>Seconds since training began, evaluations included.</summary>
    public double WallSeconds { get; init; }

    /// <summary>The task weights of the last step, the primary's first; empty before training.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Whether the data is about to be read: nothing else is known yet.</summary>
    public bool IsReading { get; init; }

    /// <summary>What was read, once, before training begins; else null.</summary>
    public DataSummary? Data { get; init; }

    /// <summary>The evaluation that has just been made; null between evaluations.</summary>
    public CurvePoint? Evaluation { get; init; }

    /// <summary>The measurement on dev of <see cref="Evaluation"/>; null between evaluations and without dev data.</summary>
    public Measurement? Dev { get; init; }

    /// <summary>The search for settings so far; null before and after it.</summary>
    public TuningReport? Tuning { get; init; }

    /// <summary>What the check for harm trains now, such as <c>alone</c>; null for the run itself.</summary>
    public string? Stage { get; init; }

    /// <summary>The share done, in [0, 1].</summary>
    public double Share => Math.Min(1, Epoch / PlannedEpochs);

    /// <summary>Primary examples per second so far.</summary>
    public double ExamplesPerSecond => WallSeconds > 0 ? Examples / WallSeconds : 0;

    /// <summary>Seconds left at the rate so far; null before anything is known.</summary>
    public double? SecondsLeft => Share > 0 ? WallSeconds * (1 - Share) / Share : null;
}
