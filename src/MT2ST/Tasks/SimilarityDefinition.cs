using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>The <c>similarity</c> task: see <see cref="SimilarityTask{T}"/>.</summary>
public sealed class SimilarityDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Scores;

    /// <inheritdoc/>
    public bool ReadsPairs => true;

    /// <inheritdoc/>
    public string UnnamedFormat => BuiltInCorpora.Scores;

    /// <inheritdoc/>
    public TaskDefaults Defaults { get; } = new()
    {
        Rate = 0.05,
        BatchSize = 32,
        DropsUnknownWords = true,
    };

    /// <inheritdoc/>
    public void CheckSettings(IOwnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Read(TaskJson.Default.SimilarityOptions).Validate();
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SimilarityTask<T>(context, context.Settings.Read(TaskJson.Default.SimilarityOptions));
    }
}
