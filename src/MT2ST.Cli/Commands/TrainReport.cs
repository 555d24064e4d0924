using MT2ST.Cli.Runs;
using MT2ST.Corpora.Pairs;
using MT2ST.Training;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>train --json</c> writes: the run's record by the names of its tasks, without the curve, and what was read.</summary>
internal sealed class TrainReport
{
    private readonly TrainedModel _model;
    private readonly DataSummary _data;

    /// <summary>Reports a run.</summary>
    /// <param name="model">The model that has just been trained.</param>
    internal TrainReport(TrainedModel model) // Not public, or the JSON generator looks into the parameters' types.
    {
        _model = model;
        _data = model.Report.Data!;
    }

    public string Strategy => _model.Options.Strategy.Name;

    public ulong Seed => Record.Seed;

    /// <summary>The size of the vocabulary.</summary>
    public int Words => _data.Words;

    public IReadOnlyList<string> Tasks => Record.Tasks;

    public IReadOnlyList<SharedParameter> Shared => Record.Shared;

    /// <summary>Primary epochs trained, fractions included.</summary>
    public double Epochs => Record.Epochs;

    /// <summary>Tokens of the primary's training data trained on, in a second of wall-clock time.</summary>
    public double WordsPerSecond => WallSeconds > 0 ? Epochs * _data.Tasks[0].Tokens / WallSeconds : 0;

    public double CpuSeconds => Record.CpuSeconds;

    public double WallSeconds => Record.WallSeconds;

    public double PreparationSeconds => Record.PreparationSeconds;

    public double EvaluationSeconds => Record.EvaluationSeconds;

    public long PeakBytes => Record.PeakBytes;

    /// <summary>The tasks whose word ids exceeded the memory limit and were streamed from a temporary file.</summary>
    public IReadOnlyList<string> Streamed => [.. _data.Tasks.Where(task => task.IsStreamed).Select(task => task.Name)];

    public long Steps => Record.Steps;

    /// <summary>The best quality on dev, greater is better (a loss is negated); null without dev data.</summary>
    public double? DevBest => Record.DevBest;

    /// <summary>The metric on dev; null without dev data.</summary>
    public string? DevMetric => Record.Dev?.Metric;

    /// <summary>The metric's value on test; null without test data.</summary>
    public double? Test => Record.Test?.Value;

    public string? TestMetric => Record.Test?.Metric;

    /// <summary>The values of which <see cref="Test"/> is the mean, one for the test half of each similarity set; empty if it is no mean over sets.</summary>
    public IReadOnlyList<EvaluationReport.SimilarityEntry> Similarity => [.. (Record.Test?.Sets ?? []).Select(EvaluationReport.SimilarityEntry.Of)];

    public InitialCoverage? Initial => Record.Initial;

    public IReadOnlyList<PairUsage> Pairs => Record.Pairs;

    /// <summary>The search for settings before the run; null if there was none.</summary>
    public TuningReport? Tuning => Record.Tuning;

    /// <summary>The check for harm before the run; null if there was none.</summary>
    public TuningReport? HarmCheck => Record.HarmCheck;

    /// <summary>What was made smaller to keep within the model's size.</summary>
    public IReadOnlyList<string> Reductions => Record.Reductions;

    public IReadOnlyList<string> Warnings => Record.Warnings;

    /// <summary>The auxiliaries that did not take part, since the strategy trains the primary alone.</summary>
    public IReadOnlyList<string> LeftOut => Record.LeftOut;

    /// <summary>By auxiliary the switch point that had not come when the run ended.</summary>
    public IReadOnlyDictionary<string, string> UnreachedSwitches => Record.UnreachedSwitches;

    /// <summary>Further metrics on test, by name; empty without test data.</summary>
    public IReadOnlyDictionary<string, double> TestDetails => Record.Test?.Details ?? new Dictionary<string, double>();

    public IReadOnlyDictionary<string, long> MultiplyAdds => Record.ByTask(Record.MultiplyAdds);

    /// <summary>How many probes the strategy asked for; their work is in all counts and seconds.</summary>
    public int Probes => Record.Probes.Count;

    public IReadOnlyDictionary<string, double> CostFactors => Record.ByTask(Record.CostFactors);

    public IReadOnlyList<string> SwitchedOff => Record.SwitchedOff;

    public string Kept => Record.Kept;

    public string Ended => Record.Ended;

    /// <summary>The model folder; null if none was written.</summary>
    public string? Output => _model.Options.Output;

    private RunRecord Record => _model.Report;

