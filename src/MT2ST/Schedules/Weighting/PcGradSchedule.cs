using MT2ST.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Schedules.Weighting;

/// <summary>PCGrad: the part of a task's gradient that opposes another task's is removed.</summary>
/// <remarks>
/// For each task i and every other task j in random order: where g_i . g_j &lt; 0, g_i -= (g_i . g_j / |g_j|²) g_j, with g_j as it
/// was before any projection (Yu et al. 2020, algorithm 1), over the shared rows. Weights are gamma_k0. Accumulators see the
/// projected gradient, each task's its own.
/// </remarks>
internal sealed class PcGradSchedule(ScheduleContext run) : ISchedule, IGradientCombiner
{
    /// <inheritdoc/>
    IGradientCombiner? ISchedule.Combiner(Progress progress) => this;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        weights.Fill(1);
        run.ScaleByGamma0(weights);
    }

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = gradients.Tasks.Count;
        Span<double> squares = stackalloc double[count];
        Span<int> order = stackalloc int[count];
        for (int i = 0; i < count; i++)
        {
            squares[i] = gradients.Dot(gradients.Tasks[i], gradients.Tasks[i]);
            order[i] = i;
        }
        gradients.KeepOriginals();
        ulong seed = SeededRandom.NumberAt(run.Seed, (ulong)progress.Steps);
        for (int i = 0; i < count; i++)
        {
            Shuffle(order, SeededRandom.NumberAt(seed, (ulong)i));
            Project(gradients, i, order, squares);
        }
    }

    private static void Project<T>(JointGradients<T> gradients, int i, ReadOnlySpan<int> order, ReadOnlySpan<double> squares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int task = gradients.Tasks[i];
        foreach (int j in order)
        {
            if (j == i)
                continue;
            double dot = gradients.DotWithOriginal(task, gradients.Tasks[j]);
            if (dot < 0)
                gradients.AddOriginal(task, -dot / squares[j], gradients.Tasks[j]);
        }
    }

    private static void Shuffle(Span<int> order, ulong seed)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)(SeededRandom.NumberAt(seed, (ulong)i) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}

/// <summary>The <c>pcgrad</c> strategy: see <see cref="PcGradSchedule"/>.</summary>
public sealed partial record PcGradOptions : StrategyOptions
{
    /// <inheritdoc/>
    public override string Name => "pcgrad";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new PcGradSchedule(run);
}
