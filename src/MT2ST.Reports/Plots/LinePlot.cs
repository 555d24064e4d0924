namespace MT2ST.Reports.Plots;

/// <summary>Lines of rows with the spread over seeds as bands.</summary>
internal sealed record LinePlot : IPlot
{
    private const double LeftMargin = 66;
    private const double RightMargin = 18;
    private const double TitleHeight = 40;
    private const double BottomMargin = 46;
    private const double BandOpacity = 0.13;

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string XLabel { get; init; }

    public required string YLabel { get; init; }

    public required IReadOnlyList<PlotLine> Lines { get; init; }

    /// <summary>A level to reach, with its name; null for none.</summary>
    public PlotLevel? Level { get; init; }

    /// <summary>Whether equal ratios along x have equal lengths.</summary>
    public bool IsXLogarithmic { get; init; }

    /// <summary>Whether the y axis begins at 0.</summary>
    public bool StartsAtZero { get; init; }

    /// <summary>The y axis begins here even where points lie below; null if it holds all points.</summary>
    public double? Floor { get; init; }

    public double Width { get; init; } = PlotSize.Width;

    public double Height { get; init; } = PlotSize.Height;

    public void Draw(SvgCanvas canvas)
    {
        double legendWidth = Width - LeftMargin - RightMargin;
        double top = TitleHeight + PlotLegend.Height([.. Lines.Select(line => line.Row.Name)], legendWidth);
        PlotFrame frame = Frame(new PlotBox(LeftMargin, top, legendWidth, Height - top - BottomMargin));
        PlotFrame.DrawTitle(canvas, Title);
        PlotLegend.Draw(canvas, [.. Lines.Select(line => line.Row)], new PlotPoint(LeftMargin, TitleHeight), legendWidth);
        frame.DrawY(canvas, YLabel);
        frame.DrawX(canvas, XLabel);
        if (Level is { } level)
        {
            double y = frame.Y.At(level.Value);
            canvas.Line(new PlotPoint(frame.Box.Left, y), new PlotPoint(frame.Box.Right, y), new PlotStroke(PlotColor.Ink, 1.2, DashLength: 5));
            canvas.Text(new PlotPoint(frame.Box.Left + 6, y - 5), level.Name, new PlotTextStyle(PlotColor.Ink, 11, TextAnchor.Start));
        }
        foreach (PlotLine line in Lines)
            DrawLine(canvas, frame, line);
    }

    private PlotFrame Frame(PlotBox box)
    {
        IEnumerable<LinePoint> points = Lines.SelectMany(line => line.Points);
        IEnumerable<double> values = points.SelectMany(point => new[] { point.Low, point.High }).Concat(Level is { } level ? [level.Value] : []);
        if (StartsAtZero)
            values = values.Append(0);
        if (Floor is { } floor)
            values = values.Select(value => Math.Max(floor, value));
        PlotAxis y = PlotAxis.Over(values, box.Bottom, box.Top);
        double room = 0.04 * (y.Maximum - y.Minimum);
        y = y with { Maximum = y.Maximum + room, Minimum = StartsAtZero && y.Minimum == 0 ? 0 : y.Minimum - room };
        IEnumerable<LinePoint> seen = points.Where(point => !(point.High < Floor)); // Points below the floor need no width either.
        return new PlotFrame(box, PlotAxis.Over(seen.Select(point => point.X), box.Left, box.Right, IsXLogarithmic), y);
    }

    private static void DrawLine(SvgCanvas canvas, PlotFrame frame, PlotLine line)
    {
        canvas.BeginRow(line.Row.Index, frame.Box);
        if (line.Points.Any(point => point.Low < point.High))
        {
            IEnumerable<PlotPoint> lower = line.Points.Select(point => frame.At(point.X, point.Low));
            canvas.Area([.. lower, .. line.Points.Reverse().Select(point => frame.At(point.X, point.High))], line.Row.Color, BandOpacity);
        }
        canvas.Path([.. line.Points.Select(point => frame.At(point.X, point.Mean))], line.Row.Stroke);
        foreach (LinePoint point in line.Points)
            canvas.Circle(frame.At(point.X, point.Mean), line.Points.Count > 1 ? 1.6 : 3, line.Row.Color, new PlotDatum(point.Text) { Category = line.Row.Name, X = point.X, Value = point.Mean, Low = point.Low, High = point.High });
        canvas.EndRow();
    }
}

/// <summary>A row's line in a plot.</summary>
/// <param name="Row">The row.</param>
/// <param name="Points">The points from left to right.</param>
internal sealed record PlotLine(PlotRow Row, IReadOnlyList<LinePoint> Points);

/// <summary>A point of a line with its spread.</summary>
/// <param name="X">Along the x axis.</param>
/// <param name="Mean">The mean over seeds.</param>
/// <param name="Low">The least of the seeds.</param>
/// <param name="High">The greatest of the seeds.</param>
/// <param name="Text">The point in words.</param>
internal sealed record LinePoint(double X, double Mean, double Low, double High, string Text);

/// <summary>A level that a plot marks by a line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Along the y axis.</param>
internal sealed record PlotLevel(string Name, double Value);
