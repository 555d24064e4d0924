using System.Buffers.Text;

namespace MT2ST.Corpora;

/// <summary>Reads judged pairs of words, <c>word word score</c> a line, blank-separated, as WordSim-353 and MEN are; the label is the score.</summary>
/// <remarks>Empty lines and lines that begin with <c>#</c> are skipped.</remarks>
public sealed class ScoresReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path);
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Utf8Fields.IsBlank(lines.Line.Span) || lines.Line.Span[0] == '#')
                    continue;
                example.Start(path, lines.LineNumber);
                Fill(example, lines.Line.Span);
                yield return example;
            }
        }
    }

    private static void Fill(CorpusExample example, ReadOnlySpan<byte> line)
    {
        if (Utf8Fields.CountBlankSeparated(line) is int count and not 3)
            throw CorpusError.At(example.Path, example.LineNumber, $"found {count} columns, expected 3: word word score.");
        example.Words.Add(Utf8Fields.NextBlankSeparated(ref line));
        example.Words.Add(Utf8Fields.NextBlankSeparated(ref line));
        ReadOnlySpan<byte> score = Utf8Fields.NextBlankSeparated(ref line);
        if (!Utf8Parser.TryParse(score, out double value, out int length) || length != score.Length || !double.IsFinite(value))
            throw CorpusError.At(example.Path, example.LineNumber, $"found the score {CorpusError.Quote(score)}, expected a number such as 7.35.");
        example.Labels.Add(score);
    }
}
