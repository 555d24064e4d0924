namespace MT2ST.Reports.Plots;

/// <summary>A colour by its role: a page has a light and a dark value of it, a file the light one.</summary>
/// <param name="Variable">The name of the page's CSS variable, without the dashes.</param>
/// <param name="Light">The colour on white, <c>#rrggbb</c>.</param>
internal readonly record struct PlotColor(string Variable, string Light)
{
    // Okabe and Ito's palette (2008), distinct for every kind of colour blindness, darkened where it is too pale on white.
    private static readonly string[] SeriesColors = ["#0072b2", "#d55e00", "#009e73", "#b5489a", "#b07d00", "#2a9fd6", "#7a5cc7", "#6b8e23"];
    private static readonly string[] PartColors = ["#5b7aa8", "#d9a441", "#8fb573", "#b07aa1", "#6fb3b8"];

    public static PlotColor Ink { get; } = new("ink", "#222222");

    public static PlotColor Muted { get; } = new("muted", "#666666");

    public static PlotColor Grid { get; } = new("grid", "#dddddd");

    /// <summary>The colour of the baseline.</summary>
    public static PlotColor Baseline { get; } = new("baseline", "#555555");

    public static PlotColor Evaluation { get; } = new("evaluation", "#a9a9a9");

    public static PlotColor Preparation { get; } = new("preparation", "#cfc3b2");

    /// <summary>How many colours there are for series before they repeat, dashed.</summary>
    public static int SeriesCount => SeriesColors.Length;

    public static PlotColor OfSeries(int index) => new($"series{index % SeriesCount}", SeriesColors[index % SeriesCount]);

    public static PlotColor OfPart(int index) => new($"part{index % PartColors.Length}", PartColors[index % PartColors.Length]);
}
