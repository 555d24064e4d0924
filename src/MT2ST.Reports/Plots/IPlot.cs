namespace MT2ST.Reports.Plots;

/// <summary>A plot, ready to be drawn.</summary>
internal interface IPlot
{
    /// <summary>The name of the plot's files, and its id in the page: lower-case letters, digits and dashes.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>In pixels.</summary>
    double Width { get; }

    /// <summary>In pixels.</summary>
    double Height { get; }

    void Draw(SvgCanvas canvas);
}
