namespace MT2ST.Reports.Plots;

/// <summary>Which part of a text is at its place.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
