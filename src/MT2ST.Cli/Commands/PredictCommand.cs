using System.CommandLine;
using System.Text;
using System.Text.Json;
using MT2ST.Corpora;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st predict</c>: labels texts with the classifier of a model folder.</summary>
internal static class PredictCommand
{
    public const string Name = "predict";

    private const double LeastProbability = 0.5; // Of a label among several: above it, training counts the label as predicted.

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> folder = new("FOLDER") { Description = "The folder of a model whose primary task is classification" };
        Argument<string[]> files = new("FILE") { Description = "Files of texts, one per line, or - for standard input (default)", Arity = ArgumentArity.ZeroOrMore };
        Option<int?> top = new("--top") { Description = "How many labels to give for each text, most likely first (default 1; for a model with several labels per text, all those with a probability above 0.5)", HelpName = "COUNT" };
        top.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out int count) && count >= 1))
                result.AddError($"--top expects a whole number of at least 1, found '{result.Tokens[0].Value}'.");
        });
        Option<bool> json = new("--json") { Description = "Write the result as JSON, one object per line" };
        var command = new ExampledCommand(
            Name,
            "mt2st predict model < reviews.txt",
            "mt2st predict model reviews.txt --top 3 --json") { folder, files, top, json };
        files.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            TrainedModel model = TrainedModel.Load(parsed.GetRequiredValue(folder), cancellationToken);
            if (!model.LabelsTexts)
                throw new InvalidDataException($"{parsed.GetRequiredValue(folder)}: the model's primary task is '{model.Options.Primary.Task}', which labels no texts. Give a model trained with --primary classification.");
            string[] paths = parsed.GetValue(files) is { Length: > 0 } given ? given : [CorpusSource.StandardInput];
            Func<LabelProbability[], string> format = parsed.GetValue(json) ? Json : Text;
            foreach (string path in paths)
                Write(model, path, parsed.GetValue(top), format, terminal.Output, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(TrainedModel model, string path, int? top, Func<LabelProbability[], string> format, TextWriter output, CancellationToken cancellationToken)
    {
        var probabilities = new double[model.Labels.Count];
        foreach (ReadOnlyMemory<byte> line in CorpusSource.ReadLines(path, cancellationToken))
        {
            model.Predict(line.Span, probabilities);
            IEnumerable<LabelProbability> ranked = probabilities.Select((probability, label) => new LabelProbability(model.Labels[label], probability)).OrderByDescending(label => label.Probability);
            output.WriteLine(format([.. top is null && model.HasSeveralLabels
                ? ranked.TakeWhile(label => label.Probability > LeastProbability)
                : ranked.Take(top ?? 1)]));
        }
    }

    private static string Text(LabelProbability[] labels)
    {
        var line = new StringBuilder();
        foreach (LabelProbability label in labels)
            line.Append(line.Length > 0 ? "\t" : "").Append(label.Label).Append(FormattableString.Invariant($"\t{label.Probability:0.0000}"));
        return line.ToString();
    }

    private static string Json(LabelProbability[] labels) => JsonSerializer.Serialize(
        new PredictionReport([.. labels.Select(label => new PredictionReport.Label(label.Label, label.Probability))]),
        CommandJson.OnOneLine.PredictionReport);
}

/// <summary>What <c>predict --json</c> writes for one text, on a line of its own.</summary>
internal sealed record PredictionReport(IReadOnlyList<PredictionReport.Label> Labels)
{
    /// <summary>One label with its probability.</summary>
    public sealed record Label(string Name, double Probability);
}
