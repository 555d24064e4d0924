using MT2ST.Comparisons;
using MT2ST.Files;
using MT2ST.Reports.Figures;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Exports;

/// <summary>Writes every plot of the page as an SVG file on white, for papers.</summary>
internal static class PlotExport
{
    public static void Write(ComparisonResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (IPlot plot in ReportPlots.Of(result).Select(plot => plot.Plot))
            AtomicFile.Write(Path.Combine(folder, $"{plot.Id}.svg"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(SvgCanvas.Draw(plot, isForPage: false))));
    }
}
