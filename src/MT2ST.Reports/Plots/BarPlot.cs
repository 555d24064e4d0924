namespace MT2ST.Reports.Plots;

/// <summary>Horizontal bars, one per row: of parts, or of one value with its interval and its seeds.</summary>
internal sealed record BarPlot : IPlot
{
    private const double TitleHeight = 40;
    private const double BottomMargin = 46;
    private const double RowHeight = 32;
    private const double BarHeight = 18;
    private const double NameSize = 12;
    private const int LongestName = 22;

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string XLabel { get; init; }

    public required IReadOnlyList<PlotBar> Bars { get; init; }

    /// <summary>The kinds of parts, for the legend; empty for none.</summary>
    public IReadOnlyList<BarPart> Parts { get; init; } = [];

    public double Width { get; init; } = PlotSize.Width;

    public double Height => Top + (RowHeight * Bars.Count) + BottomMargin;

    private double LeftMargin => 24 + Bars.Max(bar => PlotText.Width(ShortName(bar), NameSize));

    private double NoteWidth => 16 + Bars.Max(bar => PlotText.Width(bar.Note, 11));

    private double LegendWidth => Width - LeftMargin - 18;

    private double Top => TitleHeight + (Parts.Count > 0 ? PlotLegend.Height([.. Parts.Select(part => part.Name)], LegendWidth) : 0);

    public void Draw(SvgCanvas canvas)
    {
        PlotBox box = new(LeftMargin, Top, Width - LeftMargin - NoteWidth, RowHeight * Bars.Count);
        PlotFrame frame = new(box, PlotAxis.Over(Bars.Select(bar => bar.End).Append(0), box.Left, box.Right), PlotAxis.Over([0, Bars.Count], box.Top, box.Bottom));
        PlotFrame.DrawTitle(canvas, Title);
        PlotLegend.Draw(canvas, Parts, new PlotPoint(LeftMargin, TitleHeight), LegendWidth);
        frame.DrawX(canvas, XLabel);
        for (int i = 0; i < Bars.Count; i++)
            DrawBar(canvas, frame, Bars[i], box.Top + (RowHeight * (i + 0.5)));
    }

    private static void DrawBar(SvgCanvas canvas, PlotFrame frame, PlotBar bar, double middle)
    {
        canvas.Text(new PlotPoint(frame.Box.Left - 8, middle + 4), ShortName(bar), new PlotTextStyle(PlotColor.Ink, NameSize, TextAnchor.End));
        canvas.BeginRow(bar.Row.Index, clip: null);
        double begin = 0;
        foreach (BarSegment segment in bar.Segments)
        {
            double left = frame.X.At(begin);
            begin += segment.Value;
            PlotDatum datum = new(segment.Text) { Category = segment.Category, Value = segment.Value, Low = bar.Low, High = bar.High };
            canvas.Rectangle(new PlotBox(left, middle - (BarHeight / 2), frame.X.At(begin) - left, BarHeight), segment.Color, datum);
        }
        if (bar is { Low: { } low, High: { } high })
            DrawInterval(canvas, frame.X.At(Math.Max(0, low)), frame.X.At(high), middle);
        foreach (BarSegment seed in bar.Seeds)
            canvas.Circle(new PlotPoint(frame.X.At(seed.Value), middle + (BarHeight / 2) + 2), 2.5, PlotColor.Muted, new PlotDatum(seed.Text) { Category = seed.Category, Value = seed.Value });
        double end = bar.Segments.Count == 0 && bar.Seeds.Count == 0 ? frame.Box.Left : frame.X.At(bar.End);
        canvas.Text(new PlotPoint(end + 8, middle + 4), bar.Note, new PlotTextStyle(PlotColor.Muted, 11, TextAnchor.Start));
        canvas.EndRow();
    }

    private static void DrawInterval(SvgCanvas canvas, double low, double high, double middle)
    {
        PlotStroke stroke = new(PlotColor.Ink, 1.5);
        canvas.Line(new PlotPoint(low, middle), new PlotPoint(high, middle), stroke);
        foreach (double end in new[] { low, high })
            canvas.Line(new PlotPoint(end, middle - 4), new PlotPoint(end, middle + 4), stroke);
    }

    private static string ShortName(PlotBar bar) => PlotLegend.Short(bar.Row.Name, LongestName);
}

/// <summary>A row's bar.</summary>
internal sealed record PlotBar
{
    public required PlotRow Row { get; init; }

    /// <summary>From left to right; empty if there is nothing to show.</summary>
    public required IReadOnlyList<BarSegment> Segments { get; init; }

    /// <summary>The lower end of the interval; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The values of single seeds.</summary>
    public IReadOnlyList<BarSegment> Seeds { get; init; } = [];

    /// <summary>The text behind the bar, or in its place.</summary>
    public string Note { get; init; } = "";

    /// <summary>The farthest that the bar reaches.</summary>
    public double End => Seeds.Select(seed => seed.Value).Append(High ?? 0).Append(Segments.Sum(segment => segment.Value)).Max();
}

/// <summary>A part of a bar.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Value">Its length along the axis, 0 or more.</param>
/// <param name="Text">The part in words.</param>
internal sealed record BarSegment(PlotColor Color, double Value, string Text)
{
    /// <summary>The name of the part, for the page's figures.</summary>
    public string Category { get; init; } = "";
}

/// <summary>A kind of part that bars are made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour.</param>
internal sealed record BarPart(string Name, PlotColor Color);
