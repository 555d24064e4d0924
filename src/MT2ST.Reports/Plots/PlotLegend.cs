namespace MT2ST.Reports.Plots;

/// <summary>The names and colours above a plot, in as many lines as they need.</summary>
internal static class PlotLegend
{
    public const double LineHeight = 18;

    private const double SwatchWidth = 22;
    private const double Gap = 16;
    private const double TextSize = 12;
    private const int LongestName = 40;

    /// <summary>A name, shortened so that it fits into a legend or an axis.</summary>
    public static string Short(string name, int length = LongestName) => name.Length <= length ? name : name[..(length - 3)] + "...";

    /// <summary>The height of the legend in pixels.</summary>
    public static double Height(IReadOnlyList<string> names, double width) => LineHeight * (1 + Places(names, width).Select(place => (int)place.Y).DefaultIfEmpty(0).Max());

    /// <summary>Draws a legend of rows, each of which a page can hide.</summary>
    public static void Draw(SvgCanvas canvas, IReadOnlyList<PlotRow> rows, PlotPoint corner, double width)
    {
        PlotPoint[] places = Places([.. rows.Select(row => row.Name)], width);
        for (int i = 0; i < rows.Count; i++)
        {
            PlotPoint place = new(corner.X + places[i].X, corner.Y + (LineHeight * places[i].Y));
            canvas.Line(place, place with { X = place.X + SwatchWidth - 6 }, rows[i].Stroke with { Width = 3 });
            Name(canvas, place, rows[i].Name);
        }
    }

    /// <summary>Draws a legend of parts.</summary>
    public static void Draw(SvgCanvas canvas, IReadOnlyList<BarPart> parts, PlotPoint corner, double width)
    {
        PlotPoint[] places = Places([.. parts.Select(part => part.Name)], width);
        for (int i = 0; i < parts.Count; i++)
        {
            PlotPoint place = new(corner.X + places[i].X, corner.Y + (LineHeight * places[i].Y));
            canvas.Rectangle(new PlotBox(place.X, place.Y - 5, SwatchWidth - 8, 10), parts[i].Color, datum: null);
            Name(canvas, place, parts[i].Name);
        }
    }

    private static void Name(SvgCanvas canvas, PlotPoint place, string name) =>
        canvas.Text(new PlotPoint(place.X + SwatchWidth, place.Y + 4), Short(name), new PlotTextStyle(PlotColor.Ink, TextSize, TextAnchor.Start));

    // X in pixels, Y as the number of the line.
    private static PlotPoint[] Places(IReadOnlyList<string> names, double width)
    {
        List<PlotPoint> places = [];
        double x = 0;
        int line = 0;
        foreach (string name in names)
        {
            double needed = SwatchWidth + PlotText.Width(Short(name), TextSize);
            if (x > 0 && x + needed > width)
                (x, line) = (0, line + 1);
            places.Add(new PlotPoint(x, line));
            x += needed + Gap;
        }
        return [.. places];
    }
}

/// <summary>A row of the comparison as the plots show it.</summary>
/// <param name="Index">Its place in the comparison.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour in all plots.</param>
/// <param name="DashLength">The dashes of its lines if its colour is used a second time; 0 for none.</param>
internal sealed record PlotRow(int Index, string Name, PlotColor Color, double DashLength)
{
    /// <summary>The stroke of the row's lines.</summary>
    public PlotStroke Stroke => new(Color, 1.8, DashLength);
}

/// <summary>The approximate size of texts, to leave room for them: a page's font is not known.</summary>
internal static class PlotText
{
    private const double WidthOfCharacter = 0.62; // In the text's size; DejaVu Sans, wider than most fonts, has a mean of 0.6.

    public static double Width(string text, double size) => WidthOfCharacter * size * text.Length;
}
