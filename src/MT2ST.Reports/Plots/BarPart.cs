namespace MT2ST.Reports.Plots;

/// <summary>A kind of part that bars are made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour.</param>
internal sealed record BarPart(string Name, PlotColor Color);
