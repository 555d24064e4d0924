using MT2ST.Tasks;

namespace MT2ST.Benchmarks.Tasks;

/// <summary>One batch of a task of the catalog, of the task's default size.</summary>
/// <param name="Task">The task's name in the catalog.</param>
public sealed record TaskStep(string Task) : IMeasuredWork
{
    /// <summary>All tasks.</summary>
    public static IEnumerable<TaskStep> All { get; } = [.. BuiltInTasks.All.Names.Select(name => new TaskStep(name))];

    /// <summary>How the task is made.</summary>
    public ITaskDefinition Definition => BuiltInTasks.All[Task].Factory();

    /// <inheritdoc/>
    public double Amount => Definition.Defaults.BatchSize;

    /// <inheritdoc/>
    public string Unit => "example";

    /// <inheritdoc/>
    public override string ToString() => Task;
}
