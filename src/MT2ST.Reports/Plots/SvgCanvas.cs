using System.Globalization;
using System.Net;
using System.Text;

namespace MT2ST.Reports.Plots;

/// <summary>Draws a plot as SVG.</summary>
/// <param name="id">An id that no other drawing of the page has.</param>
/// <param name="isForPage">Whether it is part of the report's page, whose style gives the colours and whose script reads the figures.</param>
internal sealed class SvgCanvas(string id, bool isForPage)
{
    private const string FileFont = "DejaVu Sans, Verdana, Helvetica, sans-serif";

    private readonly StringBuilder _body = new();
    private int _clipCount;

    /// <summary>Draws a plot.</summary>
    public static string Draw(IPlot plot, bool isForPage)
    {
        SvgCanvas canvas = new(plot.Id, isForPage);
        plot.Draw(canvas);
        return canvas.Finish(plot);
    }

    /// <summary>Begins the group of one row of the comparison, which a page can hide.</summary>
    /// <param name="row">The row's place in the comparison.</param>
    /// <param name="clip">The rectangle outside which nothing is drawn; null for no limit.</param>
    public void BeginRow(int row, PlotBox? clip)
    {
        string attribute = "";
        if (clip is { } box)
        {
            string name = $"{id}-clip{_clipCount++}";
            _body.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{name}\"><rect x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\"/></clipPath>");
            attribute = $" clip-path=\"url(#{name})\"";
        }
        _body.Append(CultureInfo.InvariantCulture, $"<g class=\"row{row}\"{attribute}>");
    }

    public void EndRow() => _body.Append("</g>\n");

    public void Line(PlotPoint from, PlotPoint to, PlotStroke stroke) =>
        _body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{N(from.X)}\" y1=\"{N(from.Y)}\" x2=\"{N(to.X)}\" y2=\"{N(to.Y)}\" {Style(stroke)}/>");

    public void Path(IReadOnlyList<PlotPoint> points, PlotStroke stroke) => _body.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{Points(points)}\" {Style(stroke)}/>");

    public void Area(IReadOnlyList<PlotPoint> outline, PlotColor color, double opacity) =>
        _body.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Points(outline)}\" style=\"fill:{Value(color)};fill-opacity:{N(opacity)}\"/>");

    public void Rectangle(PlotBox box, PlotColor color, PlotDatum? datum) => Mark(
        "rect", $"x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" style=\"fill:{Value(color)}\"", datum);

    public void Circle(PlotPoint centre, double radius, PlotColor color, PlotDatum? datum) => Mark(
        "circle", $"cx=\"{N(centre.X)}\" cy=\"{N(centre.Y)}\" r=\"{N(radius)}\" style=\"fill:{Value(color)}\"", datum);

    public void Text(PlotPoint place, string text, PlotTextStyle style)
    {
        string turn = style.IsUpright ? $" transform=\"rotate(-90 {N(place.X)} {N(place.Y)})\"" : "";
        string anchor = style.Anchor switch { TextAnchor.Middle => "middle", TextAnchor.End => "end", _ => "start" };
        _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(place.X)}\" y=\"{N(place.Y)}\" text-anchor=\"{anchor}\" style=\"fill:{Value(style.Color)};font-size:{N(style.Size)}px\"{turn}>{Escaped(text)}</text>");
    }

    private string Finish(IPlot plot)
    {
        string size = $"viewBox=\"0 0 {N(plot.Width)} {N(plot.Height)}\"";
        return isForPage
            ? $"<svg id=\"{id}\" {size} role=\"img\" aria-label=\"{Escaped(plot.Title)}\">\n{_body}</svg>"
            : $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} width=\"{N(plot.Width)}\" height=\"{N(plot.Height)}\" font-family=\"{FileFont}\">\n<title>{Escaped(plot.Title)}</title>\n<rect width=\"100%\" height=\"100%\" style=\"fill:#ffffff\"/>\n{_body}</svg>\n";
    }

    private void Mark(string element, string attributes, PlotDatum? datum)
    {
        if (datum is null || !isForPage)
            _body.Append(CultureInfo.InvariantCulture, $"<{element} {attributes}/>");
        else
            _body.Append(CultureInfo.InvariantCulture, $"<{element} class=\"datum\" {attributes}{Figures(datum)}><title>{Escaped(datum.Text)}</title></{element}>");
    }

    private static string Figures(PlotDatum datum) =>
        (datum.Category.Length > 0 ? $" data-category=\"{Escaped(datum.Category)}\"" : "")
        + Figure("x", datum.X) + Figure("value", datum.Value) + Figure("low", datum.Low) + Figure("high", datum.High);

    private static string Figure(string name, double? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $" data-{name}=\"{number:R}\"") : "";

    private string Style(PlotStroke stroke)
    {
        string dashes = stroke.DashLength > 0 ? $";stroke-dasharray:{N(stroke.DashLength)}" : "";
        return $"style=\"fill:none;stroke:{Value(stroke.Color)};stroke-width:{N(stroke.Width)}{dashes}\"";
    }

    private string Value(PlotColor color) => isForPage ? $"var(--{color.Variable})" : color.Light;

    private static string Points(IReadOnlyList<PlotPoint> points) => string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"));

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A place on a drawing in pixels, from the upper left corner.</summary>
internal readonly record struct PlotPoint(double X, double Y);

/// <summary>A rectangle on a drawing in pixels.</summary>
internal readonly record struct PlotBox(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}

/// <summary>How a line is drawn.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="DashLength">The length of its dashes and gaps in pixels; 0 for none.</param>
internal readonly record struct PlotStroke(PlotColor Color, double Width = 1, double DashLength = 0);

/// <summary>How a text is drawn.</summary>
internal readonly record struct PlotTextStyle(PlotColor Color, double Size, TextAnchor Anchor)
{
    /// <summary>Whether the text is turned to read from below to above.</summary>
    public bool IsUpright { get; init; }
}

/// <summary>Which part of a text is at its place.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>The meaning of a mark on a plot: a page shows the text over it and carries the exact figures.</summary>
/// <param name="Text">The figures in words, lines separated by <c>\n</c>.</param>
internal sealed record PlotDatum(string Text)
{
    /// <summary>The name of the x axis' quantity, or of the category.</summary>
    public string Category { get; init; } = "";

    /// <summary>The exact value along the x axis; null if that is a category.</summary>
    public double? X { get; init; }

    /// <summary>The exact value.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of the interval or the spread; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval or the spread; null for none.</summary>
    public double? High { get; init; }
}
