namespace MT2ST.Training;

/// <summary>Where a run stood at one evaluation. Arrays are by task: the primary first, then the auxiliaries in order.</summary>
public sealed record CurvePoint
{
    /// <summary>Steps (of one primary batch) planned so far, those in which the primary had weight 0 included.</summary>
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

    /// <summary>The mean training loss of a term (a word pair, a token or a text: see the task) since the previous point, or the start of the probe from which the run went on since, in nats, by task; null for a task that did not run.</summary>
    public required IReadOnlyList<double?> Losses { get; init; }

    /// <summary>The quality on dev half A (all of dev where it is not halved), greater is better: it drives stopping and tuning.</summary>
    public required double Dev { get; init; }

    /// <summary>The quality on dev half B, which sets and judges the target; equal to <see cref="Dev"/> where dev is not halved.</summary>
    public required double DevTarget { get; init; }
}
