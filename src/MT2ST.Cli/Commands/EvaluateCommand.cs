using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using MT2ST.Evaluation;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st evaluate</c>: similarity and analogy sets.</summary>
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
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st evaluate vectors.vec --similarity EN-WS-353-ALL.txt",
            "mt2st evaluate model/ --similarity similarity-sets/ --analogies questions-words.txt --json") { vectors, similarity, analogies, json };
        similarity.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.Validators.Add(result =>
        {
            if (result.GetResult(similarity) is null && result.GetResult(analogies) is null)
                result.AddError("Nothing to evaluate on: give --similarity, --analogies or both. A classifier or a tagger is measured by 'mt2st test'.");
        });
        command.SetAction(parsed =>
        {
            EvaluationReport report = Evaluate(parsed.GetRequiredValue(vectors), parsed.GetValue(similarity) ?? [], parsed.GetValue(analogies), terminal, cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(report, CommandJson.Readable.EvaluationReport);
            else
                WriteTables(report, terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static EvaluationReport Evaluate(string path, string[] similarity, string? analogies, Terminal terminal, CancellationToken cancellationToken)
    {
        // The small files first: a mistake in them shows before a large vector file is read.
        SimilaritySet[] sets = [.. similarity.SelectMany(file => SimilaritySet.ReadAll(file, cancellationToken))];
        foreach (string note in sets.Select(set => set.Note).OfType<string>())
            terminal.Error.WriteLine(note);
        AnalogySet? questions = analogies is null ? null : AnalogySet.Read(analogies, cancellationToken);
        WordVectors vectors = VectorFile.Load(path, cancellationToken);
        foreach (string note in vectors.Notes)
            terminal.Error.WriteLine(note);
        IReadOnlyList<AnalogyResult> answers = questions is null ? [] : questions.Evaluate(vectors, Environment.ProcessorCount, cancellationToken);
        return new EvaluationReport(
            [.. sets.Select(set => EvaluationReport.SimilarityEntry.Of(set.Evaluate(vectors, cancellationToken)))],
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
    }

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>What <c>evaluate --json</c> writes.</summary>
internal sealed record EvaluationReport(IReadOnlyList<EvaluationReport.SimilarityEntry> Similarity, IReadOnlyList<EvaluationReport.AnalogyEntry> Analogy)
{
    /// <summary>One similarity set.</summary>
    public sealed record SimilarityEntry(string Name, double? Spearman, int Pairs, int Found)
    {
        /// <summary>Further pairs found through character n-grams alone; null, and not written, for vectors without n-grams.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? FoundByNgrams { get; init; }

        /// <summary>The correlation over those pairs too.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? SpearmanWithNgrams { get; init; }

        /// <summary>The entry of a result.</summary>
        public static SimilarityEntry Of(SimilarityResult result) => new(result.Name, result.Spearman, result.PairCount, result.FoundCount)
        {
            FoundByNgrams = result.FoundByNgramsCount,
            SpearmanWithNgrams = result.SpearmanWithNgrams,
        };
    }

    /// <summary>One section of the analogy questions, or a total.</summary>
    public sealed record AnalogyEntry(string Section, double? Accuracy, int Questions, int Found);
}
