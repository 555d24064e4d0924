using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MT2ST.Reports.Pages;

namespace MT2ST.Reports.Tests.Pages;

/// <summary>What a reader's program finds in a page.</summary>
internal sealed partial class ParsedPage(ComparisonResult result)
{
    public string Html { get; } = ReportPage.Write(result);

    /// <summary>The visible text, without style and script.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(Hidden().Replace(Html, ""), " "));

    /// <summary>The result that the page carries along.</summary>
    public JsonNode Result => JsonNode.Parse(Between("<script type=\"application/json\" id=\"result\">", "</script>"))!;

    /// <summary>A table's cells as texts, with the headers as the first row.</summary>
    public string[][] Table(string id) => [.. Rows(id).Select(row => Cell().Matches(row).Select(cell => WebUtility.HtmlDecode(cell.Groups["text"].Value)).ToArray())];

    /// <summary>A table's exact figures by column; null where a cell has none.</summary>
    public double?[] Figures(string id, string header)
    {
        int column = Array.IndexOf(Table(id)[0], header);
        return [.. Rows(id).Skip(1).Select(row => Value().Match(Cell().Matches(row)[column].Value) is { Success: true } match ? double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture) : (double?)null)];
    }

    /// <summary>A plot of the page; it must be well-formed XML.</summary>
    public XElement Plot(string id) => Plots().Single(plot => plot.Attribute("id")!.Value == id);

    public IEnumerable<XElement> Plots() => Svg().Matches(Html).Select(match => XElement.Parse(match.Value));

    /// <summary>The marks of one row in a plot that carry figures.</summary>
    public IReadOnlyList<XElement> Data(string plot, int row) =>
        [.. Plot(plot).Elements("g").Where(group => group.Attribute("class")!.Value == $"row{row}").Descendants().Where(element => element.Attribute("class")?.Value == "datum")];

    /// <summary>A figure of a mark; null where it has none of that name.</summary>
    public static double? Figure(XElement datum, string name) =>
        datum.Attribute($"data-{name}") is { } attribute ? double.Parse(attribute.Value, CultureInfo.InvariantCulture) : null;

    private string[] Rows(string id) => Between($"<table id=\"{id}\">", "</table>").Split("</tr>")[..^1];

    private string Between(string begin, string end)
    {
        int from = Html.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Html[from..Html.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex("<(style|script)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<t[dh]\\b[^>]*>(?<text>.*?)</t[dh]>")]
    private static partial Regex Cell();

    [GeneratedRegex("data-value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<svg .*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
