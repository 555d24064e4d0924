using MT2ST.Numerics;

namespace MT2ST.Schedules.Weighting;

/// <summary>Random loss weighting: every step draws the weights of all tasks anew.</summary>
/// <remarks>
/// w = N softmax(z), z_i standard normal (Lin et al. 2022, where weights sum to 1; here to N, the number of tasks). The primary's
/// weight is w_0, an auxiliary's gamma_k0 w_k. z follows from the seed and the number of the step alone, by the transform of
/// Box and Muller (1958).
/// </remarks>
internal sealed class RandomSchedule(ScheduleContext run) : ISchedule
{
    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ulong seed = SeededRandom.NumberAt(run.Seed, (ulong)progress.Steps);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Normal(seed, (ulong)i);
        TaskSoftmax.Apply(weights);
        run.ScaleByGamma0(weights);
    }

    private static double Normal(ulong seed, ulong index)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(seed, 2 * index))); // 1 - u is above 0.
        return radius * Math.Cos(2 * Math.PI * Uniform(seed, (2 * index) + 1));
    }

    private static double Uniform(ulong seed, ulong index) => (SeededRandom.NumberAt(seed, index) >> 11) * (1.0 / (1UL << 53));
}

/// <summary>The <c>random</c> strategy: see <see cref="RandomSchedule"/>.</summary>
public sealed partial record RandomOptions : StrategyOptions
{
    /// <inheritdoc/>
    public override string Name => "random";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new RandomSchedule(run);
}
