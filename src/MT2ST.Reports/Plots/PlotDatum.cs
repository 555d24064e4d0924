namespace MT2ST.Reports.Plots;

/// <summary>What a mark on a plot stands for: a page shows the text over it and carries the exact figures.</summary>
/// <param name="Text">The figures in words, lines parted by <c>\n</c>.</param>
internal sealed record PlotDatum(string Text)
{
    /// <summary>The name of what is measured along the x axis, or of the category.</summary>
    public string Category { get; init; } = "";

    /// <summary>The exact value along the x axis; null where that is a category.</summary>
    public double? X { get; init; }

    /// <summary>The exact value.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of the interval or the spread; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval or the spread; null for none.</summary>
    public double? High { get; init; }
}
