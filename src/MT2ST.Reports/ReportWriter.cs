using MT2ST.Comparisons;
using MT2ST.Files;
using MT2ST.Reports.Pages;

namespace MT2ST.Reports;

/// <summary>Writes a comparison's report: a page for readers, and files for papers and other programs.</summary>
public static class ReportWriter
{
    /// <summary>Writes the page: one HTML file that loads nothing.</summary>
    /// <param name="result">The result.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WritePage(ComparisonResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ReportPage.Write(result))));
    }
}
