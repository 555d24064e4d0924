using MT2ST.Corpora;
using MT2ST.Runs;
using MT2ST.Training;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>train --json</c> writes.</summary>
internal sealed record TrainReport
{
    /// <summary>The strategy's name.</summary>
    public required string Strategy { get; init; }

    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The size of the vocabulary.</summary>
    public required int Words { get; init; }

    /// <summary>The tasks that took part, the primary first.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>The parameters that several tasks trained.</summary>
    public required IReadOnlyList<SharedParameter> Shared { get; init; }

    /// <summary>Primary epochs trained, fractions included.</summary>
    public required double Epochs { get; init; }

    /// <summary>Tokens of the primary's training data trained on, in a second of wall-clock time.</summary>
    public required double WordsPerSecond { get; init; }

    /// <summary>CPU seconds of training, without preparation and evaluation.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Wall-clock seconds of training, without preparation and evaluation.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>CPU seconds of reading, counting and encoding.</summary>
    public required double PreparationSeconds { get; init; }

    /// <summary>CPU seconds of evaluation on dev.</summary>
    public required double EvaluationSeconds { get; init; }

    /// <summary>The process's peak of physical memory.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The tasks whose word ids were streamed from a temporary file, as they were more than the memory limit.</summary>
    public required IReadOnlyList<string> Streamed { get; init; }

    /// <summary>Steps (of one primary batch), those in which the primary had weight 0 included.</summary>
    public required long Steps { get; init; }

    /// <summary>The best quality on dev, greater is better (a loss is negated); null without dev data.</summary>
    public required double? DevBest { get; init; }

    /// <summary>The metric's value on test; null without test data, or where the run was cancelled before it was measured.</summary>
    public required double? Test { get; init; }

    /// <summary>The name of the metric on test; null without test data.</summary>
    public required string? TestMetric { get; init; }

    /// <summary>What <see cref="Test"/> is the mean of: the test half of each similarity set; empty where it is no mean over sets.</summary>
    public required IReadOnlyList<EvaluationReport.SimilarityEntry> Similarity { get; init; }

    /// <summary>How much started from given vectors; null where all started at random.</summary>
    public required InitialCoverage? Initial { get; init; }

    /// <summary>Which pairs of words the tasks over pairs trained on and which were excluded, by file.</summary>
    public required IReadOnlyList<PairUsage> Pairs { get; init; }

    /// <summary>What a reader must know to believe the measurements; empty where there is nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What else was measured on test, by name; empty without test data.</summary>
    public required IReadOnlyDictionary<string, double> TestDetails { get; init; }

    /// <summary>Multiply-adds of each task, by its name.</summary>
    public required IReadOnlyDictionary<string, long> MultiplyAdds { get; init; }

    /// <summary>How many probes the strategy asked for; their work is in all counts and seconds.</summary>
    public required int Probes { get; init; }

    /// <summary>By task the CPU time of a multiply-add as a multiple of the primary's, as a strategy that probes counts it; empty for any other.</summary>
    public required IReadOnlyDictionary<string, double> CostFactors { get; init; }

    /// <summary>The auxiliaries that probes had switched off when the run ended.</summary>
    public required IReadOnlyList<string> SwitchedOff { get; init; }

    /// <summary>Which parameters were kept: <c>best</c> or <c>last</c>.</summary>
    public required string Kept { get; init; }

    /// <summary>Why the run ended: <c>finished</c>, <c>patience</c> or <c>cancelled</c>.</summary>
    public required string Ended { get; init; }

    /// <summary>The model folder; null where none was written.</summary>
    public required string? Output { get; init; }

