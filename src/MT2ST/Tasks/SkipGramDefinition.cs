using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>skipgram</c> task: see <see cref="SkipGramStep{T}"/>.</summary>
internal sealed class SkipGramDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Text;

    public bool StreamsText => true;

    public TaskDefaults Defaults { get; } = TaskDefaults.RawText with { RowOptimizer = "sgd", LinearDecay = true };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.NegativeSamplingOptions).Validate();

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new NegativeSamplingTask<T, SkipGramStep<T>>(context, context.Settings.Read(TaskJson.Default.NegativeSamplingOptions));
}
