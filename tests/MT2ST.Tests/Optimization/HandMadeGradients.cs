using MT2ST.Embeddings;
using MT2ST.Optimization;
using MT2ST.Tasks;
using MT2ST.Tests.Tasks;

namespace MT2ST.Tests.Optimization;

/// <summary>A step's gradients with round numbers.</summary>
internal static class HandMadeGradients
{
    /// <summary>The primary has (1, 2) in row 3 and (3, 0) in row 4, four terms, loss 10; the auxiliary (-2, 1) in row 4, (9, 9) in row 7, one term, loss 3.</summary>
    public static JointGradients<double> OfTwoTasks(int dimensions)
    {
        EmbeddingTable<double> table = TaskFixtures.Named($"tagging-{dimensions}").NewTable<double>();
        var gradients = new JointGradients<double>([TaskFixtures.Named($"tagging-{dimensions}").Create(table), TaskFixtures.Named($"lexicon-labels-{dimensions}").Create(table)]);
        Add(gradients, task: 0, row: 3, 1, 2);
        Add(gradients, task: 0, row: 4, 3, 0);
        Add(gradients, task: 1, row: 4, -2, 1);
        Add(gradients, task: 1, row: 7, 9, 9);
        gradients.Add(0, new StepReport(2, 4, 10, 0));
        gradients.Add(1, new StepReport(1, 1, 3, 0));
        return gradients;
    }

    private static void Add(JointGradients<double> gradients, int task, int row, double first, double second)
    {
        var gradient = new double[gradients.Shared(task).Rows.Stride];
        (gradient[0], gradient[1]) = (first, second);
        gradients.Record(task).Add(gradients.Shared(task), row, gradient);
    }
}
