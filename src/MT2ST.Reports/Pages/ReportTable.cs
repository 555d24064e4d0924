using MT2ST.Comparisons;

namespace MT2ST.Reports.Pages;

/// <summary>A table of a report.</summary>
/// <param name="Headers">The columns' headers.</param>
/// <param name="Rows">The cells, <c>[rows, columns]</c>.</param>
internal sealed record ReportTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>The table that the command line prints.</summary>
    public static ReportTable From(ComparisonTable table) => new(table.Headers, [.. table.Rows.Select(row => (IReadOnlyList<ReportCell>)[.. row.Select(cell => new ReportCell(cell))])]);
}
