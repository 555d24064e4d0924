using System.Text;
using MT2ST.Files;
using MT2ST.Reports.Exports;
using MT2ST.Reports.Figures;
using MT2ST.Reports.Pages;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports;

/// <summary>Writes a comparison's report: a page for readers, and files for papers and other programs.</summary>
public static class ReportWriter
{
    /// <summary>Writes the page: one self-contained HTML file.</summary>
    /// <param name="result">The result.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the work; an old file stays.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void WritePage(ComparisonResult result, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ReportPage.Write(result, cancellationToken))));
    }

    /// <summary>Writes every plot of the page as an SVG file on white, for papers.</summary>
    /// <param name="result">The result.</param>
    /// <param name="folder">The folder, which is created if needed.</param>
    /// <param name="cancellationToken">Ends the work after a file.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void WritePlots(ComparisonResult result, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        foreach (IPlot plot in ReportPlots.Of(result).Select(plot => plot.Plot))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AtomicFile.Write(Path.Combine(folder, $"{plot.Id}.svg"), stream => stream.Write(Encoding.UTF8.GetBytes(SvgCanvas.Draw(plot, isForPage: false))));
        }
    }

    /// <summary>Writes all runs (<c>runs.csv</c>) and all points of their curves (<c>curves.csv</c>).</summary>
    /// <param name="result">The result.</param>
    /// <param name="folder">The folder, which is created if needed.</param>
    /// <param name="cancellationToken">Ends the work; an old file stays.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void WriteTables(ComparisonResult result, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        CsvExport.Write(result, folder, cancellationToken);
    }

    /// <summary>Writes the runs' curves as TensorBoard event files, one folder per run.</summary>
    /// <param name="result">The result.</param>
    /// <param name="folder">The folder, which is created if needed.</param>
    /// <param name="cancellationToken">Ends the work after a file.</param>
    /// <exception cref="InvalidDataException">The result holds no curves.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void WriteEvents(ComparisonResult result, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Strategies.All(row => row.Runs.All(run => run.Curve.Count == 0)))
            throw new InvalidDataException("The result holds no curves, since an older version made it; repeat the comparison to get event files.");
        TensorBoardExport.Write(result, folder, cancellationToken);
    }
}
