using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>glove</c> task: see <see cref="GloveTask{T}"/>.</summary>
public sealed class GloveDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public TaskDefaults Defaults => TaskDefaults.RawText;

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.GloveOptions).Validate();
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new GloveTask<T>(context, context.Settings.Read(TaskJson.Default.GloveOptions));
    }
}
