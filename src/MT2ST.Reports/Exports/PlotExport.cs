using MT2ST.Comparisons;
using MT2ST.Files;
using MT2ST.Reports.Figures;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Exports;

/// <summary>Writes every plot of the page as an SVG and a PNG file on white, for papers.</summary>
internal static class PlotExport
{
    public static void Write(ComparisonResult result, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        IPlot[] plots = [.. ReportPlots.Of(result).Select(plot => plot.Plot)];
        foreach (IPlot plot in plots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AtomicFile.Write(Path.Combine(folder, $"{plot.Id}.svg"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(SvgCanvas.Draw(plot, isForPage: false))));
        }
        foreach (IPlot plot in plots) // After all others: these need a font of the system.
        {
            cancellationToken.ThrowIfCancellationRequested();
            AtomicFile.Write(Path.Combine(folder, $"{plot.Id}.png"), stream => stream.Write(PngCanvas.Draw(plot)));
        }
    }
}
