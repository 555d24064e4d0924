namespace MT2ST.Training;

/// <summary>A loss became infinite or not a number.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception without details.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="step">The step in which it happened.</param>
    /// <param name="task">The task whose loss it was.</param>
    /// <param name="rate">The learning rate of the table in that step.</param>
    public TrainingDivergedException(long step, string task, double rate)
        : base(FormattableString.Invariant($"Training diverged at step {step}: the loss of task '{task}' is not finite at learning rate {rate:g4}. Try a lower rate."))
    {
        Step = step;
        Task = task;
        Rate = rate;
    }

    /// <summary>The step in which it happened.</summary>
    public long Step { get; }

    /// <summary>The task whose loss it was.</summary>
    public string Task { get; } = "";

    /// <summary>The learning rate of the table in that step.</summary>
    public double Rate { get; }
}
