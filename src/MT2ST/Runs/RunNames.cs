using MT2ST.Catalogs;
using MT2ST.Corpora;
using MT2ST.Encoding;
using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>Checks the settings that <see cref="RunOptions.Validate"/> cannot: those that only a catalog or a task knows.</summary>
public static class RunNames
{
    /// <summary>Checks every name against its catalog and every task's own settings, before any file is read.</summary>
    /// <param name="options">The run's settings.</param>
    /// <exception cref="SettingException">A name is unknown (the message suggests one), or a task's or strategy's own setting is wrong.</exception>
    public static void Check(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckName("strategy.name", BuiltInSchedules.All.Kind, options.Strategy.Name, BuiltInSchedules.All.Names);
        CheckName("tokenizer", "tokenizer", options.Tokenizer, TextOptions.Tokenizers);
        foreach (TaskOptions task in options.AllTasks())
            CheckTask(task);
        CheckSimilarity(options);
        CheckLabelsFrom(options);
        CheckOwn("strategy", () => TrainingRun.Schedule(options)); // Reads the strategy's own settings.
    }

    private static void CheckSimilarity(RunOptions options)
    {
        if (options.Auxiliaries.FirstOrDefault(task => task.DevSimilarity.Count > 0) is { } auxiliary)
            throw new SettingException($"{auxiliary.Path}.devSimilarity", $"{auxiliary.Path}.devSimilarity is set, but only the primary is measured. Set primary.devSimilarity.");
        if (options.Primary.DevSimilarity.Count == 0 || IsMeasuredBySets(BuiltInTasks.All[options.Primary.Task].Factory()))
            return;
        throw new SettingException("primary.devSimilarity", $"primary.devSimilarity is set for task '{options.Primary.Task}', which has a metric of its own; it is for {Names(IsMeasuredBySets)}. Set primary.dev.");
    }

    private static void CheckLabelsFrom(RunOptions options)
    {
        if (options.Primary.LabelsFrom.Count == 0)
            return;
        if (!TakesLabels(BuiltInTasks.All[options.Primary.Task].Factory()))
            throw new SettingException("primary.labelsFrom", $"primary.labelsFrom is set for task '{options.Primary.Task}'; it is for {Names(TakesLabels)}.");
        if (options.Auxiliaries.FirstOrDefault(task => options.Primary.LabelsFrom.Contains(task.Name) && !HasLabels(BuiltInTasks.All[task.Task].Factory())) is { } other)
            throw new SettingException("primary.labelsFrom", $"primary.labelsFrom names '{other.Name}', a task '{other.Task}', which has no labels; it is for {Names(HasLabels)}.");
    }

    private static bool TakesLabels(ITaskDefinition definition) => definition.Needs is TaskNeeds.Labels or TaskNeeds.Tags;

    private static bool HasLabels(ITaskDefinition definition) => TakesLabels(definition) || definition.Needs == TaskNeeds.TagsOrLabels;

    private static void CheckTask(TaskOptions task)
    {
        CheckName($"{task.Path}.task", BuiltInTasks.All.Kind, task.Task, BuiltInTasks.All.Names);
        CheckName($"{task.Path}.schedule", "strategy of one auxiliary", task.Schedule, BuiltInSchedules.NamesForOneAuxiliary);
        CheckName($"{task.Path}.format", BuiltInCorpora.All.Kind, task.Format, BuiltInCorpora.All.Names);
        CheckName($"{task.Path}.optimizer", BuiltInOptimizers<float>.Rows.Kind, task.Optimizer, BuiltInOptimizers<float>.Rows.Names);
        CheckName($"{task.Path}.headOptimizer", BuiltInOptimizers<float>.Heads.Kind, task.HeadOptimizer, BuiltInOptimizers<float>.Heads.Names);
        ITaskDefinition definition = BuiltInTasks.All[task.Task].Factory();
        if (!definition.ReadsPairs && (task.Exclude.Count > 0 ? "exclude" : task.Half is null ? null : "half") is { } setting)
            throw new SettingException($"{task.Path}.{setting}", $"{task.Path}.{setting} is set for task '{task.Task}', which has no pairs of words; it is for {Names(known => known.ReadsPairs)}.");
        CheckOwn(task.Path, () => definition.CheckSettings(task));
    }

    private static void CheckOwn(string path, Action check)
    {
        try
        {
            check();
        }
        catch (ArgumentOutOfRangeException error)
        {
            // The owner knows its setting's name, the run knows where it stands. .NET appends the value on a line of its own.
            throw new SettingException($"{path}.{error.ParamName}", $"{path}: {error.Message.Split(" (Parameter ")[0]}");
        }
        catch (ArgumentException error) when (error is not SettingException)
        {
            throw new SettingException(path, $"{path}: {error.Message}");
        }
    }

    private static bool IsMeasuredBySets(ITaskDefinition definition) => definition.Needs is TaskNeeds.Text or TaskNeeds.Scores;

    private static string Names(Predicate<ITaskDefinition> condition) =>
        string.Join(", ", BuiltInTasks.All.Where(entry => condition(entry.Factory())).Select(entry => entry.Name));

    private static void CheckName(string setting, string kind, string? name, IEnumerable<string> known)
    {
        if (name is not null && !known.Contains(name))
            throw new SettingException(setting, Suggestions.Unknown(kind, name, known));
    }
}
