namespace MT2ST.Training;

/// <summary>Receives the progress of a run, for a progress bar, a log or a report.</summary>
public interface IRunListener
{
    /// <summary>Called about ten times a second while training.</summary>
    void OnProgress(RunProgress progress) { }

    /// <summary>Called after every evaluation on the grid.</summary>
    void OnEvaluated(CurvePoint point) { }
}

/// <summary>The state of a training that is running.</summary>
/// <param name="Epoch">Primary epochs done, fractions included.</param>
/// <param name="PlannedEpochs">Primary epochs planned.</param>
/// <param name="Examples">Primary examples trained on.</param>
/// <param name="WallSeconds">Seconds since training began, evaluations included.</param>
/// <param name="Weights">The task weights of the last step, the primary's first.</param>
public sealed record RunProgress(double Epoch, double PlannedEpochs, long Examples, double WallSeconds, IReadOnlyList<double> Weights)
{
    /// <summary>The share done, in [0, 1].</summary>
    public double Share => Math.Min(1, Epoch / PlannedEpochs);

    /// <summary>Primary examples per second so far.</summary>
    public double ExamplesPerSecond => WallSeconds > 0 ? Examples / WallSeconds : 0;

    /// <summary>Seconds left at the rate so far; null before anything is known.</summary>
    public double? SecondsLeft => Share > 0 ? WallSeconds * (1 - Share) / Share : null;
}
