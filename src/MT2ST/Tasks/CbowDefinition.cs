using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>The <c>cbow</c> task: see <see cref="CbowStep{T}"/>.</summary>
internal sealed class CbowDefinition : ITaskDefinition
{
    public TaskNeeds Needs => TaskNeeds.Text;

    public bool StreamsText => true;

    public TaskDefaults Defaults { get; } = TaskDefaults.RawText with
    {
        RowOptimizer = "sgd",
        LinearDecay = true,
        Rate = 0.05, // fastText's.
    };

    public void CheckSettings(IOwnSettings settings) => settings.Read(TaskJson.Default.NegativeSamplingOptions).Validate();

    public ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new NegativeSamplingTask<T, CbowStep<T>>(context, context.Settings.Read(TaskJson.Default.NegativeSamplingOptions));
}
