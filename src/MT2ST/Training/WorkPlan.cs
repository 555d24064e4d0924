using MT2ST.Schedules;

namespace MT2ST.Training;

/// <summary>Turns task weights into work: which tasks run in a step, and how many of their examples.</summary>
/// <remarks>
/// With <see cref="Execution.Sample"/> an auxiliary earns <c>units * gamma</c> examples for each primary example of the step;
/// the fraction beyond whole examples is carried to the next step, so that the sum over steps is right within one example.
/// A weight below the cut-off is 0 unless the task has a floor, and a task of weight 0 is not in the plan.
/// </remarks>
/// <param name="primaryBatch">Primary examples per step, at least 1.</param>
/// <param name="auxiliaries">The auxiliaries' settings.</param>
/// <param name="units">Examples of each auxiliary for one primary example at weight 1, above 0; fractions are carried over.</param>
/// <param name="execution">What a weight acts on.</param>
internal sealed class WorkPlan(int primaryBatch, IReadOnlyList<TaskOptions> auxiliaries, IReadOnlyList<double> units, Execution execution)
{
    private readonly double[] _credits = new double[auxiliaries.Count];
    private readonly PlannedWork[] _work = new PlannedWork[1 + auxiliaries.Count];
    private int _count;

    /// <summary>The work of the step, the primary first.</summary>
    public ReadOnlySpan<PlannedWork> Work => _work.AsSpan(0, _count);

    /// <summary>Plans the next step.</summary>
    /// <param name="weights">The schedule's weights, <c>[1 + auxiliaries]</c>; set to those in effect, after floor and cut-off.</param>
    public void Fill(Span<double> weights) => Fill(weights, primaryBatch);

    /// <summary>Plans a step that may be smaller than the others, as the last one is.</summary>
    /// <param name="weights">As above.</param>
    /// <param name="primaryExamples">Primary examples of this step, at least 1.</param>
    public void Fill(Span<double> weights, int primaryExamples)
    {
        _count = 0;
        if (weights[0] > 0)
            _work[_count++] = new PlannedWork(0, primaryExamples, weights[0]);
        for (int k = 0; k < auxiliaries.Count; k++)
        {
            double weight = weights[1 + k] = InEffect(weights[1 + k], auxiliaries[k]);
            if (weight == 0)
                continue;
            _credits[k] += units[k] * primaryExamples * (execution == Execution.Sample ? weight : 1);
            int examples = (int)_credits[k];
            _credits[k] -= examples;
            if (examples > 0)
                _work[_count++] = new PlannedWork(1 + k, examples, execution == Execution.Sample ? 1 : weight);
        }
    }

    private static double InEffect(double weight, TaskOptions auxiliary)
    {
        double floored = Math.Max(weight, auxiliary.GammaMin);
        return floored < auxiliary.CutOff * auxiliary.Gamma0 && auxiliary.GammaMin == 0 ? 0 : floored;
    }
}

/// <summary>One task's part of a step.</summary>
/// <param name="Task">The task's index; 0 is the primary.</param>
/// <param name="ExampleCount">How many of its examples, at least 1.</param>
/// <param name="Weight">The factor of the update, above 0.</param>
internal readonly record struct PlannedWork(int Task, int ExampleCount, double Weight);
