namespace MT2ST.Reports.Plots;

/// <summary>A level that a plot marks by a line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Along the y axis.</param>
internal sealed record PlotLevel(string Name, double Value);
