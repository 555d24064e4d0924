using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>classification</c> task: see <see cref="ClassificationTask{T}"/>.</summary>
internal sealed class ClassificationDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Labels;

    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.1,
        HeadRate = 0.001,
        BatchSize = 32,
    };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.ClassificationOptions).Validate(settings.Encoders);

    public bool WantsAllLabels(IOwnSettings settings) => settings.Read(TaskJson.Default.ClassificationOptions).MultiLabel;

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new ClassificationTask<T>(context, context.Settings.Read(TaskJson.Default.ClassificationOptions));
}
