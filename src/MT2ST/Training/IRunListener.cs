namespace MT2ST.Training;

/// <summary>Hears what a run does: a progress bar, a log, a report.</summary>
public interface IRunListener
{
    /// <summary>Called about ten times a second while training.</summary>
    void OnProgress(RunProgress progress)
    {
    }

    /// <summary>Called after every evaluation on the grid.</summary>
    void OnEvaluated(CurvePoint point)
    {
    }
}
