using MT2ST.Catalogs;
using MT2ST.Schedules.Weighting;
using MT2ST.Settings;

namespace MT2ST.Schedules;

/// <summary>The strategies by name.</summary>
public static class BuiltInSchedules
{
    /// <summary>All of them, with their settings at their defaults.</summary>
    public static Catalog<Func<StrategyOptions>> All { get; } = new(
        "strategy",
        Entry(new StlOptions(), "the primary task alone"),
        Entry(new MtlOptions(), "all tasks at their full weights to the end"),
        Entry(new DiminishOptions(), "auxiliary weights fade: gamma0 exp(-eta t^nu)"),
        Entry(new SwitchOptions(), "all tasks until the switch point, then the primary alone"),
        Entry(new PretrainOptions(), "auxiliaries alone first, then the primary alone (a control)"),
        Entry(new GainOptions(), "each auxiliary while probes show that it gains dev quality for its cost"),
        Entry(new BalanceOptions(), "auxiliary weights in inverse proportion to their gradients' norms"),
        Entry(new FisherOptions(), "auxiliary weights by the overlap of Fisher information with the primary's"),
        Entry(new FeedbackOptions(), "auxiliary weights fall when the primary's loss stops falling"),
        Entry(new PcGradOptions(), "opposing parts of tasks' gradients are projected away"),
        Entry(new UncertaintyOptions(), "weights of all tasks learnt as inverse noise"),
        Entry(new GradNormOptions(), "weights of all tasks learnt so that they train at similar rates"),
        Entry(new DwaOptions(), "weights of all tasks by how little their losses fell recently"),
        Entry(new RandomOptions(), "weights of all tasks drawn anew in every step"));

    /// <summary>The names of the strategies that a single auxiliary may have.</summary>
    public static IEnumerable<string> NamesForOneAuxiliary =>
        All.Where(entry => entry.Factory().WeighsEachAlone).Select(entry => entry.Name);

    /// <summary>How a run file chooses one of them.</summary>
    internal static OptionsChoice Choice { get; } = new()
    {
        Kind = "strategy",
        Key = "name",
        Default = "stl",
        Names = () => All.Names,
        Find = name => All.TryFind(name, out CatalogEntry<Func<StrategyOptions>>? entry) ? entry.Factory() : null,
        NameOf = options => ((StrategyOptions)options).Name,
    };

    private static CatalogEntry<Func<StrategyOptions>> Entry(StrategyOptions defaults, string summary) => new(defaults.Name, summary, () => defaults);
}
