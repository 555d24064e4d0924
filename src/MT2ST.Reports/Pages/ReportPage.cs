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
        foreach (string answer in _result.Answers)
        {
            int end = answer.IndexOf(':', StringComparison.Ordinal);
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"{(answer == _result.Recommendation ? "headline" : "answer")}\"><strong>{Escaped(answer[..end])}</strong>{Escaped(answer[end..])}</p>\n");
        }
        if (_result.Placebo is { } placebo)
            WriteParagraph(placebo, placebo.StartsWith("Warning", StringComparison.Ordinal) ? "warning" : "note");
        foreach (string warning in _result.Warnings)
            WriteParagraph($"Warning: {warning}", "warning");
        foreach (string note in _result.Notes.Append(_result.Note).OfType<string>())
            WriteParagraph($"Note: {note}", "note");
        _html.Append("</section>\n");
    }

    private void WriteTables()
    {
        _html.Append("<section>\n<h2>Results</h2>\n");
        foreach (ReportPlot plot in TestPlots.Of(_result))
            WriteFigure(plot, "single");
        foreach ((int place, ComparisonTable table) in ComparisonTable.AllOf(_result).Index())
        {
            _html.Append(CultureInfo.InvariantCulture, $"<h3>{Escaped(table.Title)}</h3>\n");
            WriteTable(FormattableString.Invariant($"results-{place}"), ReportTable.From(table));
        }
        WriteParagraph(
            "Qualities: mean ± standard deviation over seeds. Costs: geometric means over seeds, those of the run's own threads. "
            + $"Seeds: {string.Join(", ", _result.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))}. {Intervals()}",
            "how");
        WriteTerms();
        if (ReportTables.Reductions(_result) is { Headers.Count: > 1 } reductions)
        {
            _html.Append("<h3>Against mtl and pretrain, less of the cost</h3>\n");
            WriteTable("reductions", reductions);
        }
        _html.Append("<h3>Overfitting</h3>\n");
        WriteTable("ends", ReportTables.Ends(_result));
        WriteParagraph("Means over seeds. Train: the quality on as many training documents as dev has, at the parameters kept, which are those of dev best. Dev at end below dev best shows what the training after the best evaluation lost.", "how");
        WriteSentences();
        _html.Append("</section>\n");
    }

    private void WriteTerms()
    {
        _html.Append("<h3>Terms</h3>\n<dl class=\"terms\">\n");
        foreach ((string term, string meaning) in ReportTerms.Of(_result))
            _html.Append(CultureInfo.InvariantCulture, $"<dt>{Escaped(term)}</dt><dd>{Escaped(meaning)}</dd>\n");
        _html.Append("</dl>\n");
    }

    private void WriteSentences()
    {
        string[] rows = [.. _result.Conclusions.Except(_result.Answers).Where(sentence => sentence != _result.Placebo)];
        if (rows.Length == 0)
            return;
        _html.Append("<details>\n<summary>Each row in words</summary>\n");
        foreach (string sentence in rows)
            WriteParagraph(sentence, "row");
        _html.Append("</details>\n");
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
        ReportPlot[] plots = [.. ReportPlots.Of(_result).Where(plot => plot.Plot is not DotPlot)]; // Those stand above the tables.
        if (plots.All(plot => plot.Plot is not LinePlot))
            WriteParagraph("The result was made by a version that kept no curves, so plots over time are left out.", "how");
        _html.Append("<div class=\"plots\">\n");
        foreach (ReportPlot plot in plots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string classes = (plot.IsWide ? "wide" : "narrow") + (plot.Measure is { } measure ? $" cost-{measure.Id}" : "");
            WriteFigure(plot, classes);
        }
        _html.Append("</div>\n</section>\n");
    }

    private void WriteFigure(ReportPlot plot, string classes)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<figure class=\"{classes}\">\n");
        if (plot.Narrow is { } narrow)
            _html.Append(CultureInfo.InvariantCulture, $"<div class=\"for-wide\">{SvgCanvas.Draw(plot.Plot, isForPage: true)}</div>\n<div class=\"for-narrow\">{SvgCanvas.Draw(narrow, isForPage: true)}</div>\n");
        else
            _html.Append(CultureInfo.InvariantCulture, $"{SvgCanvas.Draw(plot.Plot, isForPage: true)}\n");
        _html.Append(CultureInfo.InvariantCulture, $"<figcaption>{Escaped(plot.Caption)}</figcaption>\n</figure>\n");
    }

    private void WriteRuns()
    {
        _html.Append("<section>\n<details>\n<summary>All runs</summary>\n");
        WriteTable("runs", ReportTables.Runs(_result));
        WriteTable("run-costs", ReportTables.RunCosts(_result));
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
        _html.Append(CultureInfo.InvariantCulture, $"<table id=\"{id}\">\n<thead><tr>");
        foreach (string header in table.Headers)
            _html.Append(CultureInfo.InvariantCulture, $"<th>{Escaped(header)}</th>");
        _html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<ReportCell> row in table.Rows)
        {
            _html.Append("<tr>");
            foreach ((string header, ReportCell cell) in table.Headers.Zip(row))
            {
                string value = cell.Value is { } number ? string.Create(CultureInfo.InvariantCulture, $" data-value=\"{number:R}\"") : "";
                _html.Append(CultureInfo.InvariantCulture, $"<td data-header=\"{Escaped(header)}\"{value}>{Escaped(cell.Text)}</td>");
            }
            _html.Append("</tr>\n");
        }
        _html.Append("</tbody>\n</table>\n");
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using StreamReader reader = new(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
