using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>cbow</c> task: see <see cref="CbowTask{T}"/>.</summary>
public sealed class CbowDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public bool StreamsText => true;

    /// <inheritdoc/>
    public TaskDefaults Defaults { get; } = TaskDefaults.RawText with
    {
        RowOptimizer = "sgd",
        LinearDecay = true,
        Rate = 0.05, // fastText's.
    };

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.CbowOptions).Validate();
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new CbowTask<T>(context, context.Settings.Read(TaskJson.Default.CbowOptions));
    }
}
