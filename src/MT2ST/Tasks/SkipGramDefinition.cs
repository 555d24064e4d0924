using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>skipgram</c> task: see <see cref="SkipGramTask{T}"/>.</summary>
public sealed class SkipGramDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public bool StreamsText => true;

    /// <inheritdoc/>
    public TaskDefaults Defaults { get; } = TaskDefaults.RawText with { RowOptimizer = "sgd", LinearDecay = true };

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.SkipGramOptions).Validate();
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SkipGramTask<T>(context, context.Settings.Read(TaskJson.Default.SkipGramOptions));
    }
}
