using MT2ST.Tasks;

namespace MT2ST.Training;

/// <summary>A parameter that several tasks of a run train.</summary>
/// <param name="Name">The parameter's name, such as <c>sentences/hidden</c>.</param>
/// <param name="Tasks">The tasks' names.</param>
public sealed record SharedParameter(string Name, IReadOnlyList<string> Tasks)
{
    /// <summary>The parameters that tasks share, in the order of the tasks' parameters.</summary>
    internal static IReadOnlyList<SharedParameter> Among<T>(IEnumerable<ITask<T>> tasks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        static IEnumerable<string> Names(ITask<T> task) =>
        [
            .. task.RowParameters.Where(rows => rows.IsShared).Select(rows => rows.Name),
            .. task.DenseParameters.Where(dense => dense.IsShared).Select(dense => dense.Name),
        ];
        return [.. tasks.SelectMany(task => Names(task).Select(name => (Parameter: name, Task: task.Name)))
            .GroupBy(use => use.Parameter)
            .Where(uses => uses.Count() > 1)
            .Select(uses => new SharedParameter(uses.Key, [.. uses.Select(use => use.Task)]))];
    }
}
