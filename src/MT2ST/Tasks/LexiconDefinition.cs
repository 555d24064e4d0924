using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>lexicon</c> task: see <see cref="LexiconTask{T}"/>.</summary>
public sealed class LexiconDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.TagsOrLabels;

    /// <inheritdoc/>
    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.1,
        BatchSize = 32,
    };

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.LexiconOptions); // Rejects settings: the task has none.
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        CheckSettings(context.Settings);
        return new LexiconTask<T>(context);
    }
}
