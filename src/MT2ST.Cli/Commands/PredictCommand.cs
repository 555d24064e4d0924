using System.CommandLine;
using System.Text;
using System.Text.Json;
using MT2ST.Corpora;
using MT2ST.Runs.Models;
using MT2ST.Vocabularies;

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
        Option<int?> top = new("--top") { Description = "How many labels to give for each text, likeliest first (default 1; with several labels per text: those above 0.5)", HelpName = "COUNT" };
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
            SavedClassifier classifier = SavedClassifier.Load(parsed.GetRequiredValue(folder), cancellationToken);
            string[] paths = parsed.GetValue(files) is { Length: > 0 } given ? given : [CorpusSource.StandardInput];
            Func<Vocabulary, Prediction[], string> format = parsed.GetValue(json) ? Json : Text;
            foreach (string path in paths)
                Write(classifier, path, parsed.GetValue(top), format, terminal.Output, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(SavedClassifier classifier, string path, int? top, Func<Vocabulary, Prediction[], string> format, TextWriter output, CancellationToken cancellationToken)
    {
        TextLabeler labeler = classifier.CreateLabeler();
        var probabilities = new double[classifier.Labels.Count];
        foreach (ReadOnlyMemory<byte> line in TextLines.Read(path, cancellationToken))
        {
            labeler.Predict(line.Span, probabilities);
            IEnumerable<Prediction> ranked = probabilities.Select((probability, label) => new Prediction(label, probability)).OrderByDescending(prediction => prediction.Probability);
            Prediction[] shown = [.. top is null && classifier.HasSeveralLabels
                ? ranked.TakeWhile(prediction => prediction.Probability > LeastProbability)
                : ranked.Take(top ?? 1)];
            output.WriteLine(format(classifier.Labels, shown));
        }
    }

    private static string Text(Vocabulary labels, Prediction[] predictions)
    {
        var line = new StringBuilder();
        foreach (Prediction prediction in predictions)
            line.Append(line.Length > 0 ? "\t" : "").Append(labels[prediction.Label]).Append(FormattableString.Invariant($"\t{prediction.Probability:0.0000}"));
        return line.ToString();
    }

    private static string Json(Vocabulary labels, Prediction[] predictions) => JsonSerializer.Serialize(
        new PredictionReport([.. predictions.Select(prediction => new PredictionReport.Label(labels[prediction.Label], prediction.Probability))]),
        CommandJson.OnOneLine.PredictionReport);

    private readonly record struct Prediction(int Label, double Probability);
}

/// <summary>What <c>predict --json</c> writes for one text, on a line of its own.</summary>
internal sealed record PredictionReport(IReadOnlyList<PredictionReport.Label> Labels)
{
    /// <summary>One label with its probability.</summary>
    public sealed record Label(string Name, double Probability);
}
