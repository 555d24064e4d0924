using System.CommandLine;
using MT2ST.Cli.Runs;
using MT2ST.Runs;
using MT2ST.Runs.Models;
using MT2ST.Runs.Preparation;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st train</c>: one run, from a run file, from flags or from both.</summary>
internal static class TrainCommand
{
    public const string Name = "train";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string?> file = new("RUN.json") { Description = "A run file; flags override it, and --set overrides both", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> set = CommonArguments.Set();
        Option<bool> print = new("--print-config") { Description = "Write the merged settings as a run file and train nothing" };
        Option<bool> json = CommonArguments.Json();
        TaskFlags tasks = new();
        SettingFlags settings = new();
        var command = new ExampledCommand(
            Name,
            "mt2st train --corpus text.txt --dimensions 100 --window 5 --output model",
            "mt2st train --primary classification:reviews.tsv --dev dev.tsv --auxiliary lexicon:opinion-words.tsv --strategy diminish --output model",
            "mt2st train run.json --strategy switch --at 2 --set auxiliaries.brown.units=200 --json") { file };
        tasks.AddTo(command);
        settings.AddTo(command);
        command.Add(set);
        command.Add(print);
        command.Add(json);
        file.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            RunFile run = RunLayers.Load(parsed.GetValue(file));
            return RunLayers.Located(run, () =>
            {
                tasks.Apply(parsed, run);
                settings.Apply(parsed, run);
                run.SetAll(parsed.GetValue(set) ?? []);
                RunOptions options = run.Read();
                if (parsed.GetValue(print))
                    terminal.Output.WriteLine(options.ToJson());
                else
                    Report(Train(options, terminal, cancellationToken), parsed.GetValue(json), terminal);
                return ExitCode.Success;
            });
        });
        return command;
    }

    /// <summary>Trains and writes the model; a run that was stopped keeps what it has learnt.</summary>
    private static TrainReport Train(RunOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        if (options.Output is { } place)
            ModelWriter.CheckPlace(place);
        using StatusLine status = new(terminal);
        PreparedRun data = Reading.Prepare(options, status, cancellationToken);
        if (TrainUnlessStopped(options, data, status, cancellationToken) is not { } run)
        {
            if (options.Output is { } old && ModelWriter.HoldsModel(old))
                status.WriteLine(Untouched(old));
            throw new OperationCanceledException(cancellationToken);
        }
        if (options.Output is { } folder)
        {
            // The kept values would be those of the start, which must not replace a model.
            bool isUntrained = run.Record.Steps == 0 || run.Record is { Kept: "best", BestPoint: 0 };
            if (cancellationToken.IsCancellationRequested && isUntrained && ModelWriter.HoldsModel(folder))
                status.WriteLine(Untouched(folder));
            else
                ModelWriter.Write(folder, run);
        }
        return new TrainReport(run, data);
    }

    /// <summary>Trains; null if it was stopped before the first step.</summary>
    private static TrainedRun? TrainUnlessStopped(RunOptions options, PreparedRun data, StatusLine status, CancellationToken cancellationToken)
    {
        try
        {
            return RunTrainer.Train(options, data, listener: new RunProgressDisplay(status, data), cancellation: cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string Untouched(string folder) => $"Stopped before anything was learnt: the model in '{folder}' is left as it is.";

    private static void Report(TrainReport report, bool json, Terminal terminal)
    {
        if (json)
            terminal.WriteJson(report, CommandJson.Readable.TrainReport);
        else
            terminal.WriteTable(["run", ""], report.Lines());
    }
}
