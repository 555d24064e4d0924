using System.Globalization;
using MT2ST.Formats;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Shows the progress of a run: what was read, then share, epoch, speed, time left, task weights and the last quality on dev.</summary>
/// <param name="status">The line that shows it.</param>
/// <param name="options">The run's settings.</param>
internal sealed class RunProgressDisplay(StatusLine status, RunOptions options) : IProgress<RunProgress>
{
    private DataSummary? _data;
    private string _dev = "";

    public void Report(RunProgress value)
    {
        if (value.IsReading)
            WriteStart();
        else if (value.Data is { } data)
            WriteData(_data = data);
        else if (value.Evaluation is { } point)
            WriteEvaluation(point, value.DevMetric);
        else
            Update(value);
    }

    private void WriteStart()
    {
        if (options.Output is { } folder && ModelFolder.IsModel(folder))
            status.WriteLine($"The model in '{folder}' of {File.GetLastWriteTime(Path.Combine(folder, ModelFolder.Run)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} will be replaced.");
        status.WriteLine($"Reading {string.Join(", ", (options.Strategy.UsesAuxiliaries ? options.AllTasks() : [options.Primary]).SelectMany(task => task.Train.Paths))} ...");
    }

    private void WriteData(DataSummary data)
    {
        string read = string.Join(", ", data.Tasks.Select(task => FormattableString.Invariant($"{task.Name} {task.Tokens:#,0} tokens in {task.Texts:#,0} texts")));
        status.WriteLine(FormattableString.Invariant($"Read {read}; vocabulary {data.Words:#,0} words; {data.CpuSeconds:0.00} CPU seconds."));
        foreach (TaskData task in data.Tasks.Where(task => task.IsStreamed))
            status.WriteLine(FormattableString.Invariant(
                $"The ids of {task.Name}, {task.Tokens * sizeof(int) / 1e6:#,0} MB, are more than the memory limit of {options.MemoryLimit}: they are streamed from a temporary file in {Path.GetTempPath()}"));
    }

    private void WriteEvaluation(CurvePoint point, string? metric)
    {
        if (_data?.HasDev != true)
            return;
        _dev = $"  dev {MetricText.Of(metric, point.Dev)}";
        status.WriteLog(FormattableString.Invariant($"epoch {point.Epoch:0.00}{(point.Step > 0 ? Weights(point.Weights) : "")}{_dev}"));
    }

    private void Update(RunProgress progress)
    {
        string left = progress.SecondsLeft is { } seconds ? $"{StatusLine.Duration(seconds)} left" : "";
        string text = FormattableString.Invariant(
            $"{StatusLine.Bar(progress.Share)}  epoch {progress.Epoch:0.00} of {progress.PlannedEpochs:0.##}  {progress.ExamplesPerSecond:#,0} examples/s  {left}");
        status.Update($"{text}{Weights(progress.Weights)}{_dev}");
    }

    // The primary's weight is 1 except while a strategy pretrains.
    private string Weights(IReadOnlyList<double> weights) => weights.Count < 2
        ? ""
        : "  " + string.Join(' ', weights.Select((weight, task) => FormattableString.Invariant($"{_data?.Tasks[task].Name}={weight:0.##}")));
}
