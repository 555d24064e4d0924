using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MT2ST.Cli.Runs;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Tuning;
using MT2ST.Files;
using MT2ST.Reports;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st compare</c>: strategies side by side over seeds.</summary>
internal sealed class CompareCommand
{
    public const string Name = "compare";

    private const string DevShare = "0.1";

    private readonly RunArguments _run = new();
    private readonly Option<string> _strategies = new("--strategies")
    {
        Description = "The rows to compare: strategies, or names from the run file's strategies, separated by commas (default stl and those that the run file names; without one stl,mtl,diminish,switch; both with bag-of-words where a costlier encoder reads texts)",
        HelpName = "NAME,NAME...",
    };
    private readonly Option<bool> _controls = new("--controls")
    {
        Description = $"Add the controls {ComparisonRow.Pretrain}, stl-2x and placebo, where the run file allows them. --strategies can name any of {ComparisonRow.Pretrain}, {string.Join(", ", ComparisonRow.ControlNames)}; docs/comparisons.md explains each of them",
    };
    private readonly Option<string> _seeds = new("--seeds") { Description = "How many seeds, or a list of seeds separated by commas (default 5)", HelpName = "COUNT|SEED,SEED..." };
    private readonly Option<string> _target = new("--target")
    {
        Description = "The quality to reach: stl (STL's best with the same seed), stl-0.3 (0.3 points below it), 0.99xSTL (this share of it), the same with mtl, or a fixed value",
        HelpName = "TARGET",
        DefaultValueFactory = _ => QualityTarget.Stl.Text,
    };
    private readonly Option<int> _tune = CommonArguments.Count("--tune", "First tune every row over its tuning space (tuning.space of the run file, else the default values of its tasks), with at most this many trials", 0);
    private readonly Option<string> _tuned = new("--tuned") { Description = "Write the tuned settings to a file", HelpName = "FILE" };
    private readonly Option<bool> _untilSettled = new("--until-settled")
    {
        Description = $"Run {string.Join(", then ", SequentialStopRule.SeedCounts)} seeds, and stop as soon as each strategy's interval excludes --claim or is narrower than --width; intervals are corrected for this repeated checking",
    };
    private readonly Option<double> _claim = CommonArguments.Number(
        "--claim", "The reduction against STL that --until-settled must prove or rule out, such as 0.67", "SHARE", 0, "a share below 1", share => share < 1);
    private readonly Option<double> _width = CommonArguments.Number(
        "--width", "The width below which an interval is narrow enough for --until-settled", "SHARE", 0.1, "a share above 0", share => share > 0);
    private readonly Option<int> _jobs = CommonArguments.Count("--jobs", "How many runs to do at the same time; above 1, only multiply-adds are compared", 1);
    private readonly Option<double> _warmUp = CommonArguments.Number(
        "--warm-up", "How many seconds each task first runs unmeasured", "SECONDS", 2, "seconds in [0, 3600]", seconds => seconds is >= 0 and <= 3600);
    private readonly Option<string> _output = new("--output") { Description = "Also write the result as JSON to a file; finished runs are kept beside it", HelpName = "FILE" };
    private readonly Option<string> _report = new("--report") { Description = "Write the result as a page with plots (see 'mt2st report' for more)", HelpName = "FILE.html" };
    private readonly Option<string> _runs = new("--runs")
    {
        Description = "Keep finished runs in this folder, and reuse those of an earlier, stopped comparison (default OUTPUT.runs)",
        HelpName = "FOLDER",
    };
    private readonly Option<bool> _force = OutputPlace.Option();
    private readonly Option<bool> _json = CommonArguments.Json();

