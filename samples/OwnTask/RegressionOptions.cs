using MT2ST;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace OwnTask;

/// <summary>The <c>regression</c> task: see <see cref="RegressionTask{T}"/>.</summary>
/// <remarks>
/// The record is partial: the generator adds the list of its settings, so that <c>delta</c> is read from run files, checked
/// and written without another line of code.
/// </remarks>
public sealed partial record RegressionOptions : TaskOptions
{
    /// <summary>The error beyond which the loss grows in a straight line; null for a squared error all the way.</summary>
    [Within("(0, inf)")]
    public double? Delta { get; init; }

    /// <inheritdoc/>
    public override string Task => "regression";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Scores; // Each label is a number; dev and test may have numbers that training has not.

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() { Rate = 0.05, HeadRate = 0.01, BatchSize = 16 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new RegressionTask<T>(context, this);
}