    /// <summary>The report as pairs of a name and a text.</summary>
    public IEnumerable<string[]> Lines()
    {
        if (Tuning is { } tuning)
            yield return ["searched", FormattableString.Invariant($"{tuning.Trials:#,0} settings in {tuning.Runs:#,0} runs, {Cost(tuning, "search")}")];
        if (HarmCheck is { } check)
            yield return ["check for harm", FormattableString.Invariant($"{check.Runs} runs, {Cost(check, "check")}")];
        else if (Tasks.Count > 1 && Tuning is null && Record.Probes.Count == 0)
            yield return ["check for harm", "none; --harm-check alone or --harm-check probes makes one"];
        if (_model.Options.ModelSize is { } size)
            yield return [$"reduced to fit {size}", Reductions.Count > 0 ? string.Join(", ", Reductions) : "nothing"];
        yield return ["strategy", Strategy];
        yield return ["tasks", string.Join(", ", Tasks)];
        if (LeftOut.Count > 0)
            yield return ["left out", $"{string.Join(", ", LeftOut)}: '{Strategy}' trains the primary alone"];
        foreach (IGrouping<string, SharedParameter> parameters in Shared.GroupBy(parameter => string.Join(", ", parameter.Tasks)))
            yield return [$"shared by {parameters.Key}", string.Join(", ", parameters.Select(parameter => parameter.Name))];
        yield return ["words", FormattableString.Invariant($"{Words:#,0}")];
        yield return ["epochs", FormattableString.Invariant($"{Epochs:0.##}")];
        foreach (IGrouping<string, string> tasks in UnreachedSwitches.GroupBy(switched => switched.Value, switched => switched.Key))
            yield return ["switch point not reached", FormattableString.Invariant($"{tasks.Key}; {string.Join(", ", tasks)} ran to the end at epoch {Epochs:0.##}")];
        yield return ["best on dev", Record.Dev is { } dev ? FormattableString.Invariant($"{dev.Metric} {dev.Value:0.0000}") : "no dev data"];
        yield return ["test", Test is { } test ? FormattableString.Invariant($"{TestMetric} {test:0.0000}") : Ended == "cancelled" ? "not measured" : "no test data"];
        foreach (EvaluationReport.SimilarityEntry set in Similarity)
            yield return [$"test half of {set.Name}", FormattableString.Invariant($"spearman {set.Spearman:0.0000}, {set.Found:#,0} of {set.Pairs:#,0} pairs known")];
        foreach ((string name, double value) in TestDetails)
            yield return [$"test, {name}", FormattableString.Invariant($"{value:0.0000}")];
        yield return ["training, CPU s", FormattableString.Invariant($"{CpuSeconds:0.00}")];
        yield return ["training, wall s", FormattableString.Invariant($"{WallSeconds:0.00}")];
        yield return ["preparation, CPU s", FormattableString.Invariant($"{PreparationSeconds:0.00}")];
        if (Record.TeacherSeconds is { } teacher)
            yield return ["teacher before the run, CPU s", FormattableString.Invariant($"{teacher:0.00}")];
        if (Streamed.Count > 0)
            yield return ["streamed from disk", string.Join(", ", Streamed)];
        yield return ["primary's words per second", FormattableString.Invariant($"{WordsPerSecond:#,0}")];
        if (Initial is { } initial)
            yield return ["initial vectors", FormattableString.Invariant($"{100 * initial.WordShare:0.0} % of the words, {100 * initial.TokenShare:0.0} % of the tokens found in {initial.File}")];
        foreach (PairUsage pairs in Pairs)
            yield return [$"pairs of {pairs.Task}", FormattableString.Invariant($"{pairs.TrainedCount:#,0}{Missing(pairs.MissingCount)}{string.Concat(pairs.Excluded.Select(Excluded))}")];
        foreach ((string task, long count) in MultiplyAdds)
            yield return [$"multiply-adds of {task} (M)", FormattableString.Invariant($"{count / 1e6:#,0.0}")];
        if (CostFactors.Values.Any(factor => factor != 1))
            yield return ["CPU time of a multiply-add", string.Join(", ", CostFactors.Select(task => FormattableString.Invariant($"{task.Key} {task.Value:0.##}")))];
        if (Probes > 0)
            yield return ["probes", FormattableString.Invariant($"{Probes}; switched off: {(SwitchedOff.Count > 0 ? string.Join(", ", SwitchedOff) : "nothing")}")];
        yield return ["kept", Kept == "best" ? "parameters of the best evaluation on dev" : "parameters after the last step"];
        yield return ["ended", Ended];
        yield return ["model", Output ?? "not written (no --output)"];
    }

    private static string Cost(TuningReport trials, string purpose)
    {
        string heldOut = trials.HeldOutShare > 0 ? FormattableString.Invariant($"; dev: {100 * trials.HeldOutShare:0.#} % of the training data, held out for the {purpose} alone") : "";
        return FormattableString.Invariant($"{trials.WallSeconds:0.0} s, {trials.CpuSeconds:0.0} CPU s{heldOut}");
    }

    private static string Missing(long count) => count == 0 ? "" : FormattableString.Invariant($", {count:#,0} of them with a word that is not in the vocabulary");

    private static string Excluded(ExcludedPairs pairs) => FormattableString.Invariant($", without {pairs.Count:#,0} of {Path.GetFileName(pairs.File)}");
}
