namespace MT2ST.Reports.Plots;

/// <summary>A row's line in a plot.</summary>
/// <param name="Row">The row.</param>
/// <param name="Points">The points from left to right.</param>
internal sealed record PlotLine(PlotRow Row, IReadOnlyList<LinePoint> Points);
