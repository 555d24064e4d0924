using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>The <c>relation</c> task: see <see cref="RelationTask{T}"/>.</summary>
public sealed class RelationDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public bool StreamsText => true;

    /// <inheritdoc/>
    public bool ReadsPairs => true;

    /// <inheritdoc/>
    public string UnnamedFormat => BuiltInCorpora.Pairs;

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
        settings.Read(TaskJson.Default.RelationOptions).Validate();
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new RelationTask<T>(context, context.Settings.Read(TaskJson.Default.RelationOptions));
    }
}
