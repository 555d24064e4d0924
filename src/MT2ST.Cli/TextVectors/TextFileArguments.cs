using System.CommandLine;
using MT2ST.Cli.Prediction;

namespace MT2ST.Cli.TextVectors;

/// <summary>The options that say how files of texts are laid out.</summary>
internal sealed class TextFileArguments
{
    private static readonly string[] Layouts = [PredictOptions.Text, PredictOptions.Tsv, PredictOptions.Csv, PredictOptions.JsonLines, PredictOptions.FastText];

    public TextFileArguments() => InputFormat.AcceptOnlyFromAmong(Layouts);

    public Option<string?> InputFormat { get; } = new("--input-format") { Description = $"The layout of the texts: {string.Join(", ", Layouts)} (default: by name and content; text for standard input)", HelpName = "NAME" };

    public Option<string?> TextColumn { get; } = new("--text-column") { Description = "The column of the text in a table, by its name or its number from 1 (default: recognised, or as in training)", HelpName = "COLUMN" };

    public Option<string?> Field { get; } = new("--field") { Description = "The field of the text in JSON lines (default: as in training, else text); standard input is then read as JSON lines", HelpName = "NAME" };

    /// <summary>The values given.</summary>
    public PredictOptions Read(ParseResult parsed, int threads) => new()
    {
        Input = parsed.GetValue(InputFormat),
        TextColumn = parsed.GetValue(TextColumn),
        Field = parsed.GetValue(Field),
        Threads = threads,
    };
}
