using System.Xml.Linq;
using MT2ST.Reports.Figures;
using MT2ST.Reports.Plots;
using SkiaSharp;

namespace MT2ST.Reports.Tests.Plots;

/// <summary>The two kinds of files that a plot is drawn to.</summary>
public sealed class CanvasTests
{
    public static TheoryData<string> Plots { get; } = [.. ReportPlots.Of(Results.Usual(fast: Results.StrangeName)).Select(plot => plot.Plot.Id)];

    [Theory]
    [MemberData(nameof(Plots))]
    public void Svg_File_IsXmlWithColorsOfItsOwn(string id)
    {
        string svg = SvgCanvas.Draw(Plot(id), isForPage: false);
        XElement root = XElement.Parse(svg);
        Assert.Equal("http://www.w3.org/2000/svg", root.Name.NamespaceName);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.Contains(Plot(id).Title, root.Elements().Select(element => element.Value));
    }

    [Theory]
    [MemberData(nameof(Plots))]
    public void Svg_Texts_LieWithinThePicture(string id)
    {
        IPlot plot = Plot(id);
        XElement root = XElement.Parse(SvgCanvas.Draw(plot, isForPage: true));
        Assert.All(root.Descendants("text"), text => Assert.True(
            Number(text, "x") >= 0 && Number(text, "x") <= plot.Width && Number(text, "y") >= 8 && Number(text, "y") <= plot.Height - 4, text.ToString()));
    }

    [Theory]
    [MemberData(nameof(Plots))]
    public void Png_File_HasTwiceTheSizeAndTheRowsColorsOrParts(string id)
    {
        IPlot plot = Plot(id);
        using SKBitmap picture = SKBitmap.Decode(PngCanvas.Draw(plot));
        Assert.Equal((2 * plot.Width, 2 * plot.Height), (picture.Width, picture.Height));
        PlotColor expected = id.StartsWith("split", StringComparison.Ordinal) ? PlotColor.OfPart(0) : PlotColor.OfSeries(0);
        Assert.Contains(SKColor.Parse(expected.Light), picture.Pixels);
        Assert.Equal(SKColors.White, picture.GetPixel(1, 1));
    }

    // Without a font of its own the program would draw no letters where the system has none.
    [Fact]
    public void Png_Title_HasInk()
    {
        using SKBitmap picture = SKBitmap.Decode(PngCanvas.Draw(Plot("quality-by-cpu")));
        int ink = 0;
        for (int y = 10; y < 50; y++)
        {
            for (int x = 20; x < 400; x++)
                ink += picture.GetPixel(x, y).Red < 128 ? 1 : 0;
        }
        Assert.InRange(ink, 500, 6000);
    }

    private static IPlot Plot(string id) => ReportPlots.Of(Results.Usual(fast: Results.StrangeName)).Single(plot => plot.Plot.Id == id).Plot;

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
