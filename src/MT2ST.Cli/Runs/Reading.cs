using MT2ST.Runs;
using MT2ST.Runs.Preparation;
using MT2ST.Tasks;

namespace MT2ST.Cli.Runs;

/// <summary>Prepares a run's data and says what was read.</summary>
internal static class Reading
{
    /// <summary>Reads, counts and indexes; writes a line before and one after.</summary>
    public static PreparedRun Prepare(RunOptions options, StatusLine status, CancellationToken cancellationToken)
    {
        IEnumerable<TaskOptions> tasks = options.Strategy.UsesAuxiliaries ? options.AllTasks() : [options.Primary];
        status.WriteLine($"Reading {string.Join(", ", tasks.SelectMany(task => task.Train))} ...");
        PreparedRun data = RunPreparation.Prepare(options, cancellationToken);
        string read = string.Join(", ", data.Tasks.Select(task => FormattableString.Invariant(
            $"{task.Options.Name} {task.Train.TokenCount:#,0} tokens in {task.Train.DocumentCount:#,0} texts")));
        status.WriteLine(FormattableString.Invariant($"Read {read}; vocabulary {data.Words.Count:#,0} words; {data.CpuSeconds:0.00} CPU seconds."));
        foreach (PreparedTask task in data.Tasks.Where(task => task.Train.IsStreamed))
            status.WriteLine(FormattableString.Invariant(
                $"The ids of {task.Options.Name}, {task.Train.TokenCount * sizeof(int) / 1e6:#,0} MB, are more than the memory limit of {options.MemoryLimit}: they are streamed from a temporary file in {Path.GetTempPath()}"));
        return data;
    }
}
