using System.CommandLine;
using System.Text.Json;
using MT2ST.Reports;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st report</c>: the page and the files of a saved comparison.</summary>
internal sealed class ReportCommand
{
    public const string Name = "report";

    private readonly Argument<string> _result = new("RESULT.json") { Description = "The result that 'mt2st compare --output' or 'mt2st demo' wrote" };
    private readonly Option<string> _html = new("--html") { Description = "The file to write the page to, self-contained HTML (default: a file beside the result; no page if you ask for other outputs alone)", HelpName = "FILE.html" };
    private readonly Option<string> _plots = new("--plots") { Description = "A folder for all plots, as SVG files", HelpName = "FOLDER" };
    private readonly Option<string> _csv = new("--csv") { Description = "A folder for runs.csv and curves.csv", HelpName = "FOLDER" };
    private readonly Option<string> _tensorBoard = new("--tensorboard") { Description = "A folder for TensorBoard event files, one folder per run", HelpName = "FOLDER" };
    private readonly Option<bool> _force = OutputPlace.Option();

    private ReportCommand()
    {
    }

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        ReportCommand options = new();
        var command = new ExampledCommand(
            Name,
            "mt2st report result.json",
            "mt2st report result.json --html page.html --plots plots --csv tables --tensorboard events")
        {
            options._result, options._html, options._plots, options._csv, options._tensorBoard, options._force,
        };
        options._result.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed => options.Write(parsed, terminal, cancellationToken));
        return command;
    }

    private int Write(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string file = parsed.GetRequiredValue(_result);
        ComparisonResult result = Read(file);
        (Option<string> Option, Action<ComparisonResult, string, CancellationToken> Write)[] exports =
            [(_html, ReportWriter.WritePage), (_plots, ReportWriter.WritePlots), (_csv, ReportWriter.WriteTables), (_tensorBoard, ReportWriter.WriteEvents)];
        bool isAnyAsked = exports.Any(export => parsed.GetValue(export.Option) is not null);
        foreach ((Option<string> option, _) in exports)
            OutputPlace.RequireFree(PlaceOf(option), parsed.GetValue(_force), option.Name);
        cancellationToken.ThrowIfCancellationRequested();
        foreach ((Option<string> option, Action<ComparisonResult, string, CancellationToken> write) in exports)
        {
            if (PlaceOf(option) is not { } place)
                continue;
            write(result, place, cancellationToken);
            terminal.Output.WriteLine(place);
        }
        return ExitCode.Success;

        string? PlaceOf(Option<string> option) => parsed.GetValue(option) ?? (isAnyAsked || option != _html ? null : Path.ChangeExtension(file, ".html"));
    }

    private static ComparisonResult Read(string file)
    {
        try
        {
            ComparisonResult result = ComparisonResult.FromJson(File.ReadAllText(ExistingPath.OfFile(file)));
            return result.Strategies.Count > 0 && result.Strategies.All(row => row.Runs.Count > 0) ? result : throw new JsonException("It has no runs.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}:{(error.LineNumber ?? 0) + 1}: expected the result of a comparison as 'mt2st compare --output' writes it. {error.Message.Split(" Path:")[0]}", error);
        }
    }
}
