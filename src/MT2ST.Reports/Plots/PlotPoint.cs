namespace MT2ST.Reports.Plots;

/// <summary>A place on a drawing in pixels, from the upper left corner.</summary>
internal readonly record struct PlotPoint(double X, double Y);
