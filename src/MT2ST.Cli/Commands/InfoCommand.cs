using System.CommandLine;
using System.Globalization;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st info</c>: what a file holds.</summary>
internal static class InfoCommand
{
    public const string Name = "info";

    private const int ShownLabels = 8;

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> file = new("FILE") { Description = "A vector, vocabulary, safetensors or corpus file, a run file, the result of a comparison, or the folder of a trained model" };
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(Name, "mt2st info vectors.vec", "mt2st info train.tsv --json") { file, json };
        command.SetAction(parsed =>
        {
            FileReport report = FileInspection.Of(parsed.GetRequiredValue(file), cancellationToken);
            foreach (string note in report.Notes)
                terminal.Error.WriteLine(note);
            if (parsed.GetValue(json))
                terminal.WriteJson(report, CommandJson.Readable.FileReport);
            else
                WriteLines(report, terminal.Output);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteLines(FileReport report, TextWriter output)
    {
        WriteLine("file", report.File);
        WriteLine("format", report.Format);
        if (report.Model is { } model)
        {
            WriteLine("task", model.Task);
            WriteLine("strategy", model.Strategy is null || model.Tasks is null ? model.Strategy : $"{model.Strategy} ({string.Join(", ", model.Tasks)})");
            WriteLine("labels", model.Labels is null ? null : Labels(model.Labels));
            WriteLine("dev", model.Dev?.ToString() ?? "not measured");
            WriteLine("test", model.Test?.ToString() ?? "not measured");
        }
        WriteLine("bytes", Number(report.Bytes));
        WriteLine("examples", Number(report.Examples));
        WriteLine("words", Number(report.Words));
        WriteLine("tokens", Number(report.Tokens));
        WriteLine("dimensions", Number(report.Dimensions));
        foreach (string part in report.Parts ?? [])
            WriteLine("part", part);
        foreach (string parameter in report.Shared ?? [])
            WriteLine("shared", parameter);
        WriteLine("first", report.First is null ? null : string.Join(' ', report.First.Select(LongText.ShortenWord)));

        void WriteLine(string name, string? value)
        {
            if (value is not null)
                output.WriteLine($"{name,-11} {value}");
        }
    }

    private static string Labels(IReadOnlyList<string> labels)
    {
        string shown = string.Join(", ", labels.Take(ShownLabels).Select(LongText.ShortenWord));
        return FormattableString.Invariant($"{labels.Count:#,0}: {shown}{(labels.Count > ShownLabels ? " ..." : "")}");
    }

    private static string? Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture);
}
