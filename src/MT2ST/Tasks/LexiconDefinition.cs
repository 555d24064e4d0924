using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>lexicon</c> task: see <see cref="LexiconTask{T}"/>.</summary>
internal sealed class LexiconDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.TagsOrLabels;

    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.1,
        BatchSize = 32,
    };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.LexiconOptions); // Rejects settings: the task has none.

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckSettings(context.Settings);
        return new LexiconTask<T>(context);
    }
}
