using System.CommandLine;
using System.Globalization;
using MT2ST.Cli.TextVectors;
using MT2ST.Evaluation;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st evaluate</c>: similarity and analogy sets, and what the vectors of texts are good for.</summary>
internal static class EvaluateCommand
{
    public const string Name = "evaluate";

    private static readonly string[] NgramColumns = ["by n-grams", "Spearman with them"];

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> vectors = CommonArguments.Vectors();
        Option<string[]> similarity = new("--similarity")
        {
            Description = "Similarity sets: files of lines 'word word score', or folders of them",
            HelpName = "FILE|FOLDER",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string> analogies = new("--analogies") { Description = "Analogy questions in the layout of questions-words.txt", HelpName = "FILE" };
        Option<string[]> sts = new("--sts")
        {
            Description = "Pairs of texts with scores, tab-separated: sentence1, sentence2 and score, named in the first line or in this order, or the layout of the STS benchmark",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> retrieval = new("--retrieval")
        {
            Description = "Folders in the layout of BEIR: corpus.jsonl, queries.jsonl and qrels.tsv or qrels/test.tsv. Documents are ranked by vectors, by words (BM25) and by both",
            HelpName = "FOLDER",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string> probe = new("--probe") { Description = "Labelled texts on whose vectors a logistic regression is trained, with 100, 250, 1,000 and all labels: a file, with --test, or a folder of a train and a test file", HelpName = "FILE|FOLDER" };
        Option<string> test = new("--test") { Description = "The labelled texts on which --probe measures the regression, laid out as its training file", HelpName = "FILE" };
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st evaluate vectors.vec --similarity EN-WS-353-ALL.txt",
            "mt2st evaluate model/ --similarity similarity-sets/ --analogies questions-words.txt --json",
            "mt2st evaluate model/ --sts sts-dev.tsv --retrieval scifact/",
            "mt2st evaluate model/ --probe train.tsv --test test.tsv") { vectors, similarity, analogies, sts, retrieval, probe, test, json };
        similarity.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        sts.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        retrieval.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.Validators.Add(result =>
        {
            if (result.GetResult(test) is not null && result.GetResult(probe) is null)
                result.AddError("--test is set without --probe, where it has no effect. Give --probe with the training texts, or leave it out.");
            if (result.Children.All(child => child is not System.CommandLine.Parsing.OptionResult { Implicit: false, Option: var option } || option == json))
                result.AddError("Nothing to evaluate on: give --similarity, --analogies, --sts, --retrieval or --probe. A classifier or a tagger is measured by 'mt2st test'.");
        });
        command.SetAction(parsed =>
        {
            // The small files first: a mistake in them shows before a large vector file is read.
            SimilaritySet[] sets = [.. (parsed.GetValue(similarity) ?? []).SelectMany(file => SimilaritySet.ReadAll(file, cancellationToken))];
            foreach (string note in sets.Select(set => set.Note).OfType<string>())
                terminal.Error.WriteLine(note);
            AnalogySet? questions = parsed.GetValue(analogies) is { } file ? AnalogySet.Read(file, cancellationToken) : null;
            var texts = TextMeasuring.Read(parsed.GetValue(sts) ?? [], parsed.GetValue(retrieval) ?? [], parsed.GetValue(probe), parsed.GetValue(test), cancellationToken);
            var measured = new MeasuredVectors(parsed.GetRequiredValue(vectors), terminal, cancellationToken);
            EvaluationReport report = texts.AddTo(OfWords(sets, questions, measured, cancellationToken), measured, cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(report, CommandJson.Readable.EvaluationReport);
            else
                WriteTables(report, terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static EvaluationReport OfWords(SimilaritySet[] sets, AnalogySet? questions, MeasuredVectors measured, CancellationToken cancellationToken)
    {
        IReadOnlyList<AnalogyResult> answers = questions is null ? [] : questions.Evaluate(measured.Words, Environment.ProcessorCount, cancellationToken);
        return new EvaluationReport(
            [.. sets.Select(set => EvaluationReport.SimilarityEntry.Of(set.Evaluate(measured.Words, cancellationToken)))],
            [.. answers.Select(result => new EvaluationReport.AnalogyEntry(result.Section, result.Accuracy, result.QuestionCount, result.FoundCount))]);
    }

    private static void WriteTables(EvaluationReport report, Terminal terminal)
    {
        if (report.Similarity.Count > 0)
        {
            bool hasNgrams = report.Similarity[0].FoundByNgrams is not null;
            terminal.WriteTable(
                ["similarity set", "Spearman", "pairs", "found", .. hasNgrams ? NgramColumns : []],
                report.Similarity.Select(entry => (string[])
                [
                    entry.Name, Number(entry.Spearman), Number(entry.Pairs), Number(entry.Found),
                    .. hasNgrams ? [Number(entry.FoundByNgrams ?? 0), Number(entry.SpearmanWithNgrams)] : Array.Empty<string>(),
                ]));
        }
        if (report.Analogy.Count > 0)
        {
            terminal.WriteTable(
                ["analogy section", "accuracy", "questions", "found"],
                report.Analogy.Select(entry => new[] { entry.Section, Number(entry.Accuracy), Number(entry.Questions), Number(entry.Found) }));
        }
        TextMeasuring.WriteTables(report, terminal);
    }

    internal static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    internal static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
