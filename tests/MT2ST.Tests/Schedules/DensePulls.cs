using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Schedules;
using MT2ST.Tests.Training;
using MT2ST.Training;

namespace MT2ST.Tests.Schedules;

/// <summary>A primary that pulls four rows and auxiliaries that pull three of them elsewhere: by the trainer, and dense in plain loops.</summary>
/// <param name="taskCount">How many tasks, 2 or 3.</param>
internal sealed class DensePulls(int taskCount)
{
    public const int Steps = 8;
    private const int Rows = 4;
    private const int Dimensions = 2;
    private const double Rate = 0.05;

    private static readonly double[] Strengths = [1, 2.5, 0.4];

    // The first auxiliary pulls rows 0 and 2 against the primary and row 1 with it; row 3 is the primary's alone.
    private static readonly double[][][] Targets =
    [
        [[1, 0.5], [0.8, -0.2], [-0.5, 1], [0.3, 0.3]],
        [[-1, -0.7], [0.9, -0.4], [0.6, -0.8]],
        [[0.2, 0.9], [-0.3, 0.1], [0.7, 0.2]],
    ];

    /// <summary>The rows after the trainer has run a schedule, in double, each step all examples of every task.</summary>
    public double[] Train(ISchedule schedule)
    {
        EmbeddingTable<double> table = NewTable();
        TrainingTask<double>[] tasks = [.. Enumerable.Range(0, taskCount).Select(k =>
            FixtureRuns.Training(new PullTask($"pull{k}", table, Strengths[k], Targets[k]), "sgd", "sgd", Rate, batch: Rows) with { Units = 0.75 })];
        FixtureRuns.Run(tasks, new TrainerOptions { Name = "run", Epochs = Steps, Execution = Execution.Scale, KeepBest = false, Joint = true }, schedule);
        return Values(table);
    }

    /// <summary>The rows after plain steps x -= rate sum_k w_k g_k.</summary>
    /// <param name="weigh">Gives the weights of a step from its losses (means of terms) and gradients (sums), which it may change.</param>
    public double[] Reference(Func<double[], double[][], double[]> weigh)
    {
        double[] x = Values(NewTable());
        for (int step = 0; step < Steps; step++)
        {
            double[][] gradients = [.. Enumerable.Range(0, taskCount).Select(k => Gradient(x, k))];
            double[] losses = [.. gradients.Select((gradient, k) => gradient.Sum(g => g * g) / (2 * Strengths[k] * Targets[k].Length))];
            double[] weights = weigh(losses, gradients);
            for (int i = 0; i < x.Length; i++)
                for (int k = 0; k < taskCount; k++)
                    x[i] -= Rate * weights[k] * gradients[k][i];
        }
        return x;
    }

    /// <summary>The norm of the gradient of a task's mean loss.</summary>
    public static double MeanNorm(double[] gradient, int task) => Math.Sqrt(gradient.Sum(g => g * g)) / Targets[task].Length;

    private static double[] Gradient(double[] x, int task)
    {
        var gradient = new double[x.Length];
        for (int row = 0; row < Targets[task].Length; row++)
            for (int d = 0; d < Dimensions; d++)
                gradient[(row * Dimensions) + d] = Strengths[task] * (x[(row * Dimensions) + d] - Targets[task][row][d]);
        return gradient;
    }

    private static EmbeddingTable<double> NewTable() => new(Rows, Dimensions, scale: 0.5, new SeededRandom(3));

    private static double[] Values(EmbeddingTable<double> table) => [.. Enumerable.Range(0, Rows).SelectMany(row => table.Rows.Row(row).ToArray())];
}
