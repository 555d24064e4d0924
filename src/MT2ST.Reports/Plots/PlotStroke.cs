namespace MT2ST.Reports.Plots;

/// <summary>How a line is drawn.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="DashLength">The length of its dashes and gaps in pixels; 0 for none.</param>
internal readonly record struct PlotStroke(PlotColor Color, double Width = 1, double DashLength = 0);
