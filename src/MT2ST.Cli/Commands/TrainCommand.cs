using System.CommandLine;
using MT2ST.Cli.Runs;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st train</c>: one run, from a run file, from flags or from both.</summary>
internal static class TrainCommand
{
    public const string Name = "train";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        RunArguments arguments = new();
        Option<bool> print = new("--print-config") { Description = "Print the merged settings as a run file instead of training" };
        Option<bool> json = CommonArguments.Json();
        Option<bool> force = OutputPlace.Option();
        var command = new ExampledCommand(
            Name,
            "mt2st train --corpus text.txt --dimensions 100 --window 5 --output model",
            "mt2st train --primary classification:reviews.tsv --dev dev.tsv --auxiliary lexicon:opinion-words.tsv --strategy diminish --output model",
            "mt2st train run.json --strategy switch --at 2 --set auxiliaries.brown.units=200 --json");
        arguments.AddTo(command);
        command.Add(print);
        command.Add(force);
        command.Add(json);
        command.SetAction(parsed => arguments.Use(parsed, run =>
        {
            RunOptions options = run.ReadForTraining();
            if (parsed.GetValue(print))
            {
                terminal.Output.WriteLine(options.ToJson());
                return ExitCode.Success;
            }
            if (options.Output is { } folder && ModelFolder.HoldsModelAlone(folder)) // What else is there is never replaced; training refuses it.
                OutputPlace.RequireFree(folder, parsed.GetValue(force), "--output");
            if (options.Auxiliaries.Count > 0 && run.Settings["strategy"]?["name"] is null)
                terminal.Error.WriteLine($"No strategy is named, so it is '{options.Strategy.Name}', as there are auxiliaries. Name another by --strategy.");
            Report(Train(options, terminal, cancellationToken), parsed.GetValue(json), terminal);
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>Trains and writes the model; a run that was stopped keeps what it has learnt.</summary>
    private static TrainReport Train(RunOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        using StatusLine status = new(terminal);
        try
        {
            TrainedModel model = EmbeddingTrainer.Train(options, new RunProgressDisplay(status, options), cancellationToken);
            if (options.Output is { } folder && !model.IsSaved)
                status.WriteLine(Untouched(folder));
            return new TrainReport(model);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && options.Output is { } old && ModelFolder.IsModel(old))
        {
            status.WriteLine(Untouched(old));
            throw;
        }
    }

    private static string Untouched(string folder) => $"Stopped before anything was learnt: the model in '{folder}' is left as it is.";

    private static void Report(TrainReport report, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(report, CommandJson.Readable.TrainReport);
            return;
        }
        terminal.WriteTable(["run", ""], report.Lines());
        foreach (string warning in report.Warnings)
            terminal.Output.WriteLine($"Warning: {warning}");
    }
}
