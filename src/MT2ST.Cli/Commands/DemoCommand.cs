using System.CommandLine;
using MT2ST.Cli.Demo;
using MT2ST.Cli.Runs;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Tuning;
using MT2ST.Reports;
using MT2ST.Runs;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st demo</c>: the main job on WordNet, from its dictionary to a table, vectors and a model.</summary>
internal sealed class DemoCommand
{
    public const string Name = "demo";

    private const string ModelRow = "switch";
    private const double WarmUpSeconds = 2;

    private readonly Option<string> _wordNet = new("--wordnet") { Description = $"The folder of WordNet's dictionary, which contains data.noun (default the folder that WNHOME names, its subfolder dict, or {WordNetFinder.SystemFolder}). On Debian and Ubuntu, the package wordnet-base installs it", HelpName = "DIR" };
    private readonly Option<string> _output = new("--output") { Description = "The folder to work in", HelpName = "FOLDER", DefaultValueFactory = _ => "mt2st-demo" };
    private readonly Option<string> _seeds = new("--seeds") { Description = "How many seeds, starting at 101, or a list of seeds separated by commas (default 3)", HelpName = "COUNT|SEED,SEED..." };
    private readonly Option<int> _tune = CommonArguments.Count("--tune", "Search for each strategy's settings again, with at most this many trials (18 is the whole grid; 0 uses those found before)", 0, least: 0);
    private readonly Option<bool> _force = OutputPlace.Option();
    private readonly Option<bool> _json = CommonArguments.Json();

    private DemoCommand()
    {
    }

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        DemoCommand options = new();
        var command = new ExampledCommand(
            Name,
            "mt2st demo",
            "mt2st demo --wordnet ~/WordNet-3.1/dict --output my-demo",
            "mt2st demo --tune 18 --json") { options._wordNet, options._output, options._seeds, options._tune, options._force, options._json };
        command.SetAction(parsed => options.Run(parsed, terminal, cancellationToken));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using StatusLine status = new(terminal);
        string output = parsed.GetRequiredValue(_output);
        OutputPlace.RequireFree(output, parsed.GetValue(_force), "--output");
        string wordNet = WordNetFinder.Find(parsed.GetValue(_wordNet));
        DemoFolder folder = new(output);
        folder.Create();
        RunFile run = RunLayers.Load(folder.RunFile);
        if (parsed.GetValue(_seeds) is { } seeds)
            run.Set("seeds", CommonArguments.SeedsAsJson(seeds));
        return RunLayers.Located(run, () =>
        {
            IReadOnlyList<ulong> measured = run.Read().Seeds.From(run.Read().Seed);
            IReadOnlyList<ComparisonRow> rows = ComparisonRow.List(run, [.. run.Read().Strategies.Keys]);
            WriteData(folder, wordNet, status, cancellationToken);

            ComparisonOptions options = new() { TuningTrials = parsed.GetValue(_tune), WarmUp = TimeSpan.FromSeconds(WarmUpSeconds), Command = TypedCommand.Of(parsed) };
            Action<TuningResult>? showTuning = parsed.GetValue(_json) ? null : tuning => ComparisonOutput.WriteTuning(tuning, terminal);
            ComparisonDisplay display = new(status, showTuning, run => Keep(run, measured[0], folder));
            ComparisonResult result = StrategyComparison.Run(rows, options, display, cancellationToken);
            CommonArguments.WriteText(folder.Result, result.ToJson());
            ReportWriter.WritePage(result, folder.Page, cancellationToken);
            if (parsed.GetValue(_json))
                terminal.Output.WriteLine(result.ToJson());
            else
                Write(result, folder, terminal);
            return ExitCode.Success;
        });
    }

    private static void WriteData(DemoFolder folder, string wordNet, StatusLine status, CancellationToken cancellationToken)
    {
        status.WriteLine($"Reading WordNet in {wordNet} ...");
        WordNetSplitSummary split = folder.WriteData(wordNet, cancellationToken);
        status.WriteLine(FormattableString.Invariant(
            $"{split.DefinitionCount:#,0} different definitions: {split.PoolCount:#,0} to train on (5,000 of them labelled), the others for dev and test; {split.LexiconCount:#,0} lexicon words."));
    }

    // The row's run with the first seed is the model that the next commands look at.
    private static void Keep(ComparisonProgress run, ulong seed, DemoFolder folder)
    {
        if (run.Row == ModelRow && run.Seed == seed)
            run.Model!.Save(folder.Model);
    }

    private static void Write(ComparisonResult result, DemoFolder folder, Terminal terminal)
    {
        terminal.Output.WriteLine("A definition -> its lexicographer file (45 classes) from 5,000 labelled definitions of WordNet:");
        ComparisonOutput.Write(result, WarmUpSeconds, terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(DemoSentences.About(result));
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"The model of '{ModelRow}' is in {folder.Model}, all runs in {folder.Result}, their page in {folder.Page}. Next:");
        terminal.Output.WriteLine($"  ./mt2st nearest {folder.Model} dog whisky");
        terminal.Output.WriteLine($"  ./mt2st info {folder.Model}");
        terminal.Output.WriteLine($"  ./mt2st compare {folder.RunFile} --strategies stl,switch --seeds 5 --set strategies.switch.strategy.at=6");
    }
}
