using System.Globalization;
using MT2ST.Cli.Commands;
using MT2ST.Corpora;
using MT2ST.Texts;

namespace MT2ST.Cli.TextVectors;

/// <summary>What <c>evaluate</c> measures about vectors of texts.</summary>
/// <param name="Pairs">Pairs of texts with scores.</param>
/// <param name="Retrieval">Documents and queries.</param>
/// <param name="Probe">Labelled texts; null for none.</param>
internal sealed record TextMeasuring(IReadOnlyList<TextSimilaritySet> Pairs, IReadOnlyList<RetrievalSet> Retrieval, TextProbe? Probe)
{
    /// <summary>Reads all data, so that a mistake in it shows before a large model is read.</summary>
    public static TextMeasuring Read(string[] sts, string[] retrieval, string? probe, string? test, CancellationToken cancellationToken) => new(
        [.. sts.Select(file => TextSimilaritySet.Read(file, cancellationToken))],
        [.. retrieval.Select(folder => RetrievalSet.Read(folder, cancellationToken))],
        probe is null ? null : ReadProbe(probe, test, cancellationToken));

    /// <summary>Measures, and adds the figures to a report.</summary>
    public EvaluationReport AddTo(EvaluationReport report, MeasuredVectors vectors, CancellationToken cancellationToken) => report with
    {
        Sts = Pairs.Count == 0 ? null : [.. Pairs.Select(set => EvaluationReport.StsEntry.Of(set.Evaluate(vectors.Texts, cancellationToken)))],
        Retrieval = Retrieval.Count == 0 ? null : [.. Retrieval.Select(set => EvaluationReport.RetrievalEntry.Of(set.Evaluate(vectors.Texts, cancellationToken)))],
        Probe = Probe is null ? null : [.. Probe.Evaluate(vectors.Texts, cancellationToken).Select(row => new EvaluationReport.ProbeEntry(row.LabelCount, row.Accuracy, row.StandardDeviation, row.DrawCount))],
    };

    /// <summary>Writes the figures as tables.</summary>
    public static void WriteTables(EvaluationReport report, Terminal terminal)
    {
        if (report.Sts is { } sts)
            terminal.WriteTable(
                ["text similarity", "Spearman", "Pearson", "pairs", "without a known word"],
                sts.Select(entry => new[] { entry.Name, EvaluateCommand.Number(entry.Spearman), EvaluateCommand.Number(entry.Pearson), EvaluateCommand.Number(entry.Pairs), EvaluateCommand.Number(entry.Unknown) }));
        foreach (EvaluationReport.RetrievalEntry set in report.Retrieval ?? [])
        {
            terminal.WriteTable(
                [$"search in {set.Name}", "nDCG@10", "binary nDCG@10", "recall@100", "MAP", "weight of BM25"],
                set.Rankings.Select(row => new[] { row.Name, EvaluateCommand.Number(row.Ndcg10), EvaluateCommand.Number(row.BinaryNdcg10), EvaluateCommand.Number(row.Recall100), EvaluateCommand.Number(row.Map), row.WordWeight.ToString("0.00", CultureInfo.InvariantCulture) }));
            terminal.Output.WriteLine(FormattableString.Invariant($"{set.Documents:#,0} documents, {set.Queries:#,0} queries; {set.UnknownDocuments:#,0} and {set.UnknownQueries:#,0} of them have no word that the model knows."));
        }
        if (report.Probe is { } probe)
            terminal.WriteTable(
                ["labels", "accuracy", "deviation", "draws"],
                probe.Select(row => new[] { EvaluateCommand.Number(row.Labels), EvaluateCommand.Number(row.Accuracy), EvaluateCommand.Number(row.StandardDeviation), EvaluateCommand.Number(row.Draws) }));
    }

    private static TextProbe ReadProbe(string probe, string? test, CancellationToken cancellationToken)
    {
        string train = probe;
        if (Directory.Exists(probe) && test is null)
            (train, test) = (Part(probe, "train"), Part(probe, "test"));
        return TextProbe.Read(train, test ?? throw new ArgumentException("--probe FILE needs --test FILE: the texts on which the regression is measured. Or give a folder of a train and a test file."), cancellationToken: cancellationToken);
    }

    private static string Part(string folder, string part)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file).Split('.')[0].EndsWith(part, StringComparison.OrdinalIgnoreCase))];
        return files is [string file]
            ? file
            : throw new InvalidDataException($"{folder}: found {files.Length} files whose name ends in '{part}', expected one, such as {part}.tsv. Name the files: --probe TRAIN --test TEST.");
    }
}
