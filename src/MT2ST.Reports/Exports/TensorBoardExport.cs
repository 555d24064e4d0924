using System.Globalization;
using MT2ST.Comparisons;
using MT2ST.Files;

namespace MT2ST.Reports.Exports;

/// <summary>Writes each run's curve as TensorBoard scalars, one folder per run; the same result gives the same bytes.</summary>
internal static class TensorBoardExport
{
    /// <summary>TensorBoard looks for <c>tfevents</c> in a file's name; with a fixed name, a repeated export overwrites the file.</summary>
    public const string EventFile = "events.out.tfevents.0.mt2st";

    public static void Write(ComparisonResult result, string folder, CancellationToken cancellationToken)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase); // Some file systems do not distinguish A from a.
        foreach (StrategyResult row in result.Strategies)
        {
            foreach (RunResult run in row.Runs.Where(run => run.Curve.Count > 0))
            {
                cancellationToken.ThrowIfCancellationRequested();
                string runFolder = Path.Combine(folder, FolderName(row.Name, run.Seed, taken));
                Directory.CreateDirectory(runFolder);
                AtomicFile.Write(Path.Combine(runFolder, EventFile), stream => WriteRun(stream, run));
            }
        }
    }

    /// <summary>A name that every file system accepts and that no earlier run has.</summary>
    private static string FolderName(string row, ulong seed, HashSet<string> taken)
    {
        string plain = new([.. row.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_')]);
        string name = string.Create(CultureInfo.InvariantCulture, $"{plain}-seed{seed}"), candidate = name;
        for (int number = 2; !taken.Add(candidate); number++)
            candidate = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return candidate;
    }

    private static void WriteRun(Stream stream, RunResult run)
    {
        EventWriter events = new(stream);
        for (int index = 0; index < run.Curve.Count; index++)
        {
            CurvePoint point = run.Curve[index];
            void Scalar(string tag, double? value)
            {
                if (value is { } number)
                    events.WriteScalar(point.WallSeconds, point.Step, tag, (float)number);
            }
            Scalar("dev/half A", point.Dev);
            Scalar("dev/half B", point.DevTarget);
            Scalar("dev/half B smoothed", run.SmoothedDevTarget[index]);
            Scalar("cost/CPU seconds", point.CpuSeconds);
            for (int task = 0; task < run.Tasks.Count; task++)
            {
                Scalar($"weight/{run.Tasks[task]}", point.Weights[task]);
                Scalar($"loss/{run.Tasks[task]}", point.Losses[task]);
                Scalar($"multiply-adds/{run.Tasks[task]}", point.MultiplyAdds[task]);
            }
        }
    }
}
