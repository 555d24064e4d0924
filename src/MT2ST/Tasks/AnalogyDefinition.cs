using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>The <c>analogy</c> task: see <see cref="AnalogyTask{T}"/>.</summary>
internal sealed class AnalogyDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Text;

    public string UnnamedFormat => BuiltInCorpora.Questions;

    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.05,
        BatchSize = 32,
        DropsUnknownWords = true,
    };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.AnalogyOptions).Validate();

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new AnalogyTask<T>(context, context.Settings.Read(TaskJson.Default.AnalogyOptions));
}
