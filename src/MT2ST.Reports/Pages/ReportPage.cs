using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Evaluation;
using MT2ST.Reports.Figures;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Pages;

/// <summary>Writes a comparison's page: one self-contained HTML file. Without its script it lacks only the figures under the pointer.</summary>
internal sealed class ReportPage
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // Escaped for HTML afterwards.

    private readonly StringBuilder _html = new();
    private readonly ComparisonResult _result;
    private readonly IReadOnlyList<PlotRow> _rows;

    private ReportPage(ComparisonResult result)
    {
        _result = result;
        _rows = ReportRows.Of(result);
    }

    /// <summary>The page as text.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string Write(ComparisonResult result, CancellationToken cancellationToken = default)
    {
        ReportPage page = new(result);
        page.WriteHead();
        page.WriteVerdict();
        page.WriteTables();
        page.WritePlots(cancellationToken);
        page.WriteRuns();
        page.WriteOrigin();
        page.WriteEnd();
        return page._html.ToString();
    }

    private string Title => $"MT2ST comparison: {string.Join(", ", _result.Strategies.Select(row => row.Name))}";

    private void WriteHead() => _html.Append(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escaped(Title)}</title>
        <style>
        {Resource("report.css")}{RowStyles()}</style>
        </head>
        <body>
        <main>
        <h1>{Escaped(Title)}</h1>

        """);

    // Hides what a box of the legend or the switch of the measure turns off, only by styles.
    private string RowStyles()
    {
        StringBuilder styles = new();
        foreach (PlotRow row in _rows)
            styles.Append(CultureInfo.InvariantCulture, $"body:has(#show-row{row.Index}:not(:checked)) .row{row.Index} {{ display: none; }}\n");
        foreach (CostMeasure measure in CostMeasure.All)
            styles.Append(CultureInfo.InvariantCulture, $"body:has(#cost-{measure.Id}:not(:checked)) .cost-{measure.Id} {{ display: none; }}\n");
        return styles.ToString();
    }

    private void WriteVerdict()
    {
        _html.Append("<section id=\"verdict\">\n");
        foreach ((int place, string sentence) in _result.Conclusions.Index())
            WriteParagraph(sentence, place == 0 ? "headline" : "");
        foreach (string warning in _result.Warnings)
            WriteParagraph($"Warning: {warning}", "warning");
        if (_result.Note is { } note)
            WriteParagraph(note, "warning");
        _html.Append("</section>\n");
    }

    private void WriteTables()
    {
        _html.Append("<section>\n<h2>Results</h2>\n");
        WriteTable("results", ReportTable.From(ComparisonTable.FromResult(_result)));
        WriteParagraph(
            $"Target: {QualityTarget.Parse(_result.Target).Description} with the same seed, on the half of dev that is not used for stopping and tuning. Dev and test: mean ± standard deviation over seeds; costs to target: medians; CPU: the run's own threads. "
            + $"Seeds: {string.Join(", ", _result.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))}. {Intervals()}",
            "how");
        if (ComparisonTable.OfTestSets(_result) is { } sets)
            WriteTable("test-sets", ReportTable.From(sets));
        _html.Append("<h3>Against other baselines</h3>\n");
        WriteTable("reductions", ReportTables.Reductions(_result));
        _html.Append("<h3>Overfitting</h3>\n");
        WriteTable("ends", ReportTables.Ends(_result));
        WriteParagraph("Means over seeds. Train: the quality on as many training documents as dev has, at the parameters kept, which are those of dev best. Dev at end below dev best shows what the training after the best evaluation lost.", "how");
        _html.Append("</section>\n");
    }

    private string Intervals() => _result.Seeds.Count >= PairedEstimate.MinimumSeedCount
        ? "Intervals are 95 %, paired by seed."
        : $"Intervals need {PairedEstimate.MinimumSeedCount} seeds.";

    private void WritePlots(CancellationToken cancellationToken)
    {
        _html.Append("<section>\n<h2>Plots</h2>\n<div class=\"controls\">\n<span class=\"group\">");
        foreach (CostMeasure measure in CostMeasure.All)
            _html.Append(CultureInfo.InvariantCulture, $"<label><input type=\"radio\" name=\"cost\" id=\"cost-{measure.Id}\"{(measure == CostMeasure.For(_result) ? " checked" : "")}> {measure.Label}</label>\n");
        _html.Append("</span><span class=\"group\">");
        foreach (PlotRow row in _rows)
            _html.Append(CultureInfo.InvariantCulture, $"<label><input type=\"checkbox\" id=\"show-row{row.Index}\" checked><span class=\"swatch\" style=\"background:var(--{row.Color.Variable})\"></span>{Escaped(row.Name)}</label>\n");
        _html.Append("</span>\n</div>\n");
        IReadOnlyList<ReportPlot> plots = ReportPlots.Of(_result);
        if (plots.All(plot => plot.Plot is not LinePlot))
            WriteParagraph("The result was made by a version that kept no curves, so plots over time are left out.", "how");
        _html.Append("<div class=\"plots\">\n");
        foreach (ReportPlot plot in plots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string classes = (plot.IsWide ? "wide" : "narrow") + (plot.Measure is { } measure ? $" cost-{measure.Id}" : "");
            _html.Append(CultureInfo.InvariantCulture, $"<figure class=\"{classes}\">\n{SvgCanvas.Draw(plot.Plot, isForPage: true)}\n<figcaption>{Escaped(plot.Caption)}</figcaption>\n</figure>\n");
        }
        _html.Append("</div>\n</section>\n");
    }

    private void WriteRuns()
    {
        _html.Append("<section>\n<details>\n<summary>All runs</summary>\n");
        WriteTable("runs", ReportTables.Runs(_result));
        WriteParagraph("Qualities are those on dev half A, which stops a run. The peak of memory is that of the whole process until the run's end, earlier runs included.", "how");
        _html.Append("</details>\n</section>\n");
    }

    private void WriteOrigin()
    {
        if (_result.Origin is not { } origin)
            return;
        _html.Append(CultureInfo.InvariantCulture, $"""
            <section>
            <h2>How to repeat it</h2>
            {(origin.Command is { } command ? $"<pre class=\"command\">{Escaped(command)}</pre>" : "<p>A program made this comparison; its settings stand below.</p>")}
            <p>{Escaped(WarmUp(origin.WarmUpSeconds))}</p>
            <dl>
            <dt>Machine</dt><dd>{Escaped(origin.Machine.Cpu)}, {origin.Machine.CoreCount} logical cores, {Escaped(origin.Machine.OperatingSystem)}</dd>
            <dt>Versions</dt><dd>MT2ST {Escaped(origin.Version)}, {Escaped(origin.DotNet)}</dd>
            </dl>

            """);
        foreach ((string name, JsonElement settings) in origin.Settings)
            _html.Append(CultureInfo.InvariantCulture, $"<details>\n<summary>Settings of {Escaped(name)}</summary>\n<pre>{Escaped(JsonNode.Parse(settings.GetRawText())!.ToJsonString(Readable))}</pre>\n</details>\n");
        _html.Append("</section>\n");
    }

    private static string WarmUp(double seconds) => seconds > 0
        ? FormattableString.Invariant($"Each task ran {seconds:0.##} s unmeasured first.")
        : "There was no warm-up, so the first runs are charged for compilation.";

    // The JSON's encoder writes < and > as escapes, so that no name in it can end the script element.
    private void WriteEnd() => _html.Append(CultureInfo.InvariantCulture, $"""
        </main>
        <div id="tip" hidden></div>
        <script type="application/json" id="result">{JsonNode.Parse(_result.ToJson())!.ToJsonString()}</script>
        <script>
        {Resource("report.js")}</script>
        </body>
        </html>

        """);

    private void WriteParagraph(string text, string kind) => _html.Append(CultureInfo.InvariantCulture, $"<p class=\"{kind}\">{Escaped(text)}</p>\n");

    private void WriteTable(string id, ReportTable table)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\"><table id=\"{id}\">\n<thead><tr>");
        foreach (string header in table.Headers)
            _html.Append(CultureInfo.InvariantCulture, $"<th>{Escaped(header)}</th>");
        _html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<ReportCell> row in table.Rows)
        {
            _html.Append("<tr>");
            foreach (ReportCell cell in row)
                _html.Append(CultureInfo.InvariantCulture, $"<td{(cell.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $" data-value=\"{value:R}\"") : "")}>{Escaped(cell.Text)}</td>");
            _html.Append("</tr>\n");
        }
        _html.Append("</tbody>\n</table></div>\n");
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using StreamReader reader = new(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
