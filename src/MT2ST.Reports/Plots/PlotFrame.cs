namespace MT2ST.Reports.Plots;

/// <summary>The box in which a plot's values lie, with grid lines, ticks and labels around it.</summary>
/// <param name="Box">The box.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
internal sealed record PlotFrame(PlotBox Box, PlotAxis X, PlotAxis Y)
{
    private const double TickSize = 11;
    private const double TickSpace = 56; // Between ticks along x, so that their labels do not run into each other.
    private const double LabelSize = 12;

    public PlotPoint At(double x, double y) => new(X.At(x), Y.At(y));

    public static void DrawTitle(SvgCanvas canvas, string title) =>
        canvas.Text(new PlotPoint(12, 20), title, new PlotTextStyle(PlotColor.Ink, 14, TextAnchor.Start));

    /// <summary>Draws the vertical axis: grid lines and values.</summary>
    public void DrawY(SvgCanvas canvas, string label)
    {
        IReadOnlyList<double> ticks = Y.Ticks(6);
        IReadOnlyList<string> labels = Y.Labels(ticks);
        for (int i = 0; i < ticks.Count; i++)
        {
            double y = Y.At(ticks[i]);
            canvas.Line(new PlotPoint(Box.Left, y), new PlotPoint(Box.Right, y), new PlotStroke(PlotColor.Grid));
            canvas.Text(new PlotPoint(Box.Left - 6, y + 4), labels[i], new PlotTextStyle(PlotColor.Muted, TickSize, TextAnchor.End));
        }
        canvas.Text(new PlotPoint(16, Box.Top + (Box.Height / 2)), label, new PlotTextStyle(PlotColor.Muted, LabelSize, TextAnchor.Middle) { IsUpright = true });
    }

    /// <summary>Draws the horizontal axis: grid lines and values.</summary>
    public void DrawX(SvgCanvas canvas, string label)
    {
        IReadOnlyList<double> ticks = X.Ticks(Math.Clamp((int)(Box.Width / TickSpace), 1, 6));
        IReadOnlyList<string> labels = X.Labels(ticks);
        for (int i = 0; i < ticks.Count; i++)
        {
            double x = X.At(ticks[i]);
            canvas.Line(new PlotPoint(x, Box.Top), new PlotPoint(x, Box.Bottom), new PlotStroke(PlotColor.Grid));
            canvas.Text(new PlotPoint(x, Box.Bottom + 16), labels[i], new PlotTextStyle(PlotColor.Muted, TickSize, TextAnchor.Middle));
        }
        DrawXLabel(canvas, label);
    }

    public void DrawXLabel(SvgCanvas canvas, string label) =>
        canvas.Text(new PlotPoint(Box.Left + (Box.Width / 2), Box.Bottom + 34), label, new PlotTextStyle(PlotColor.Muted, LabelSize, TextAnchor.Middle));
}
