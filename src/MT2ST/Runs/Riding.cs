using MT2ST.Catalogs;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>Tasks that ride on another's pass over the same examples (<see cref="ITask{T}.Host"/>): which they are, and what they must have in common.</summary>
internal static class Riding
{
    /// <summary>The name of the task on which a task rides; null for none.</summary>
    /// <exception cref="SettingException">A setting of the task's own is unknown or of the wrong kind.</exception>
    public static string? HostOf(TaskOptions task) =>
        BuiltInTasks.All.Names.Contains(task.Task) ? BuiltInTasks.All[task.Task].Factory().Host(task) : null;

    /// <summary>The indices of tasks in the order in which they can be made: those that ride last.</summary>
    public static IEnumerable<int> HostsFirst(IReadOnlyList<TaskOptions> tasks) => Enumerable.Range(0, tasks.Count).OrderBy(k => HostOf(tasks[k]) is not null);

    /// <summary>Checks every task that rides, before any file is read.</summary>
    /// <exception cref="SettingException">The host is none, or a setting differs that must be the host's, or has no meaning beside <c>with</c>.</exception>
    public static void Check(RunOptions options)
    {
        foreach (TaskOptions task in options.AllTasks())
            if (HostOf(task) is { } host)
            {
                if (task.Path == options.Primary.Path)
                    throw Wrong(task, host, "the primary rides on no other task. Let the others ride with it");
                CheckData(task, Host(task, host, options));
                CheckOwn(task, host);
            }
    }

    /// <summary>Refuses tasks that ride, for a strategy that needs each by itself.</summary>
    /// <exception cref="SettingException">A task rides.</exception>
    public static void CheckNone(RunOptions options)
    {
        foreach (TaskOptions task in options.Auxiliaries)
            if (HostOf(task) is { } host)
                throw Wrong(task, host, $"strategy '{options.Strategy.Name}' needs each task by itself. Name another strategy, or leave 'with' out (in a row of a comparison: \"{task.Path}.with\": null) and share an encoder by 'encoders'");
    }

    private static TaskOptions Host(TaskOptions task, string name, RunOptions options)
    {
        TaskOptions[] others = [.. options.AllTasks().Where(other => other.Name != task.Name)];
        TaskOptions host = others.FirstOrDefault(other => other.Name == name)
            ?? throw new SettingException($"{task.Path}.with", $"{task.Path}.with: {Suggestions.Unknown("task", name, others.Where(other => other.Task == task.Task).Select(other => other.Name))}");
        if (host.Task != task.Task)
            throw Wrong(task, name, $"that is a task '{host.Task}'. Only a task '{task.Task}' can carry it");
        return HostOf(host) is { } further
            ? throw Wrong(task, name, $"that rides with '{further}' itself. Let both ride with '{further}'")
            : host;
    }

    /// <summary>What decides which examples a task has must be the same; the data is compared when it is read.</summary>
    private static void CheckData(TaskOptions task, TaskOptions host)
    {
        string? different =
            !task.Train.SequenceEqual(host.Train) ? "train"
            : task.Format != host.Format ? "format"
            : task.Limit != host.Limit ? "limit"
            : task.LimitSample != host.LimitSample ? "limitSample"
            : task.DevShare != host.DevShare ? "devShare"
            : null;
        if (different is not null)
            throw new SettingException($"{task.Path}.{different}", $"{task.Path}.{different} is not that of {host.Path}, with which the task rides: both must have the same sentences. Make them equal, or leave {task.Path}.with out.");
    }

    /// <summary>A rider has no batches and moves no rows by itself.</summary>
    private static void CheckOwn(TaskOptions task, string host)
    {
        string? hosts = task.Units is not null ? "units" : task.Batch is not null ? "batch" : task.Rate is not null ? "rate" : task.Optimizer is not null ? "optimizer" : null;
        if (hosts is not null)
            throw new SettingException($"{task.Path}.{hosts}", $"{task.Path}.{hosts} has no meaning beside 'with': sentences, and the update of encoder and rows, are those of '{host}'. Remove it; gamma0 weighs the task, headRate is its head's.");
    }

    private static SettingException Wrong(TaskOptions task, string host, string why) =>
        new($"{task.Path}.with", $"{task.Path}.with is '{host}', but {why}.");
}
