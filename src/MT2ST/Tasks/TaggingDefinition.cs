using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>tagging</c> task: see <see cref="TaggingTask{T}"/>.</summary>
public sealed class TaggingDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Tags;

    /// <inheritdoc/>
    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.1,
        BatchSize = 1,
    };

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.TaggingOptions).Validate(settings.Encoders);
    }

    /// <inheritdoc/>
    public bool WantsWordFeatures(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Read(TaskJson.Default.TaggingOptions).EncoderAmong(settings.Encoders).Affixes;
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new TaggingTask<T>(context, context.Settings.Read(TaskJson.Default.TaggingOptions));
    }
}
