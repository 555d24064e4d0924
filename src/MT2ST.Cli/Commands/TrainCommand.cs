using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MT2ST.Cli.Runs;
using MT2ST.Formats;
using MT2ST.Runs;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st train</c>: one run, from a run file, from flags or from both.</summary>
internal static class TrainCommand
{
    public const string Name = "train";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        RunArguments arguments = new();
        Option<bool> print = new("--print-config") { Description = "Print the merged settings as a run file instead of training" };
        Option<string> tune = new("--tune")
        {
            Description = "First search for better settings, judged on dev data, for a time (90s, 5m, 1h) or a number of trials (20trials). Settings that you give are not changed; the defaults stay unless others are better by more than noise. Then train with what was chosen",
            HelpName = "TIME|COUNTtrials",
        };
        Option<int?> jobs = new("--jobs")
        {
            Description = "How many trials of --tune run at the same time, each on one thread (default: as many as --threads)",
            HelpName = "COUNT",
            CustomParser = result => CommonArguments.ParseCount("--jobs", result),
        };
        Option<bool> json = CommonArguments.Json();
        Option<bool> force = OutputPlace.Option();
        var command = new ExampledCommand(
            Name,
            "mt2st train --corpus text.txt --dimensions 100 --window 5 --output model",
            "mt2st train --primary classification:reviews.tsv --dev dev.tsv --auxiliary lexicon:opinion-words.tsv --strategy diminish --output model",
            "mt2st train --primary classification:reviews.tsv --tune 5m --threads 2 --output model",
            "mt2st train run.json --strategy switch --at 2 --set auxiliaries.brown.units=200 --json");
        arguments.AddTo(command);
        command.Add(tune);
        command.Add(jobs);
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
        }, run => SetTuning(parsed, run)));
        return command;

        void SetTuning(ParseResult parsed, RunFile run)
        {
            if (parsed.GetValue(tune) is { } budget)
                run.Set("tuning.budget", JsonValue.Create(budget).ToJsonString());
            if (parsed.GetValue(jobs) is not { } count)
                return;
            if (run.Settings["tuning"]?["budget"] is null)
                throw new SettingException("tuning.jobs", "--jobs is how many trials of --tune run at the same time, and there is no --tune. Add one, such as --tune 5m, or leave it out.");
            run.Set("tuning.jobs", count.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Trains and writes the model; a run that was stopped keeps what it has learnt.</summary>
    private static TrainReport Train(RunOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        using StatusLine status = new(terminal);
        RunProgressDisplay display = new(status, options);
        try
        {
            TrainedModel model = EmbeddingTrainer.Train(options, display, cancellationToken);
            if (options.Output is { } folder && !model.IsSaved)
                status.WriteLine(Untouched(folder));
            return new TrainReport(model);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (display.Search is { } search)
                status.WriteLine($"The search was stopped, and nothing was trained after it. {(search.Runs == 0 ? "No trial had ended." : $"So far: {search.Conclusion}")}");
            if (options.Output is { } old && ModelFolder.IsModel(old))
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
        foreach (TuningReport trials in new[] { report.Tuning, report.HarmCheck }.OfType<TuningReport>())
            terminal.Output.WriteLine(trials.Conclusion);
        foreach (string warning in report.Warnings)
            terminal.Output.WriteLine($"Warning: {warning}");
    }
}
