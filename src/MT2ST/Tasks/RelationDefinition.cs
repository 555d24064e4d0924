using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>The <c>relation</c> task: see <see cref="RelationTask{T}"/>.</summary>
internal sealed class RelationDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Text;

    public bool StreamsText => true;

    public bool ReadsPairs => true;

    public string UnnamedFormat => BuiltInCorpora.Pairs;

    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.05,
        BatchSize = 32,
        DropsUnknownWords = true,
    };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.RelationOptions).Validate();

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new RelationTask<T>(context, context.Settings.Read(TaskJson.Default.RelationOptions));
}
