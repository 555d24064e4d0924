using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>Fixtures as the trainer runs them.</summary>
internal static class FixtureRuns
{
    /// <summary>Tasks of one table, the primary first, observed.</summary>
    public static ObservedTask<T>[] Observe<T>(params string[] fixtures)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EmbeddingTable<T> table = TaskFixtures.Named(fixtures[0]).NewTable<T>();
        return [.. fixtures.Select(name => new ObservedTask<T>(TaskFixtures.Named(name).Create(table)))];
    }

    /// <summary>A task with optimizers and rates that suit the fixtures.</summary>
    public static TrainingTask<T> Training<T>(ITask<T> task, string rows = "adagrad", string heads = "adam", double rate = 0.05, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Task = task,
            Options = new LexiconOptions(),
            RowOptimizer = BuiltInOptimizers<T>.Rows[rows].Factory(),
            HeadOptimizer = BuiltInOptimizers<T>.Heads[heads].Factory(),
            Rate = rate,
            HeadRate = rate,
            BatchSize = batch,
            Units = 2,
        };

    /// <summary>Trains to the end, by default the primary alone.</summary>
    public static RunRecord Run<T>(IReadOnlyList<TrainingTask<T>> tasks, TrainerOptions options, ISchedule? schedule = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Trainer<T>(options, schedule ?? new StlSchedule(), tasks).Train(TestContext.Current.CancellationToken);

    /// <summary>Every value of every task's parameters.</summary>
    public static T[][] Values<T>(IEnumerable<ITask<T>> tasks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. tasks.SelectMany(ParameterValues.Copy)];
}
