namespace MT2ST.Reports.Plots;

/// <summary>One value per row along a horizontal axis, with an interval and the single seeds, and a line to compare with.</summary>
internal sealed record DotPlot : IPlot
{
    private const double TitleHeight = 34;
    private const double BottomMargin = 46;
    private const double RowHeight = 34;
    private const double RightMargin = 24;
    private const double NameSize = 12;
    private const double NoteSize = 11;
    private const int LongestName = 22;

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string XLabel { get; init; }

    public required IReadOnlyList<PlotDot> Dots { get; init; }

    /// <summary>The value of the line through all rows; null for none.</summary>
    public double? Line { get; init; }

    public double Width { get; init; } = PlotSize.Width;

    public double Height => TitleHeight + (RowHeight * Dots.Count) + BottomMargin;

    private double LeftMargin => 20 + Dots.Max(dot => PlotText.Width(PlotLegend.Short(dot.Row.Name, LongestName), NameSize));

    public void Draw(SvgCanvas canvas)
    {
        PlotBox box = new(LeftMargin, TitleHeight, Width - LeftMargin - RightMargin, RowHeight * Dots.Count);
        IEnumerable<double> values = Dots.SelectMany(dot => new[] { dot.Mean, dot.Low, dot.High, Line }).OfType<double>().Concat(Dots.SelectMany(dot => dot.Seeds).Select(seed => seed.Value));
        PlotFrame frame = new(box, PlotAxis.Over(values, box.Left + 8, box.Right - 8), PlotAxis.Over([0, Dots.Count], box.Top, box.Bottom));
        PlotFrame.DrawTitle(canvas, Title);
        frame.DrawX(canvas, XLabel);
        if (Line is { } line)
            canvas.Line(frame.At(line, 0), frame.At(line, Dots.Count), new PlotStroke(PlotColor.Ink, 1.2, DashLength: 5));
        for (int i = 0; i < Dots.Count; i++)
            DrawDot(canvas, frame, Dots[i], box.Top + (RowHeight * (i + 0.5)));
    }

    private static void DrawDot(SvgCanvas canvas, PlotFrame frame, PlotDot dot, double middle)
    {
        canvas.Text(new PlotPoint(frame.Box.Left - 8, middle + 4), PlotLegend.Short(dot.Row.Name, LongestName), new PlotTextStyle(PlotColor.Ink, NameSize, TextAnchor.End));
        canvas.BeginRow(dot.Row.Index, clip: null);
        foreach (BarSegment seed in dot.Seeds)
            canvas.Circle(new PlotPoint(frame.X.At(seed.Value), middle + 9), 2.2, PlotColor.Muted, new PlotDatum(seed.Text) { Category = seed.Category, Value = seed.Value });
        if (dot.Mean is not { } mean)
        {
            canvas.Text(new PlotPoint(frame.Box.Left + 8, middle + 4), dot.Note, new PlotTextStyle(PlotColor.Muted, NoteSize, TextAnchor.Start));
        }
        else
        {
            if (dot is { Low: { } low, High: { } high })
            {
                canvas.Line(new PlotPoint(frame.X.At(low), middle), new PlotPoint(frame.X.At(high), middle), new PlotStroke(dot.Row.Color, 3));
                foreach (double end in new[] { low, high })
                    canvas.Line(new PlotPoint(frame.X.At(end), middle - 5), new PlotPoint(frame.X.At(end), middle + 5), new PlotStroke(dot.Row.Color, 1.5));
            }
            canvas.Circle(new PlotPoint(frame.X.At(mean), middle), 5, dot.Row.Color, new PlotDatum(dot.Note) { Category = dot.Row.Name, Value = mean, Low = dot.Low, High = dot.High });
        }
        canvas.EndRow();
    }
}

/// <summary>A row's value.</summary>
internal sealed record PlotDot
{
    public required PlotRow Row { get; init; }

    /// <summary>The value; null if there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The lower end of the interval; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The values of single seeds.</summary>
    public IReadOnlyList<BarSegment> Seeds { get; init; } = [];

    /// <summary>The value in words, or why there is none.</summary>
    public required string Note { get; init; }
}
