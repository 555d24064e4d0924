using System.Text.Json.Serialization.Metadata;
using MT2ST.Catalogs;
using MT2ST.Tasks;

namespace MT2ST.Schedules;

/// <summary>The strategies by name.</summary>
public static class BuiltInSchedules
{
    /// <summary>All of them.</summary>
    public static Catalog<Func<ScheduleOptions, ISchedule>> All { get; } = new(
        "strategy",
        Entry("stl", "the primary task alone", _ => new StlSchedule()),
        Entry("mtl", "all tasks at their full weights to the end", options => new MtlSchedule(options)),
        Entry("diminish", "auxiliary weights fade: gamma0 exp(-eta t^nu)", options => new DiminishSchedule(options)),
        Entry("switch", "all tasks until the switch point, then the primary alone", ScheduleJson.Default.AutoSwitchOptions, (options, own) => options.SwitchesByItself ? new AutoSwitchSchedule(options, own) : new SwitchSchedule(options)),
        Entry("pretrain", "auxiliaries alone first, then the primary alone (a control)", options => new PretrainSchedule(options)),
        Entry("gain", "each auxiliary while probes show that it gains dev quality for its cost", ScheduleJson.Default.GainOptions, (options, own) => new GainSchedule(options, own)),
        Entry("balance", "auxiliary weights in inverse proportion to their gradients' norms", ScheduleJson.Default.BalanceOptions, (options, own) => new BalanceSchedule(options, own)),
        Entry("fisher", "auxiliary weights by the overlap of Fisher information with the primary's", ScheduleJson.Default.FisherOptions, (options, own) => new FisherSchedule(options, own)),
        Entry("feedback", "auxiliary weights fall when the primary's loss no longer does", ScheduleJson.Default.FeedbackOptions, (options, own) => new FeedbackSchedule(options, own)),
        Entry("pcgrad", "opposing parts of tasks' gradients are projected away", options => new PcGradSchedule(options)),
        Entry("uncertainty", "weights of all tasks learnt as inverse noise", ScheduleJson.Default.UncertaintyOptions, (options, own) => new UncertaintySchedule(options, own)),
        Entry("gradnorm", "weights of all tasks learnt so that they train at similar rates", ScheduleJson.Default.GradNormOptions, (options, own) => new GradNormSchedule(options, own)),
        Entry("dwa", "weights of all tasks by how little their losses fell of late", ScheduleJson.Default.DwaOptions, (options, own) => new DwaSchedule(options, own)),
        Entry("random", "weights of all tasks drawn anew in every step", options => new RandomSchedule(options)));

    /// <summary>The names of the strategies that a single auxiliary may have.</summary>
    public static IEnumerable<string> NamesForOneAuxiliary =>
        All.Where(entry => entry.Factory(new ScheduleOptions { PlannedEpochs = 1 }).WeighsEachAlone).Select(entry => entry.Name);

    private static CatalogEntry<Func<ScheduleOptions, ISchedule>> Entry(string name, string summary, Func<ScheduleOptions, ISchedule> create) =>
        Entry(name, summary, ScheduleJson.Default.NoScheduleOptions, (options, _) => create(options));

    private static CatalogEntry<Func<ScheduleOptions, ISchedule>> Entry<TOwn>(string name, string summary, JsonTypeInfo<TOwn> own, Func<ScheduleOptions, TOwn, ISchedule> create)
        where TOwn : class, new() =>
        new(name, summary, options =>
        {
            options.Validate();
            return Composed(create(options, options.Settings.Read(own)), options);
        });

    private static ISchedule Composed(ISchedule common, ScheduleOptions options) => options.Auxiliaries.All(auxiliary => auxiliary.Schedule is null)
        ? common
        : new ComposedSchedule(common, [.. options.Auxiliaries.Select(auxiliary => auxiliary.Schedule is { } name ? OfOneAuxiliary(name, options) : null)]);

    private static ISchedule OfOneAuxiliary(string name, ScheduleOptions options) => All[name].Factory(options with
    {
        Auxiliaries = [.. options.Auxiliaries.Select(auxiliary => auxiliary with { Schedule = null })],
        Settings = new DefaultOwnSettings(), // The run's are of the run's strategy, as is finding the switch point by probes.
        SwitchesByItself = false,
    });
}
