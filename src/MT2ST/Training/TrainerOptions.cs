using MT2ST.Schedules;

namespace MT2ST.Training;

/// <summary>The options of a training run.</summary>
internal sealed record TrainerOptions
{
    /// <summary>The name of the run's row.</summary>
    public required string Name { get; init; }

    /// <summary>The seed of order and sampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Training threads, at least 1; one is reproducible bit by bit.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Planned primary epochs, above 0.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>Evaluations per primary epoch; 0 evaluates only before the first step and at the end.</summary>
    public double EvaluationsPerEpoch { get; init; } = 2;

    /// <summary>Evaluations without a better dev quality after which the run stops; 0 never stops it.</summary>
    public int Patience { get; init; }

    /// <summary>Whether the parameters of the best dev quality are kept, not the last ones.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>What weights act on.</summary>
    public Execution Execution { get; init; } = Execution.Sample;

    /// <summary>Whether the shared table stays as it starts.</summary>
    public bool Freeze { get; init; }

    /// <summary>Whether the shared table is fixed from the switch on, the first step at which no auxiliary has weight any more.</summary>
    public bool FreezeAfterSwitch { get; init; }

    /// <summary>Whether all tasks' gradients of a step are taken at one point instead of tasks updating in turn.</summary>
    public bool Joint { get; init; }

    /// <summary>Whether strategies that probe count multiply-adds by the CPU time that they take, measured at the start for tasks that do not give it.</summary>
    public bool MeasuresCosts { get; init; }

    /// <summary>CPU seconds spent earlier on reading, counting and indexing.</summary>
    public double PreparationSeconds { get; init; }
}