    /// <summary>Reports a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">Its data, whose primary's tokens count for the speed.</param>
    public static TrainReport Of(TrainedRun run, PreparedRun data)
    {
        RunRecord record = run.Record;
        double passes = (double)record.Examples[0] / Math.Max(1, run.Tasks[0].Task.ExampleCount);
        return new TrainReport
        {
            Strategy = run.Options.Strategy.Name,
            Seed = record.Seed,
            Words = run.Words.Count,
            Tasks = record.Tasks,
            Shared = record.Shared,
            Epochs = passes,
            WordsPerSecond = record.WallSeconds > 0 ? passes * data.Tasks[0].Train.TokenCount / record.WallSeconds : 0,
            CpuSeconds = record.CpuSeconds,
            WallSeconds = record.WallSeconds,
            PreparationSeconds = record.PreparationSeconds,
            EvaluationSeconds = record.EvaluationSeconds,
            PeakBytes = record.PeakBytes,
            Streamed = [.. data.Tasks.Where(task => task.Train.IsStreamed).Select(task => task.Name)],
            Steps = record.Steps,
            DevBest = data.Tasks[0].HasDev ? record.Curve[record.BestPoint].Dev : null,
            Test = record.Test?.Value,
            TestMetric = record.Test?.Metric,
            Similarity = [.. (record.Test?.Sets ?? []).Select(EvaluationReport.SimilarityEntry.Of)],
            Initial = record.Initial,
            Pairs = record.Pairs,
            Warnings = record.Warnings,
            TestDetails = record.Test?.Details ?? new Dictionary<string, double>(),
            MultiplyAdds = record.Tasks.Zip(record.MultiplyAdds).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            Probes = record.Probes.Count,
            CostFactors = record.NamedCostFactors(),
            SwitchedOff = record.SwitchedOff,
            Kept = record.Kept,
            Ended = record.Ended,
            Output = run.Options.Output,
        };
    }

    private static string Missing(long count) => count == 0 ? "" : FormattableString.Invariant($", {count:#,0} of them with a word that is not in the vocabulary");

    private static string Excluded(ExcludedPairs pairs) => FormattableString.Invariant($", without {pairs.Count:#,0} of {Path.GetFileName(pairs.File)}");

    /// <summary>The report as pairs of a name and a text.</summary>
    public IEnumerable<string[]> Lines()
    {
        yield return ["strategy", Strategy];
        yield return ["tasks", string.Join(", ", Tasks)];
        foreach (IGrouping<string, SharedParameter> parameters in Shared.GroupBy(parameter => string.Join(", ", parameter.Tasks)))
            yield return [$"shared by {parameters.Key}", string.Join(", ", parameters.Select(parameter => parameter.Name))];
        yield return ["words", FormattableString.Invariant($"{Words:#,0}")];
        yield return ["epochs", FormattableString.Invariant($"{Epochs:0.##}")];
        yield return ["best quality on dev", DevBest is { } dev ? FormattableString.Invariant($"{dev:0.0000}") : "no dev data"];
        yield return ["test", Test is { } test ? FormattableString.Invariant($"{TestMetric} {test:0.0000}") : Ended == "cancelled" ? "not measured" : "no test data"];
        foreach (EvaluationReport.SimilarityEntry set in Similarity)
            yield return [$"test half of {set.Name}", FormattableString.Invariant($"spearman {set.Spearman:0.0000}, {set.Found:#,0} of {set.Pairs:#,0} pairs known")];
        foreach ((string name, double value) in TestDetails)
            yield return [$"test, {name}", FormattableString.Invariant($"{value:0.0000}")];
        yield return ["training, CPU s", FormattableString.Invariant($"{CpuSeconds:0.00}")];
        yield return ["training, wall s", FormattableString.Invariant($"{WallSeconds:0.00}")];
        yield return ["preparation, CPU s", FormattableString.Invariant($"{PreparationSeconds:0.00}")];
        if (Streamed.Count > 0)
            yield return ["streamed from disk", string.Join(", ", Streamed)];
        yield return ["primary's words per second", FormattableString.Invariant($"{WordsPerSecond:#,0}")];
        if (Initial is { } initial)
            yield return ["initial vectors", FormattableString.Invariant($"{100 * initial.WordShare:0.0} % of the words, {100 * initial.TokenShare:0.0} % of the tokens found in {initial.File}")];
        foreach (PairUsage pairs in Pairs)
            yield return [$"pairs of {pairs.Task}", FormattableString.Invariant($"{pairs.TrainedCount:#,0}{Missing(pairs.MissingCount)}{string.Concat(pairs.Excluded.Select(Excluded))}")];
        foreach (string warning in Warnings)
            yield return ["warning", warning];
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
}
