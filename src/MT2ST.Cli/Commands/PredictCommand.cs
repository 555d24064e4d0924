using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MT2ST.Cli.Prediction;
using MT2ST.Corpora;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st predict</c>: labels texts with a classifier, or tags the words of sentences with a tagger.</summary>
internal static class PredictCommand
{
    public const string Name = "predict";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> folder = new("FOLDER") { Description = "The folder of a model whose primary task is classification or tagging" };
        Argument<string[]> files = new("FILE") { Description = "Files of texts, one per line, tables (.csv, .tsv) with a text column, JSON lines (.jsonl), or - for standard input (default); for a tagger also CoNLL-U or CoNLL files. Any of them may be compressed (.gz)", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> format = new("--format") { Description = "The layout of the output: tsv (label and probability; for a tagger, word and tag), jsonl (an object per text, which keeps the fields of JSON lines; for a tagger with its spans by character offsets), for a tagger also conll and conllu (default: that of the input where it has one, else tsv)", HelpName = "NAME" };
        format.AcceptOnlyFromAmong([.. PredictOptions.Outputs]);
        Option<string?> input = new("--input-format") { Description = $"The layout of the input: {string.Join(", ", PredictOptions.Inputs)} (default: by name and content; text for standard input)", HelpName = "NAME" };
        input.AcceptOnlyFromAmong([.. PredictOptions.Inputs]);
        Option<string?> textColumn = new("--text-column") { Description = "The column of the text in a table, or of the words in CoNLL, by its name or its number (default: as in training)", HelpName = "COLUMN" };
        Option<string?> field = new("--field") { Description = "The field of the text in JSON lines (default: as in training, else text); standard input is then read as JSON lines", HelpName = "NAME" };
        Option<int?> top = new("--top")
        {
            Description = "How many labels to give for each text, most likely first (default 1; for a model with several labels per text, all those above the threshold)",
            HelpName = "COUNT",
            CustomParser = result => CommonArguments.ParseCount("--top", result),
        };
        Option<double?> threshold = new("--threshold")
        {
            Description = "For a model with several labels per text: the probability above which a text gets a label (default: the one chosen on dev data, 0.5 without any)",
            HelpName = "SHARE",
            CustomParser = result => ParseShare(result),
        };
        Option<bool> explain = new("--explain") { Description = "Name the words, and pairs of words if the model reads them, that spoke most for the likeliest label and most against it, by how much each moved its score; for a model with one label per text, against the next likeliest label" };
        Option<int?> threads = new("--threads")
        {
            Description = "How many threads predict (default: as many as the machine has cores)",
            HelpName = "COUNT",
            CustomParser = result => CommonArguments.ParseCount("--threads", result),
        };
        Option<bool> json = new("--json") { Description = "Write labels, or words and tags, as JSON, one object per line; --format jsonl has the text too" };
        var command = new ExampledCommand(
            Name,
            "mt2st predict model < reviews.txt",
            "mt2st predict model reviews.txt --top 3 --explain",
            "mt2st predict model reviews.csv --text-column review --format jsonl > labelled.jsonl",
            "mt2st predict model tickets.jsonl.gz --field body > labelled.jsonl",
            "mt2st predict tagger sentences.conllu > tagged.conllu",
            "mt2st predict tagger notes.txt --format jsonl > spans.jsonl") { folder, files, format, input, textColumn, field, top, threshold, explain, threads, json };
        files.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            TrainedModel model = TrainedModel.Load(parsed.GetRequiredValue(folder), cancellationToken);
            var options = new PredictOptions
            {
                Output = parsed.GetValue(format) ?? (parsed.GetValue(json) ? PredictOptions.Json : null),
                Input = parsed.GetValue(input),
                TextColumn = parsed.GetValue(textColumn),
                Field = parsed.GetValue(field),
                Top = parsed.GetValue(top),
                Threshold = parsed.GetValue(threshold),
                Explain = parsed.GetValue(explain),
                Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount,
            };
            if (!model.LabelsTexts && !model.TagsWords)
                throw new InvalidDataException($"{parsed.GetRequiredValue(folder)}: the model's primary task is '{model.Options.Primary.Task}', which labels nothing. Give a model trained with --primary classification or tagging.");
            if (parsed.GetValue(json) && parsed.GetValue(format) is { } both)
                throw new ArgumentException($"--json and --format {both} both say how to write the result. Leave one of them out.");
            Check(model, options);
            string[] paths = parsed.GetValue(files) is { Length: > 0 } given ? given : [CorpusSource.StandardInput];
            using var progress = new PredictionProgress(terminal, model.TagsWords ? "sentences" : "texts");
            foreach (string path in paths)
            {
                if (model.TagsWords)
                    new SentenceTagging(model, options, terminal).Write(path, progress.Add, cancellationToken);
                else
                    new TextLabelling(model, options, terminal).Write(path, progress.Add, cancellationToken);
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static void Check(TrainedModel model, PredictOptions options)
    {
        if (model.TagsWords)
        {
            Forbid(options.Top is not null, "--top is for classifiers; a tagger gives one tag per word. Leave it out.");
            Forbid(options.Threshold is not null, "--threshold is for classifiers with several labels per text; a tagger gives one tag per word. Leave it out.");
            Forbid(options.Explain, "--explain is for classifiers; a tagger's tags depend on the words around each. Leave it out.");
            Forbid(options.Input == PredictOptions.FastText, "--input-format fasttext is for classifiers; a tagger reads sentences. Leave it out.");
        }
        else
        {
            Forbid(options.Output is PredictOptions.Conll or PredictOptions.Conllu, $"--format {options.Output} is for taggers; a classifier gives labels to whole texts. Give tsv or jsonl.");
            Forbid(options.Threshold is not null && !model.HasSeveralLabels, "--threshold is for models with several labels per text (--multi-label true); this one gives each text the likeliest label, whose probability stands beside it. Leave it out.");
        }

        static void Forbid(bool isWrong, string message)
        {
            if (isWrong)
                throw new ArgumentException(message);
        }
    }

    private static double? ParseShare(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value is >= 0 and < 1))
            result.AddError($"--threshold expects a number in [0, 1), found '{text}'.");
        return value;
    }
}

/// <summary>Says how far <c>predict</c> is, where it takes longer than a moment.</summary>
/// <param name="terminal">Where it says so.</param>
/// <param name="unit">What is counted.</param>
internal sealed class PredictionProgress(Terminal terminal, string unit) : IDisposable
{
    private static readonly TimeSpan ShownInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SummaryFrom = TimeSpan.FromSeconds(5);

    private readonly StatusLine _line = new(terminal);
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _shown;
    private long _count;

    /// <summary>Takes how many more are done; one thread at a time calls it.</summary>
    public void Add(int count)
    {
        _count += count;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        if (elapsed - _shown < ShownInterval)
            return;
        _shown = elapsed;
        _line.Update(Text(elapsed));
    }

    /// <summary>Takes the live line away; after long work leaves a summary.</summary>
    public void Dispose()
    {
        _line.Dispose();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        if (elapsed >= SummaryFrom && _count > 0)
            _line.WriteLine(Text(elapsed));
    }

    private string Text(TimeSpan elapsed) => FormattableString.Invariant($"{_count:#,0} {unit}, {_count / elapsed.TotalSeconds:#,0} a second");
}
