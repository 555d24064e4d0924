using System.CommandLine;
using System.Globalization;
using MT2ST.Cli.TextVectors;
using MT2ST.Evaluation;
using MT2ST.Formats;
using MT2ST.Texts;

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
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st evaluate vectors.vec --similarity EN-WS-353-ALL.txt",
            "mt2st evaluate model/ --similarity similarity-sets/ --analogies questions-words.txt --json",
            "mt2st evaluate model/ --sts sts-dev.tsv") { vectors, similarity, analogies, sts, json };
        similarity.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        sts.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.Validators.Add(result =>
        {
            if (result.GetResult(similarity) is null && result.GetResult(analogies) is null && result.GetResult(sts) is null)
                result.AddError("Nothing to evaluate on: give --similarity, --analogies or --sts. A classifier or a tagger is measured by 'mt2st test'.");
        });
        command.SetAction(parsed =>
        {
            // The small files first: a mistake in them shows before a large vector file is read.
            SimilaritySet[] sets = [.. (parsed.GetValue(similarity) ?? []).SelectMany(file => SimilaritySet.ReadAll(file, cancellationToken))];
            foreach (string note in sets.Select(set => set.Note).OfType<string>())
                terminal.Error.WriteLine(note);
            AnalogySet? questions = parsed.GetValue(analogies) is { } file ? AnalogySet.Read(file, cancellationToken) : null;
            TextSimilaritySet[] pairs = [.. (parsed.GetValue(sts) ?? []).Select(file => TextSimilaritySet.Read(file, cancellationToken))];
            var measured = new MeasuredVectors(parsed.GetRequiredValue(vectors), terminal, cancellationToken);
            EvaluationReport report = OfWords(sets, questions, measured, cancellationToken) with
            {
                Sts = pairs.Length == 0 ? null : [.. pairs.Select(set => EvaluationReport.StsEntry.Of(set.Evaluate(measured.Texts, cancellationToken)))],
            };
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
        if (report.Sts is { } sts)
        {
            terminal.WriteTable(
                ["text similarity", "Spearman", "Pearson", "pairs", "without a known word"],
                sts.Select(entry => new[] { entry.Name, Number(entry.Spearman), Number(entry.Pearson), Number(entry.Pairs), Number(entry.Unknown) }));
        }
    }

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
