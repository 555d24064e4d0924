using System.Globalization;
using SkiaSharp;

namespace MT2ST.Reports.Plots;

/// <summary>Draws a plot as PNG, its texts in a font of the system.</summary>
internal sealed class PngCanvas : IPlotCanvas
{
    private const float Scale = 2; // Twice the pixels of the SVG, sharp in print at column width.

    // The widest first: room for texts is made for it.
    private static readonly string[] FontFamilies = ["DejaVu Sans", "Verdana", "Liberation Sans", "Noto Sans", "Arial", "Helvetica"];

    private static readonly Lazy<SKTypeface> Typeface = new(LoadTypeface);

    private readonly SKCanvas _canvas;

    private PngCanvas(SKCanvas canvas) => _canvas = canvas;

    /// <summary>Draws a plot and gives the file's bytes.</summary>
    public static byte[] Draw(IPlot plot)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)(plot.Width * Scale), (int)(plot.Height * Scale)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        plot.Draw(new PngCanvas(surface.Canvas));
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    public void BeginRow(int row, PlotBox? clip)
    {
        _canvas.Save();
        if (clip is { } box)
            _canvas.ClipRect(Rectangle(box));
    }

    public void EndRow() => _canvas.Restore();

    public void Line(PlotPoint from, PlotPoint to, PlotStroke stroke) => Path([from, to], stroke);

    public void Path(IReadOnlyList<PlotPoint> points, PlotStroke stroke)
    {
        if (points.Count == 0)
            return;
        using SKPaint paint = new() { Color = Color(stroke.Color), StrokeWidth = (float)stroke.Width, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        if (stroke.DashLength > 0)
            paint.PathEffect = SKPathEffect.CreateDash([(float)stroke.DashLength, (float)stroke.DashLength], 0);
        using SKPath path = Outline(points);
        _canvas.DrawPath(path, paint);
    }

    public void Area(IReadOnlyList<PlotPoint> outline, PlotColor color, double opacity)
    {
        if (outline.Count == 0)
            return;
        using SKPaint paint = Fill(color);
        paint.Color = paint.Color.WithAlpha((byte)(255 * opacity));
        using SKPath path = Outline(outline);
        _canvas.DrawPath(path, paint);
    }

    public void Rectangle(PlotBox box, PlotColor color, PlotDatum? datum)
    {
        using SKPaint paint = Fill(color);
        _canvas.DrawRect(Rectangle(box), paint);
    }

    public void Circle(PlotPoint centre, double radius, PlotColor color, PlotDatum? datum)
    {
        using SKPaint paint = Fill(color);
        _canvas.DrawCircle((float)centre.X, (float)centre.Y, (float)radius, paint);
    }

    public void Text(PlotPoint place, string text, PlotTextStyle style)
    {
        using SKPaint paint = Fill(style.Color);
        using SKFont font = new(Typeface.Value, (float)style.Size) { Subpixel = true };
        SKTextAlign align = style.Anchor switch { TextAnchor.Middle => SKTextAlign.Center, TextAnchor.End => SKTextAlign.Right, _ => SKTextAlign.Left };
        _canvas.Save();
        _canvas.Translate((float)place.X, (float)place.Y);
        if (style.IsUpright)
            _canvas.RotateDegrees(-90);
        _canvas.DrawText(text, 0, 0, align, font, paint);
        _canvas.Restore();
    }

    private static SKPath Outline(IReadOnlyList<PlotPoint> points)
    {
        SKPath path = new();
        path.MoveTo((float)points[0].X, (float)points[0].Y);
        foreach (PlotPoint point in points.Skip(1))
            path.LineTo((float)point.X, (float)point.Y);
        return path;
    }

    private static SKRect Rectangle(PlotBox box) => new((float)box.Left, (float)box.Top, (float)box.Right, (float)box.Bottom);

    private static SKPaint Fill(PlotColor color) => new() { Color = Color(color), IsAntialias = true };

    private static SKColor Color(PlotColor color) => new(0xFF000000 | uint.Parse(color.Light.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static SKTypeface LoadTypeface()
    {
        string[] families = SKFontManager.Default.GetFontFamilies();
        string family = FontFamilies.FirstOrDefault(families.Contains) ?? families.FirstOrDefault()
            ?? throw new InvalidDataException("PNG files need a font, and the system has none. Install one, such as Debian's package fonts-dejavu-core; the SVG files need none.");
        return SKFontManager.Default.MatchFamily(family);
    }
}
