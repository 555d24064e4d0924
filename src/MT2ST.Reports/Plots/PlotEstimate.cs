namespace MT2ST.Reports.Plots;

/// <summary>A row's estimate in one category.</summary>
internal sealed record PlotEstimate
{
    /// <summary>The category, such as a target.</summary>
    public required string Category { get; init; }

    /// <summary>The estimate; null where there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The lower end of its interval; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of its interval; null for none.</summary>
    public double? High { get; init; }

    /// <summary>What stands in the estimate's place where there is none, such as <c>missed 3/5</c>.</summary>
    public string Missing { get; init; } = "";

    /// <summary>The estimate in words.</summary>
    public required string Text { get; init; }
}
