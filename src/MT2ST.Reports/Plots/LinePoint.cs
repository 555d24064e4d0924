namespace MT2ST.Reports.Plots;

/// <summary>A point of a line with its spread.</summary>
/// <param name="X">Along the x axis.</param>
/// <param name="Mean">The mean over seeds.</param>
/// <param name="Low">The least of the seeds.</param>
/// <param name="High">The greatest of the seeds.</param>
/// <param name="Text">The point in words.</param>
internal sealed record LinePoint(double X, double Mean, double Low, double High, string Text);
