namespace MT2ST.Reports.Plots;

/// <summary>Estimates with their intervals, rows side by side in each category.</summary>
internal sealed record EstimatePlot : IPlot
{
    private const double LeftMargin = 66;
    private const double RightMargin = 18;
    private const double TitleHeight = 40;
    private const double BottomMargin = 46;
    private const double MissingHeight = 78; // Upright words at the foot of the plot.

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string XLabel { get; init; }

    public required string YLabel { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<EstimateLine> Lines { get; init; }

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
        frame.DrawXLabel(canvas, XLabel);
        for (int i = 0; i < Categories.Count; i++)
            canvas.Text(new PlotPoint(frame.X.At(i + 0.5), frame.Box.Bottom + 16), Categories[i], new PlotTextStyle(PlotColor.Muted, 11, TextAnchor.Middle));
        double zero = frame.Y.At(0);
        canvas.Line(new PlotPoint(frame.Box.Left, zero), new PlotPoint(frame.Box.Right, zero), new PlotStroke(PlotColor.Muted, 1.2));
        for (int place = 0; place < Lines.Count; place++)
            DrawLine(canvas, frame, Lines[place], (place + 1.0) / (Lines.Count + 1));
    }

    private PlotFrame Frame(PlotBox box)
    {
        PlotEstimate[] estimates = [.. Lines.SelectMany(line => line.Estimates)];
        IEnumerable<double> values = estimates.SelectMany(estimate => new[] { estimate.Mean, estimate.Low, estimate.High }).OfType<double>().Append(0);
        double foot = estimates.Any(estimate => estimate.Mean is null) ? MissingHeight : 8;
        PlotAxis y = PlotAxis.Over(values, box.Bottom - foot, box.Top + 8);
        double perPixel = (y.Maximum - y.Minimum) / (y.From - y.To);
        y = y with { Minimum = y.Minimum - (foot * perPixel), Maximum = y.Maximum + (8 * perPixel), From = box.Bottom, To = box.Top };
        return new PlotFrame(box, PlotAxis.Over([0, Categories.Count], box.Left, box.Right), y);
    }

    private static void DrawLine(SvgCanvas canvas, PlotFrame frame, EstimateLine line, double place)
    {
        canvas.BeginRow(line.Row.Index, clip: null);
        for (int i = 0; i < line.Estimates.Count; i++)
        {
            PlotEstimate estimate = line.Estimates[i];
            double x = frame.X.At(i + place);
            if (estimate.Mean is not { } mean)
            {
                canvas.Text(new PlotPoint(x + 4, frame.Box.Bottom - 4), estimate.Missing, new PlotTextStyle(line.Row.Color, 11, TextAnchor.Start) { IsUpright = true });
                continue;
            }
            if (estimate is { Low: { } low, High: { } high })
                DrawInterval(canvas, x, frame.Y.At(low), frame.Y.At(high), line.Row.Stroke with { DashLength = 0 });
            canvas.Circle(new PlotPoint(x, frame.Y.At(mean)), 4, line.Row.Color, new PlotDatum(estimate.Text) { Category = estimate.Category, Value = mean, Low = estimate.Low, High = estimate.High });
        }
        canvas.EndRow();
    }

    private static void DrawInterval(SvgCanvas canvas, double x, double low, double high, PlotStroke stroke)
    {
        canvas.Line(new PlotPoint(x, low), new PlotPoint(x, high), stroke);
        foreach (double end in new[] { low, high })
            canvas.Line(new PlotPoint(x - 4, end), new PlotPoint(x + 4, end), stroke);
    }
}

/// <summary>A row's estimates, one per category.</summary>
/// <param name="Row">The row.</param>
/// <param name="Estimates">In the order of the categories.</param>
internal sealed record EstimateLine(PlotRow Row, IReadOnlyList<PlotEstimate> Estimates);

/// <summary>A row's estimate in one category.</summary>
internal sealed record PlotEstimate
{
    /// <summary>The category, such as a target.</summary>
    public required string Category { get; init; }

    /// <summary>The estimate; null if there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The lower end of its interval; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of its interval; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The text that takes the place of a missing estimate, such as <c>missed 3/5</c>.</summary>
    public string Missing { get; init; } = "";

    /// <summary>The estimate in words.</summary>
    public required string Text { get; init; }
}
