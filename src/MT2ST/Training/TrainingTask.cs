using MT2ST.Optimization;
using MT2ST.Tasks;

namespace MT2ST.Training;

/// <summary>A task with its optimizers, rates and batch size, for the trainer.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed record TrainingTask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The task.</summary>
    public required ITask<T> Task { get; init; }

    /// <summary>The optimizer of touched rows.</summary>
    public required IRowOptimizer<T> RowOptimizer { get; init; }

    /// <summary>The optimizer of the head and the encoder.</summary>
    public required IDenseOptimizer<T> HeadOptimizer { get; init; }

    /// <summary>The learning rate of rows, at least 0; at 0 they do not change.</summary>
    public required double Rate { get; init; }

    /// <summary>The learning rate of head and encoder, at least 0; at 0 they do not change.</summary>
    public required double HeadRate { get; init; }

    /// <summary>Whether both rates fall linearly to a ten-thousandth over the planned epochs, as word2vec's does.</summary>
    public bool LinearDecay { get; init; }

    /// <summary>Examples per batch, at least 1; for the primary also the examples of a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Examples for one primary example at weight 1, above 0; not used for the primary.</summary>
    public double Units { get; init; } = 1;

    /// <summary>The task's settings: those of an auxiliary's weight and cost.</summary>
    public required TaskOptions Options { get; init; }

    /// <summary>Measures the run on dev and test data; null if there is none. Only that of the primary is used.</summary>
    internal IQualityMeasure<T>? Quality { get; init; }
}
