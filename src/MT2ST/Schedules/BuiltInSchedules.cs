using MT2ST.Catalogs;

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
        Entry("switch", "all tasks until the switch point, then the primary alone", options => new SwitchSchedule(options)),
        Entry("pretrain", "auxiliaries alone first, then the primary alone (a control)", options => new PretrainSchedule(options)));

    private static CatalogEntry<Func<ScheduleOptions, ISchedule>> Entry(string name, string summary, Func<ScheduleOptions, ISchedule> factory) =>
        new(name, summary, options =>
        {
            options.Validate();
            return factory(options);
        });
}
