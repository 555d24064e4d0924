using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using MT2ST.Corpora;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st predict</c>: labels texts with a classifier, or tags the words of sentences with a tagger.</summary>
internal static class PredictCommand
{
    public const string Name = "predict";

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\f\v"u8);

    private const double LeastProbability = 0.5; // Of a label among several: above it, training counts the label as predicted.

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> folder = new("FOLDER") { Description = "The folder of a model whose primary task is classification or tagging" };
        Argument<string[]> files = new("FILE") { Description = "Files of texts, one per line, tables (.csv, .tsv) with a text column, or - for standard input (default); for a tagger also CoNLL-U or CoNLL files", Arity = ArgumentArity.ZeroOrMore };
        Option<int?> top = new("--top") { Description = "How many labels to give for each text, most likely first (default 1; for a model with several labels per text, all those with a probability above 0.5)", HelpName = "COUNT" };
        top.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out int count) && count >= 1))
                result.AddError($"--top expects a whole number of at least 1, found '{result.Tokens[0].Value}'.");
        });
        Option<string?> format = new("--format") { Description = $"The layout of a tagger's input, which its output keeps: {string.Join(", ", SentenceTagging.Formats)} (default by name and content; text for standard input)", HelpName = "NAME" };
        format.AcceptOnlyFromAmong([.. SentenceTagging.Formats]);
        Option<bool> json = new("--json") { Description = "Write the result as JSON, one object per line" };
        var command = new ExampledCommand(
            Name,
            "mt2st predict model < reviews.txt",
            "mt2st predict model reviews.txt --top 3 --json",
            "mt2st predict tagger sentences.conllu > tagged.conllu") { folder, files, top, format, json };
        files.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            TrainedModel model = TrainedModel.Load(parsed.GetRequiredValue(folder), cancellationToken);
            if (model.LabelsTexts && parsed.GetValue(format) is not null)
                throw new ArgumentException("--format is for taggers; a classifier reads a text per line. Leave it out.");
            if (model.TagsWords && parsed.GetValue(top) is not null)
                throw new ArgumentException("--top is for classifiers; a tagger gives one tag per word. Leave it out.");
            if (!model.LabelsTexts && !model.TagsWords)
                throw new InvalidDataException($"{parsed.GetRequiredValue(folder)}: the model's primary task is '{model.Options.Primary.Task}', which labels nothing. Give a model trained with --primary classification or tagging.");
            string[] paths = parsed.GetValue(files) is { Length: > 0 } given ? given : [CorpusSource.StandardInput];
            if (model.TagsWords)
            {
                SentenceTagging tagging = new(model, terminal.Output, parsed.GetValue(json));
                foreach (string path in paths)
                    tagging.Write(path, parsed.GetValue(format), cancellationToken);
                return ExitCode.Success;
            }
            Func<LabelProbability[], string> layout = parsed.GetValue(json) ? Json : Text;
            foreach (string path in paths)
                Write(model, path, parsed.GetValue(top), layout, terminal.Output, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(TrainedModel model, string path, int? top, Func<LabelProbability[], string> format, TextWriter output, CancellationToken cancellationToken)
    {
        var probabilities = new double[model.Labels.Count];
        foreach (ReadOnlyMemory<byte> text in Texts(model.Options.Primary, path, cancellationToken))
        {
            if (!text.Span.ContainsAnyExcept(Blanks)) // What has no word has no label.
            {
                output.WriteLine(format([]));
                continue;
            }
            model.Predict(text.Span, probabilities);
            IEnumerable<LabelProbability> ranked = probabilities.Select((probability, label) => new LabelProbability(model.Labels[label], probability)).OrderByDescending(label => label.Probability);
            output.WriteLine(format([.. top is null && model.HasSeveralLabels
                ? ranked.TakeWhile(label => label.Probability > LeastProbability)
                : ranked.Take(top ?? 1)]));
        }
    }

    /// <summary>The texts of a table's text column, found as in training, or the lines of any other file.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Texts(TaskOptions task, string path, CancellationToken cancellationToken)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (!name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return CorpusSource.ReadLines(path, cancellationToken);
        CorpusOptions columns = new() { TextColumn = task.TextColumn, LabelColumn = task.LabelColumn, LabelSeparator = task.LabelSeparator, HasHeader = task.Header, HasQuotes = task.Quotes };
        return new CorpusSource(path, columns).Read(cancellationToken).Select(example => example.Text);
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
