namespace MT2ST.Reports.Plots;

/// <summary>Where a plot is drawn, once for all kinds of files: an SVG for a page or a file, or a PNG.</summary>
internal interface IPlotCanvas
{
    /// <summary>Begins what belongs to one row of the comparison, which a page can hide.</summary>
    /// <param name="row">The row's place in the comparison.</param>
    /// <param name="clip">Outside of it nothing is drawn; null for no limit.</param>
    void BeginRow(int row, PlotBox? clip);

    void EndRow();

    void Line(PlotPoint from, PlotPoint to, PlotStroke stroke);

    void Path(IReadOnlyList<PlotPoint> points, PlotStroke stroke);

    void Area(IReadOnlyList<PlotPoint> outline, PlotColor color, double opacity);

    void Rectangle(PlotBox box, PlotColor color, PlotDatum? datum);

    void Circle(PlotPoint centre, double radius, PlotColor color, PlotDatum? datum);

    void Text(PlotPoint place, string text, PlotTextStyle style);
}
