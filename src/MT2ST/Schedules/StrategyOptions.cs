using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>The strategy of a run: its settings, and the schedule of task weights made from them.</summary>
/// <remarks>A strategy is a record that derives from this one and adds its own settings, and an entry in <see cref="BuiltInSchedules"/>.</remarks>
public abstract partial record StrategyOptions : OptionsRecord
{
    internal const string ByProbes = "probes";
    internal const string ByTrainingAlone = "alone";
    internal const string NoHarmCheck = "none";

    private static readonly string[] OfProbes = ["harmMargin", "probeShare", "measureCosts"];

    /// <summary>How values are read and written.</summary>
    public static SettingType SettingType => field ??= SettingType.Chosen(BuiltInSchedules.Choice);

    /// <summary>The values of <see cref="HarmCheck"/>.</summary>
    public static IReadOnlyList<string> HarmChecks { get; } = [ByProbes, ByTrainingAlone, NoHarmCheck];

    /// <summary>The strategy's name in the catalog of strategies.</summary>
    public abstract string Name { get; }

    /// <summary>Whether auxiliary tasks take part at all; if not, their data is not even read.</summary>
    public virtual bool UsesAuxiliaries => true;

    /// <summary>
    /// Whether the weight of each auxiliary depends only on its own settings and the time, so that a single auxiliary may have
    /// this strategy while the others have another.
    /// </summary>
    public virtual bool WeighsEachAlone => false;

    /// <summary>Whether the strategy uses probes to decide which tasks to run.</summary>
    internal virtual bool Probes => false;

    /// <summary>Whether probes look for auxiliaries that harm, beside a strategy that needs none itself.</summary>
    internal bool ProbesForHarm => HarmCheck == ByProbes;

    /// <summary>The settings that have no effect beside the values of the others, and why.</summary>
    /// <param name="auxiliaries">The run's auxiliaries.</param>
    internal virtual IEnumerable<(string Setting, string Reason)> WithoutEffect(IReadOnlyList<TaskOptions> auxiliaries)
    {
        if (!UsesAuxiliaries)
            return Settings.Select(setting => (setting.Name, $"strategy '{Name}' trains the primary alone, so it has no effect. Leave it out or name another strategy."));
        if (Probes)
            return HarmCheck == ByTrainingAlone ? [] : [("harmCheck", $"strategy '{Name}' makes probes of its own, so it has no effect. Leave it out or set it to {ByTrainingAlone}.")];
        return ProbesForHarm ? [] : OfProbes.Select(name =>
            (name, $"strategy '{Name}' makes no probes here, so it has no effect. Set strategy.harmCheck to {ByProbes} (--harm-check {ByProbes}) or leave it out."));
    }

    /// <summary>
    /// How a run finds out whether auxiliaries harm the primary: <c>alone</c> (before the run, it trains with and without them on the
    /// same data and keeps what is likely to be better), <c>probes</c> (during the run, probes switch off an auxiliary that harms) or
    /// <c>none</c>; null for the primary's own way if no strategy is named and at least 100 texts can judge, else none. The own way of
    /// a classifier of weighed words is alone; of other tasks with labels or tags and dev data, probes. A comparison makes no check by itself.
    /// </summary>
    [OneOf(typeof(StrategyOptions), nameof(HarmChecks))]
    public string? HarmCheck { get; init; }

    /// <summary>An auxiliary counts as harmful if it makes the primary worse by at least this much, in the dev quality's unit.</summary>
    [Within("(0, inf)")]
    public double HarmMargin { get; init; } = 0.01;

    /// <summary>The greatest share of a run's work that probes may take.</summary>
    [Within("(0, 1)")]
    public double ProbeShare { get; init; } = 0.1;

    /// <summary>Whether probes weigh multiply-adds by their CPU time, which is measured at the start for each auxiliary without a <c>costFactor</c>.</summary>
    public bool MeasureCosts { get; init; }

    /// <summary>What a task weight changes: the number of an auxiliary's examples that run (<c>sample</c>), or the size of their updates (<c>scale</c>).</summary>
    public Execution Execution { get; init; } = Execution.Sample;

    /// <summary>Whether the gradients of all tasks in a step are taken at the same parameters (exactly equation 9 of Liu and Yu 2024), instead of the tasks updating in turn.</summary>
    public bool Joint { get; init; }

    /// <summary>Whether the table is fixed from the switch on, that is, from the first step at which all auxiliaries have weight 0.</summary>
    public bool FreezeAfterSwitch { get; init; }

    /// <summary>Makes the run's schedule, with the strategies of single auxiliaries and the check for harm.</summary>
    /// <param name="run">What the schedule depends on.</param>
    internal ISchedule CreateSchedule(ScheduleContext run)
    {
        run = run with { HarmMargin = HarmMargin, ProbeShare = ProbeShare };
        ISchedule schedule = Create(run);
        if (UsesAuxiliaries && run.Auxiliaries.Any(auxiliary => auxiliary.Schedule is not null))
            schedule = new ComposedSchedule(schedule, [.. run.Auxiliaries.Select(auxiliary => auxiliary.Schedule is { } name ? (name == Name && !Probes ? this : BuiltInSchedules.All[name].Factory()).Create(run) : null)]);
        return ProbesForHarm && UsesAuxiliaries && !Probes ? new HarmCheck(schedule, run) : schedule;
    }

    /// <summary>Makes the schedule of this strategy alone.</summary>
    protected abstract ISchedule Create(ScheduleContext run);
}
