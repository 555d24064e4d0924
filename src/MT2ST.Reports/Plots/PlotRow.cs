namespace MT2ST.Reports.Plots;

/// <summary>A row of the comparison as the plots show it.</summary>
/// <param name="Index">Its place in the comparison.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour in all plots.</param>
/// <param name="DashLength">The dashes of its lines, where the colours come a second time; 0 for none.</param>
internal sealed record PlotRow(int Index, string Name, PlotColor Color, double DashLength)
{
    /// <summary>The stroke of the row's lines.</summary>
    public PlotStroke Stroke => new(Color, 1.8, DashLength);
}