    private CompareCommand()
    {
    }

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        CompareCommand options = new();
        var command = new ExampledCommand(
            Name,
            "mt2st compare --primary classification:reviews.tsv --dev-share 0.1 --auxiliary lexicon:opinion-words.tsv --epochs 10",
            "mt2st compare run.json --strategies stl,mtl,diminish,switch --seeds 5",
            "mt2st compare run.json --strategies stl,diminish --tune 12 --tuned tuned.json --output result.json",
            "mt2st compare run.json --output result.json --report page.html",
            "mt2st compare run.json --controls --until-settled --claim 0.5 --output result.json",
            "mt2st compare run.json --target stl-0.3 --jobs 2 --json")
        {
            options._strategies, options._controls, options._seeds, options._target, options._tune, options._tuned,
            options._untilSettled, options._claim, options._width, options._jobs, options._warmUp, options._output, options._report, options._runs, options._force, options._json,
        };
        options._run.AddToComparison(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options._untilSettled) && result.GetResult(options._seeds) is not null)
                result.AddError("--until-settled counts its seeds from the run's seed; leave --seeds out.");
        });
        command.SetAction(parsed => options._run.Use(
            parsed,
            run => options.Compare(parsed, run, terminal, cancellationToken),
            run => options.SetSeeds(parsed, run)));
        return command;
    }

    private int Compare(ParseResult parsed, RunFile run, Terminal terminal, CancellationToken cancellationToken)
    {
        IReadOnlyList<ComparisonRow> rows = Rows(parsed, run, terminal);
        foreach (Option<string> option in new[] { _output, _tuned, _report })
            RequirePlace(parsed.GetValue(option), parsed.GetValue(_force), option.Name);
        ComparisonOptions options = new()
        {
            Target = QualityTarget.Parse(parsed.GetRequiredValue(_target)),
            Controls = parsed.GetValue(_controls),
            TuningTrials = parsed.GetValue(_tune),
            UntilSettled = parsed.GetValue(_untilSettled) ? new SequentialStopRule { Claim = parsed.GetValue(_claim), Width = parsed.GetValue(_width) } : null,
            Jobs = parsed.GetValue(_jobs),
            WarmUp = TimeSpan.FromSeconds(parsed.GetValue(_warmUp)),
            RunsFolder = RunsFolder(parsed),
            Command = TypedCommand.Of(parsed),
        };
        using StatusLine status = new(terminal);
        try
        {
            ComparisonDisplay display = new(status, tuning => ReportTuning(tuning, parsed, terminal));
            Report(StrategyComparison.Run(rows, options, display, cancellationToken), parsed, terminal, cancellationToken);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            status.WriteLine(options.RunsFolder is null
                ? "Finished runs are lost: name --output FILE or --runs FOLDER to keep them."
                : $"Finished runs are kept in {options.RunsFolder}: the same command goes on from there.");
            throw;
        }
    }

    private void Report(ComparisonResult result, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string text = result.ToJson();
        if (parsed.GetValue(_output) is { } output)
            CommonArguments.WriteText(output, text);
        if (parsed.GetValue(_report) is { } report)
            ReportWriter.WritePage(result, report, cancellationToken);
        if (parsed.GetValue(_json))
            terminal.Output.WriteLine(text);
        else
            ComparisonOutput.Write(result, parsed.GetValue(_warmUp), terminal);
    }

    // Made before the work, so that a place that cannot be written to is reported at once.
    private string? RunsFolder(ParseResult parsed)
    {
        string? folder = parsed.GetValue(_runs) ?? (parsed.GetValue(_output) is { } output ? $"{output}.runs" : null);
        if (folder is not null)
            Directory.CreateDirectory(folder);
        return folder;
    }

    private void SetSeeds(ParseResult parsed, RunFile run)
    {
        if (parsed.GetValue(_seeds) is { } seeds)
            run.Set("seeds", CommonArguments.SeedsAsJson(seeds));
    }

    private IReadOnlyList<ComparisonRow> Rows(ParseResult parsed, RunFile run, Terminal terminal)
    {
        string[] names = (parsed.GetValue(_strategies) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (run.Path is null)
        {
            RunOptions options = ReadFlags(run);
            if (names.Length == 0)
                names = [.. ComparisonRow.WithPlainMean(options, RowsWithoutFile(options))];
            HoldOutDev(options, run, terminal);
        }
        if (parsed.GetValue(_tune) > 0 && run.AddTuningSpace() is { } tuning)
            terminal.Error.WriteLine(DefaultSpaceText(tuning));
        return ComparisonRow.List(run, names);
    }

    private static string DefaultSpaceText(TuningOptions tuning)
    {
        IEnumerable<string> rows = tuning.Rows.Select(row => $"row {row.Key}: {Text(row.Value)}");
        return $"No tuning.space is given, so every row is tried as it is and with these values: {string.Join("; ", rows.Prepend(Text(tuning.Space)))}.";

        static string Text(IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> space) =>
            string.Join(", ", space.Select(axis => $"{axis.Key} {string.Join("|", axis.Value.Select(value => value.ToString()))}"));
    }

    private static RunOptions ReadFlags(RunFile run)
    {
        if (run.Settings["primary"] is null)
            throw new SettingException("primary", "compare needs a run file or --primary; make a run file with 'mt2st train ... --print-config'. See 'mt2st compare --help'.");
        return run.Read();
    }

    private static string[] RowsWithoutFile(RunOptions options)
    {
        bool hasAuxiliaries = options.Auxiliaries.Count > 0;
        if (!hasAuxiliaries && options.Strategies.Count == 0)
            throw new SettingException("auxiliaries", "There is no auxiliary task, so there is nothing to compare stl with. Name one, such as --auxiliary lexicon:opinion-words.tsv.");
        string[] rows = hasAuxiliaries ? [ComparisonRow.Stl, ComparisonRow.Mtl, new DiminishOptions().Name, new SwitchOptions().Name] : [ComparisonRow.Stl];
        return [.. rows.Union(options.Strategies.Keys)];
    }

    private static void HoldOutDev(RunOptions options, RunFile run, Terminal terminal)
    {
        if (options.Primary is not { Dev: null, DevShare: null, DevSimilarity.Count: 0 })
            return;
        run.Set("primary.devShare", DevShare);
        terminal.Error.WriteLine($"No dev data is named, so the share {DevShare} of the training data is held out for it. Choose another by --dev-share, or name a file by --dev.");
    }

    // Told before measuring begins; with --json the settings are part of the result.
    private void ReportTuning(TuningResult tuning, ParseResult parsed, Terminal terminal)
    {
        string strategies = ComparisonOutput.TunedSettings(tuning);
        string? file = parsed.GetValue(_tuned);
        if (file is not null)
            CommonArguments.WriteText(file, strategies);
        if (parsed.GetValue(_json))
            return;
        ComparisonOutput.WriteTuning(tuning, terminal);
        if (file is null)
            terminal.Output.WriteLine(strategies);
    }

    // Checked before the work, so that it is not lost at its end.
    private static void RequirePlace(string? file, bool isForced, string option)
    {
        if (file is null)
            return;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{file}: the folder '{folder}' does not exist. Create it or name another file.");
        if (Directory.Exists(file))
            throw new IOException($"{file}: is a folder, expected the name of a file to write.");
        OutputPlace.RequireFree(file, isForced, option);
        AtomicFile.CheckPlace(file);
    }
}
