namespace MT2ST.Schedules.Weighting;

/// <summary>Weights of tasks from scores.</summary>
internal static class TaskSoftmax
{
    /// <summary>w_i = N exp(z_i) / sum_j exp(z_j), in place: the mean weight is 1, so that learning rates keep their meaning.</summary>
    /// <param name="scores">z, <c>[N]</c>; afterwards the weights.</param>
    public static void Apply(Span<double> scores)
    {
        double greatest = TensorPrimitives.Max<double>(scores); // Keeps exp finite.
        double sum = 0;
        foreach (ref double score in scores)
            sum += score = Math.Exp(score - greatest);
        foreach (ref double score in scores)
            score *= scores.Length / sum;
    }
}
