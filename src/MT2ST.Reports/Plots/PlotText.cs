namespace MT2ST.Reports.Plots;

/// <summary>The size of texts, near enough to leave room for them: a page's font is not known.</summary>
internal static class PlotText
{
    private const double WidthOfCharacter = 0.62; // In the text's size; DejaVu Sans, wider than most fonts, has a mean of 0.6.

    public static double Width(string text, double size) => WidthOfCharacter * size * text.Length;
}
