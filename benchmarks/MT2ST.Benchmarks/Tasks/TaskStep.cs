using MT2ST.Tasks;

namespace MT2ST.Benchmarks.Tasks;

/// <summary>One batch of a task of the catalog, of the task's default size.</summary>
/// <param name="Task">The task's name in the catalog.</param>
public sealed record TaskStep(string Task) : IMeasuredWork
{
    /// <summary>All tasks.</summary>
    public static IEnumerable<TaskStep> All { get; } = [.. BuiltInTasks.All.Names.Select(name => new TaskStep(name))];

    private static readonly string[] Dropping = ["subsample", "dropout", "unknownDropout"];

    /// <summary>The task's default settings with all that leaves out words or features at random switched off, as the references have it.</summary>
    public TaskOptions Options => BuiltInTasks.All[Task].Factory().ListSettings()
        .Where(setting => Dropping.Contains(setting.Name))
        .Aggregate(BuiltInTasks.All[Task].Factory(), (options, setting) => (TaskOptions)setting.With(options, 0.0));

    /// <inheritdoc/>
    public double Amount => Options.Defaults.BatchSize;

    /// <inheritdoc/>
    public string Unit => "example";

    /// <inheritdoc/>
    public override string ToString() => Task;
}
