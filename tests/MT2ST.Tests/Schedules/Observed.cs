using MT2ST.Schedules;
using MT2ST.Schedules.Probing;

namespace MT2ST.Tests.Schedules;

/// <summary>Observations of a run that is told point by point.</summary>
internal static class Observed
{
    /// <summary>A run evaluated at cost 0, 1, 2 ... and a tenth of an epoch each.</summary>
    public static Observations Qualities(params double[] qualities)
    {
        var observed = new Observations();
        foreach (double quality in qualities)
            Add(observed, quality);
        return observed;
    }

    /// <summary>Adds the next evaluation.</summary>
    public static void Add(Observations observed, double quality) =>
        observed.Add(new EvaluationPoint(observed.Points.Count / 10.0, observed.Points.Count, quality));

    /// <summary>Adds the result of a probe of what was asked for, against the last evaluation.</summary>
    public static void Answer(Observations observed, ProbeRequest request, double quality, double error = 0) => observed.Add(new Probe
    {
        From = observed.Mark!.Value,
        Epoch = observed.Points[observed.Mark!.Value].Epoch,
        RunDev = observed.Points[^1].Dev,
        Weights = request.Weights,
        Auxiliary = request.Auxiliary,
        HasEqualCost = double.IsFinite(request.Cost),
        Cost = double.IsFinite(request.Cost) ? request.Cost : 10 * request.Epochs,
        Dev = quality,
        Error = error,
    });
}
