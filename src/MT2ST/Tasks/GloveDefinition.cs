using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>glove</c> task: see <see cref="GloveTask{T}"/>.</summary>
internal sealed class GloveDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Text;

    public TaskDefaults Defaults => TaskDefaults.RawText;

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.GloveOptions).Validate();

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new GloveTask<T>(context, context.Settings.Read(TaskJson.Default.GloveOptions));
}
