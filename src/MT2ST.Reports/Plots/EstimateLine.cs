namespace MT2ST.Reports.Plots;

/// <summary>A row's estimates, one a category.</summary>
/// <param name="Row">The row.</param>
/// <param name="Estimates">In the order of the categories.</param>
internal sealed record EstimateLine(PlotRow Row, IReadOnlyList<PlotEstimate> Estimates);
