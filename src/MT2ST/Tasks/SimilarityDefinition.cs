using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>The <c>similarity</c> task: see <see cref="SimilarityTask{T}"/>.</summary>
internal sealed class SimilarityDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Scores;

    public bool ReadsPairs => true;

    public string UnnamedFormat => BuiltInCorpora.Scores;

    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.05,
        BatchSize = 32,
        DropsUnknownWords = true,
    };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.SimilarityOptions).Validate();

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new SimilarityTask<T>(context, context.Settings.Read(TaskJson.Default.SimilarityOptions));
}
