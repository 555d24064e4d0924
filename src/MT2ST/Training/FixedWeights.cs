using MT2ST.Schedules;

namespace MT2ST.Training;

/// <summary>The schedule of a probe: the same weights in every step, tasks updating in turn.</summary>
internal sealed class FixedWeights(IReadOnlyList<double> weights) : ISchedule
{
    public bool UsesAuxiliaries => true;

    public void SetWeights(Progress progress, Observations observed, Span<double> target)
    {
        for (int task = 0; task < weights.Count; task++)
            target[task] = weights[task];
    }
}
