using System.Globalization;

namespace MT2ST.Reports.Pages;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Value">The exact figure that is shown rounded; null for a text, or where there is no figure.</param>
internal sealed record ReportCell(string Text, double? Value = null)
{
    /// <summary>A figure; <paramref name="missing"/> where there is none.</summary>
    public static ReportCell Of(double? value, string format, string missing = "-") =>
        value is { } number ? new ReportCell(number.ToString(format, CultureInfo.InvariantCulture), number) : new ReportCell(missing);
}
