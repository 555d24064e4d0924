using System.Globalization;
using System.Text;
using MT2ST.Comparisons;
using MT2ST.Files;

namespace MT2ST.Reports.Exports;

/// <summary>Writes all runs and all points of their curves as two CSV files: full precision, an empty cell for a missing figure.</summary>
internal static class CsvExport
{
    public const string RunsFile = "runs.csv";
    public const string CurvesFile = "curves.csv";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly char[] Special = [',', '"', '\n', '\r'];

    public static void Write(ComparisonResult result, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string[] tasks = [.. result.Strategies.SelectMany(row => row.Runs).SelectMany(run => run.MultiplyAdds.Keys).Distinct()];
        WriteFile(Path.Combine(folder, RunsFile), RunHeaders(tasks), Runs(result).Select(named => RunCells(named.Name, named.Run, tasks)), cancellationToken);
        WriteFile(Path.Combine(folder, CurvesFile), CurveHeaders(tasks), Runs(result).SelectMany(named => named.Run.Curve.Select((_, point) => CurveCells(named.Name, named.Run, point, tasks))), cancellationToken);
    }

    private static IEnumerable<(string Name, RunResult Run)> Runs(ComparisonResult result) => result.Strategies.SelectMany(row => row.Runs.Select(run => (row.Name, run)));

    private static string[] RunHeaders(string[] tasks) =>
    [
        "strategy", "seed", "target", "secondsToTarget", "secondsToTargetWithPreparation", "multiplyAddsToTarget", "cpuSeconds", "preparationSeconds",
        "evaluationSeconds", "wallSeconds", "steps", "trainQuality", "devBest", "devLast", "devTargetBest", "test", "testMetric", "peakBytes", "ended",
        .. tasks.Select(task => $"multiplyAdds.{task}"),
    ];

    private static object?[] RunCells(string name, RunResult run, string[] tasks) =>
    [
        name, run.Seed, run.Target, run.SecondsToTarget, run.SecondsToTargetWithPreparation, run.MultiplyAddsToTarget, run.CpuSeconds, run.PreparationSeconds,
        run.EvaluationSeconds, run.WallSeconds, run.Steps, run.TrainQuality, run.DevBest, run.DevLast, run.DevTargetBest, run.Test, run.TestMetric, run.PeakBytes, run.Ended,
        .. tasks.Select(task => run.MultiplyAdds.TryGetValue(task, out long count) ? (object?)count : null),
    ];

    private static string[] CurveHeaders(string[] tasks) =>
    [
        "strategy", "seed", "step", "epoch", "cpuSeconds", "wallSeconds", "evaluationSeconds", "dev", "devTarget", "smoothedDevTarget",
        .. tasks.SelectMany(task => new[] { $"multiplyAdds.{task}", $"weight.{task}", $"loss.{task}" }),
    ];

    private static object?[] CurveCells(string name, RunResult run, int index, string[] tasks)
    {
        CurvePoint point = run.Curve[index];
        return
        [
            name, run.Seed, point.Step, point.Epoch, point.CpuSeconds, point.WallSeconds, point.EvaluationSeconds, point.Dev, point.DevTarget, run.SmoothedDevTarget[index],
            .. tasks.SelectMany(task => run.Tasks.ToList().IndexOf(task) is >= 0 and int place
                ? new object?[] { point.MultiplyAdds[place], point.Weights[place], point.Losses[place] }
                : [null, null, null]),
        ];
    }

    private static void WriteFile(string path, string[] headers, IEnumerable<object?[]> rows, CancellationToken cancellationToken) => AtomicFile.Write(path, stream =>
    {
        foreach (object?[] cells in rows.Prepend(headers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.Write(Utf8.GetBytes(string.Join(',', cells.Select(Field)) + "\r\n"));
        }
    });

    // RFC 4180: lines end in CR LF, and a field with a separator, a quote or a line break is quoted.
    private static string Field(object? cell)
    {
        string text = Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
        return text.IndexOfAny(Special) >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
