using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>classification</c> task: see <see cref="ClassificationTask{T}"/>.</summary>
public sealed class ClassificationDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Labels;

    /// <inheritdoc/>
    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.1,
        HeadRate = 0.001,
        BatchSize = 32,
    };

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.ClassificationOptions).Validate(settings.Encoders);
    }

    /// <inheritdoc/>
    public bool WantsAllLabels(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Read(TaskJson.Default.ClassificationOptions).MultiLabel;
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ClassificationTask<T>(context, context.Settings.Read(TaskJson.Default.ClassificationOptions));
    }
}
