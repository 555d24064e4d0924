using System.Numerics;
using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>The <c>analogy</c> task: see <see cref="AnalogyTask{T}"/>.</summary>
public sealed class AnalogyDefinition : ITaskDefinition
{
    /// <inheritdoc/>
    public TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public string UnnamedFormat => BuiltInCorpora.Questions;

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
        settings.Read(TaskJson.Default.AnalogyOptions).Validate();
    }

    /// <inheritdoc/>
    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return new AnalogyTask<T>(context, context.Settings.Read(TaskJson.Default.AnalogyOptions));
    }
}
