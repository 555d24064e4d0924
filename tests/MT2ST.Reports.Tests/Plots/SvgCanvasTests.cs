using System.Xml.Linq;
using MT2ST.Reports.Figures;
using MT2ST.Reports.Plots;

namespace MT2ST.Reports.Tests.Plots;

/// <summary>The drawing of every plot.</summary>
public sealed class SvgCanvasTests
{
    public static TheoryData<string> Plots { get; } = [.. ReportPlots.Of(Results.Usual(fast: Results.StrangeName)).Select(plot => plot.Plot.Id)];

    [Theory]
    [MemberData(nameof(Plots))]
    public void Draw_File_IsXmlWithColorsOfItsOwn(string id)
    {
        string svg = SvgCanvas.Draw(Plot(id), isForPage: false);
        XElement root = XElement.Parse(svg);
        Assert.Equal("http://www.w3.org/2000/svg", root.Name.NamespaceName);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.Contains(Plot(id).Title, root.Elements().Select(element => element.Value));
    }

    [Theory]
    [MemberData(nameof(Plots))]
    public void Draw_Texts_LieWithinThePicture(string id)
    {
        IPlot plot = Plot(id);
        XElement root = XElement.Parse(SvgCanvas.Draw(plot, isForPage: true));
        Assert.All(root.Descendants("text"), text => Assert.True(
            Number(text, "x") >= 0 && Number(text, "x") <= plot.Width && Number(text, "y") >= 8 && Number(text, "y") <= plot.Height - 4, text.ToString()));
    }

    private static IPlot Plot(string id) => ReportPlots.Of(Results.Usual(fast: Results.StrangeName)).Single(plot => plot.Plot.Id == id).Plot;

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
