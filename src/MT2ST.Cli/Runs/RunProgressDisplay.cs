using MT2ST.Formats;
using MT2ST.Training;

namespace MT2ST.Cli.Runs;

/// <summary>Shows the progress of a run: what was read, then share, epoch, speed, time left, task weights and the last quality on dev.</summary>
/// <param name="status">The line that shows it.</param>
/// <param name="options">The run's settings.</param>
internal sealed class RunProgressDisplay(StatusLine status, RunOptions options) : IProgress<RunProgress>
{
    private const int FrequentLabels = 3; // Of more labels than the summary lists.

    private DataSummary? _data;
    private string _dev = "";
    private string? _stage;

    /// <summary>The search so far; null if there was none.</summary>
    public TuningReport? Search { get; private set; }

    public void Report(RunProgress value)
    {
        if (value.IsReading)
            WriteStart();
        else if (value.Tuning is { } tuning)
            Update(tuning);
        else if (value.Data is { } data)
            WriteData(_data = data);
        else if (value.Evaluation is { } point)
            WriteEvaluation(point, value.Dev);
        else
            Update(value);
    }

    private void WriteStart()
    {
        if (options.Output is { } folder && ModelFolder.IsModel(folder))
            status.WriteLine($"The model in '{folder}'{OutputPlace.About(folder)} will be replaced.");
        status.WriteLine($"Reading {string.Join(", ", (options.Strategy.UsesAuxiliaries ? options.AllTasks() : [options.Primary]).SelectMany(task => task.Train.Paths))} ...");
    }

    private void WriteData(DataSummary data)
    {
        string read = string.Join(", ", data.Tasks.Select(task => FormattableString.Invariant($"{task.Name} {task.Tokens:#,0} tokens in {task.Texts:#,0} texts{LeftOut(task)}{Labels(task)}")));
        status.WriteLine(FormattableString.Invariant($"Read {read}; vocabulary {data.Words:#,0} words; {data.CpuSeconds:0.00} CPU seconds."));
        foreach (TaskData task in data.Tasks.Where(task => task.IsStreamed))
            status.WriteLine(FormattableString.Invariant(
                $"The ids of {task.Name}, {task.Tokens * sizeof(int) / 1e6:#,0} MB, are more than the memory limit of {options.MemoryLimit}: they are streamed from a temporary file in {Path.GetTempPath()}"));
    }

    private static string LeftOut(TaskData task)
    {
        string unlabelled = task.Unlabelled > 0 ? FormattableString.Invariant($"{task.Unlabelled:#,0} without a label") : "";
        string weightless = task.Weightless > 0 ? FormattableString.Invariant($"{task.Weightless:#,0} of weight 0") : "";
        string comma = unlabelled.Length > 0 && weightless.Length > 0 ? ", " : "";
        return unlabelled.Length + weightless.Length > 0 ? $" (left out: {unlabelled}{comma}{weightless})" : "";
    }

    // All labels where they are few: a wrong column shows at once.
    private static string Labels(TaskData task)
    {
        if (task.LabelCount == 0)
            return "";
        bool isAll = task.Labels.Count == task.LabelCount;
        string counts = string.Join(", ", task.Labels.Take(isAll ? task.Labels.Count : FrequentLabels).Select(label => FormattableString.Invariant($"{LongText.ShortenWord(label.Key)} {label.Value:#,0}")));
        return FormattableString.Invariant($" ({task.LabelCount:#,0} {(task.LabelCount == 1 ? "label" : "labels")}: {counts}{(isAll ? "" : " ...")})");
    }

    private void WriteEvaluation(CurvePoint point, Measurement? dev)
    {
        if (dev is null)
            return;
        _dev = FormattableString.Invariant($"  dev {dev.Metric} {dev.Value:0.0000}");
        status.WriteLog(FormattableString.Invariant($"epoch {point.Epoch:0.00}{(point.Step > 0 ? Weights(point.Weights) : "")}{_dev}"));
    }

    private void Update(TuningReport search)
    {
        if (Search is null)
            status.WriteLine($"Searching settings for {search.Budget} ...");
        Search = search;
        string left = search.SecondsLeft is { } seconds ? $"  {StatusLine.Duration(seconds)} left" : "";
        string dev = search.Metric is null ? "" : FormattableString.Invariant($"  dev {search.Metric} {Math.Abs(search.Dev ?? 0):0.0000} (defaults {Math.Abs(search.DefaultsDev ?? 0):0.0000})");
        status.Update(FormattableString.Invariant($"{StatusLine.Bar(search.Share)}  search: {search.Trials:#,0} settings, {search.Runs:#,0} runs{left}{dev}"));
    }

    private void Update(RunProgress progress)
    {
        string left = progress.SecondsLeft is { } seconds ? $"{StatusLine.Duration(seconds)} left" : "";
        string text = FormattableString.Invariant(
            $"{StatusLine.Bar(progress.Share)}  epoch {progress.Epoch:0.00} of {progress.PlannedEpochs:0.##}  {progress.ExamplesPerSecond:#,0} examples/s  {left}");
        if (progress.Stage is not null && progress.Stage != _stage)
            status.WriteLine($"Checking whether the auxiliaries help: training {progress.Stage} ...");
        _stage = progress.Stage;
        status.Update($"{text}{Weights(progress.Weights)}{_dev}");
    }

    // The primary's weight is 1 except while a strategy pretrains.
    private string Weights(IReadOnlyList<double> weights) => weights.Count < 2
        ? ""
        : "  " + string.Join(' ', weights.Select((weight, task) => FormattableString.Invariant($"{_data?.Tasks[task].Name}={weight:0.##}")));
}
