namespace MT2ST.Reports.Plots;

/// <summary>A rectangle on a drawing in pixels.</summary>
internal readonly record struct PlotBox(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}
