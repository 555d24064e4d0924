namespace MT2ST.Tasks;

/// <summary>What a task uses where the run does not say.</summary>
public sealed record TaskDefaults
{
    /// <summary>What tasks over raw text have in common: short steps, rare words left out.</summary>
    internal static TaskDefaults RawText { get; } = new() { Rate = 0.05, BatchSize = 1000, MinimumCount = 5, DropsUnknownWords = true };

    /// <summary>The optimizer of rows, by its name in the catalog.</summary>
    public string RowOptimizer { get; init; } = "adagrad";

    /// <summary>The learning rate of rows.</summary>
    public required double Rate { get; init; }

    /// <summary>The optimizer of the head, by its name in the catalog.</summary>
    public string HeadOptimizer { get; init; } = "adam";

    /// <summary>The learning rate of the head.</summary>
    public double HeadRate { get; init; } = 0.002;

    /// <summary>Whether the rates fall linearly over the run.</summary>
    public bool LinearDecay { get; init; }

    /// <summary>Examples a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How often a word must occur in the task's data to be in the vocabulary.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>Whether words outside the vocabulary are left out (raw text) instead of being read as unknown.</summary>
    public bool DropsUnknownWords { get; init; }
}
