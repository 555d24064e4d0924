namespace MT2ST.Training;

/// <summary>A loss became infinite or not a number.</summary>
/// <param name="step">The step in which it happened.</param>
/// <param name="task">The task whose loss it was.</param>
/// <param name="rate">The learning rate of the table in that step.</param>
public sealed class TrainingDivergedException(long step, string task, double rate)
    : Exception(FormattableString.Invariant($"Training diverged at step {step}: the loss of task '{task}' is not finite at learning rate {rate:g4}. Try a lower rate."))
{
    /// <summary>The step in which it happened.</summary>
    public long Step { get; } = step;

    /// <summary>The task whose loss it was.</summary>
    public string Task { get; } = task;

    /// <summary>The learning rate of the table in that step.</summary>
    public double Rate { get; } = rate;
}
