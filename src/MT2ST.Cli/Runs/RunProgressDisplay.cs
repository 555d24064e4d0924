using MT2ST.Runs.Preparation;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Shows the progress of a run: share, epoch, speed, time left, task weights and the last quality on dev.</summary>
/// <param name="status">The line that shows it.</param>
/// <param name="data">The run's data: its tasks' names, and whether there is a dev split.</param>
internal sealed class RunProgressDisplay(StatusLine status, PreparedRun data) : IRunListener
{
    private readonly bool _hasDev = data.Tasks[0].HasDev;
    private string _dev = "";

    public void OnProgress(RunProgress progress)
    {
        string left = progress.SecondsLeft is { } seconds ? $"{StatusLine.Duration(seconds)} left" : "";
        string text = FormattableString.Invariant(
            $"{StatusLine.Bar(progress.Share)}  epoch {progress.Epoch:0.00} of {progress.PlannedEpochs:0.##}  {progress.ExamplesPerSecond:#,0} examples/s  {left}");
        status.Update($"{text}{Weights(progress.Weights)}{_dev}");
    }

    public void OnEvaluated(CurvePoint point)
    {
        if (!_hasDev)
            return;
        _dev = FormattableString.Invariant($"  dev {point.Dev:0.0000}");
        status.WriteLog(FormattableString.Invariant($"epoch {point.Epoch:0.00}{(point.Step > 0 ? Weights(point.Weights) : "")}{_dev}"));
    }

    // The primary's weight is 1 except while a strategy pretrains.
    private string Weights(IReadOnlyList<double> weights) => weights.Count < 2
        ? ""
        : "  " + string.Join(' ', weights.Select((weight, task) => FormattableString.Invariant($"{data.Tasks[task].Options.Name}={weight:0.##}")));
}
