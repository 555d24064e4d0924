using MT2ST.Catalogs;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>Finds settings that have no effect in one run: its user expects something that will not happen.</summary>
/// <remarks>The rows of a comparison have different strategies and share settings, so there only the settings of tasks are checked. A setting at its default is never wrong: saved settings repeat all of them.</remarks>
internal static class SettingEffects
{
    /// <summary>Refuses the first setting without effect.</summary>
    /// <param name="options">The run's settings, each allowed by itself.</param>
    /// <exception cref="SettingException">There is one; the message says why and what to do.</exception>
    public static void Check(RunOptions options)
    {
        if (options.Tuning is { Jobs: { } jobs, Budget: null })
            throw new SettingException("tuning.jobs", FormattableString.Invariant($"tuning.jobs is {jobs}, but there is no tuning.budget, so nothing is searched. Add one, such as --tune 5m, or leave it out."));
        StrategyOptions strategy = options.Strategy;
        if (strategy.UsesAuxiliaries && options.Auxiliaries.Count == 0)
            throw new SettingException("strategy.name", $"strategy is '{strategy.Name}', but there is no auxiliary task, so the primary trains alone. Add one, such as --auxiliary lexicon:words.tsv, or leave the strategy out.");
        if (OfStrategy(options).FirstOrDefault() is { } wrong)
            throw wrong;
        foreach (TaskOptions task in options.AllTasks().Take(strategy.UsesAuxiliaries ? int.MaxValue : 1))
            if (OfTask(task, options).FirstOrDefault() is { } found)
                throw found;
        if (options.MeasuresDev)
            return;
        if (options.Patience > 0)
            throw new SettingException("patience", FormattableString.Invariant($"patience is {options.Patience}, but there is no dev data, so no quality is measured and nothing ends early. {HowToMeasure}"));
        if (options.Keep == KeptParameters.Best)
            throw new SettingException("keep", $"keep is best, but there is no dev data, so no quality is measured and the last parameters are kept. {HowToMeasure}");
    }

    /// <summary>The settings of the strategy that have another value than their default, but no effect.</summary>
    public static IEnumerable<SettingException> OfStrategy(RunOptions options)
    {
        StrategyOptions strategy = options.Strategy;
        if (!BuiltInSchedules.All.TryFind(strategy.Name, out CatalogEntry<Func<StrategyOptions>>? entry))
            yield break;
        StrategyOptions defaults = entry.Factory();
        foreach ((string name, string reason) in strategy.WithoutEffect(options.Auxiliaries))
        {
            Setting setting = strategy.ListSettings().First(setting => setting.Name == name);
            if (!Equals(setting.Get(strategy), setting.Get(defaults)))
                yield return new SettingException($"strategy.{name}", $"strategy.{name} is set, but {reason}");
        }
    }

    /// <summary>Refuses the first setting of a task that has no effect in any row of a comparison.</summary>
    /// <param name="shared">The settings that the rows share.</param>
    /// <param name="rows">The settings of the rows.</param>
    /// <exception cref="SettingException">There is one.</exception>
    public static void CheckShared(RunOptions shared, IEnumerable<RunOptions> rows)
    {
        SettingException[] found = [.. OfTasks(shared)];
        if (found.Length == 0)
            return;
        HashSet<string>[] without = [.. rows.Select(row => OfTasks(row).Select(wrong => wrong.Setting).ToHashSet())];
        if (found.FirstOrDefault(wrong => without.All(settings => settings.Contains(wrong.Setting))) is { } first)
            throw first;
    }

    private static IEnumerable<SettingException> OfTasks(RunOptions options) => options.AllTasks().SelectMany(task => OfTask(task, options));

    private static IEnumerable<SettingException> OfTask(TaskOptions task, RunOptions options)
    {
        if (!BuiltInTasks.All.TryFind(task.Task, out CatalogEntry<Func<TaskOptions>>? entry))
            yield break; // A task of the user's own.
        TaskOptions defaults = entry.Factory();
        foreach ((string name, string reason) in task.WithoutEffect(options.Encoders))
        {
            Setting setting = task.ListSettings().First(setting => setting.Name == name);
            if (Text(setting, task) != Text(setting, defaults))
                yield return new SettingException($"{task.Path}.{name}", $"{task.Path}.{name} is set, but {reason} Leave it out.");
        }
    }

    // Lists are equal if they read alike.
    private static string? Text(Setting setting, TaskOptions task) => setting.Get(task) is { } value ? setting.Type.Write(value)?.ToJsonString() : null;

    /// <summary>Refuses settings of one auxiliary's weight that its strategy does not read.</summary>
    /// <param name="options">The run's settings.</param>
    /// <param name="isGiven">Whether a setting, by its dotted path, was given for this run alone; a run file's settings may be for other strategies.</param>
    /// <exception cref="SettingException">There is one.</exception>
    public static void CheckAuxiliaries(RunOptions options, Predicate<string> isGiven)
    {
        if (!options.Strategy.UsesAuxiliaries)
            return; // They are left out as a whole, which the report says.
        foreach (TaskOptions auxiliary in options.Auxiliaries)
        {
            string name = auxiliary.Schedule ?? options.Strategy.Name;
            if (!BuiltInSchedules.All.TryFind(name, out _))
                continue;
            if (auxiliary.Schedule is null && options.Strategy is SwitchOptions { At: { Epochs: null } } && isGiven($"{auxiliary.Path}.at"))
                throw new SettingException($"{auxiliary.Path}.at", $"{auxiliary.Path}.at is set, but strategy.at is auto, which finds the point of all auxiliaries by itself. Leave one of them out.");
            foreach ((string reader, string[] settings) in ReadByOne)
                foreach (string setting in settings.Where(setting => isGiven($"{auxiliary.Path}.{setting}")))
                    if (name != reader)
                        throw new SettingException($"{auxiliary.Path}.{setting}", $"{auxiliary.Path}.{setting} is set, but the strategy of this auxiliary is '{name}', where it has no effect; it is for '{reader}'. Leave it out, or set {auxiliary.Path}.schedule to {reader}.");
        }
    }

    private const string HowToMeasure = "Name a dev file (--dev), hold some out (--dev-share 0.1) or leave it out.";

    private static IEnumerable<(string Strategy, string[] Settings)> ReadByOne =>
        [(new DiminishOptions().Name, ["eta", "nu", "shape"]), (new SwitchOptions().Name, ["at"])];
}
